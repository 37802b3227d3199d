import Testing
import YAML

/// The expectations are those of `sigs.k8s.io/yaml/goyaml.v2`, which Kubernetes reads manifests with.
@Suite struct ScalarTests {
  @Test(arguments: [
    // Words.
    ("true", "true"), ("True", "true"), ("TRUE", "true"), ("tRUE", "\"tRUE\""),
    ("on", "true"), ("On", "true"), ("ON", "true"), ("off", "false"), ("Off", "false"),
    ("OFF", "false"), ("yes", "true"), ("Yes", "true"), ("no", "false"), ("NO", "false"),
    ("y", "true"), ("Y", "true"), ("n", "false"), ("N", "false"), ("oN", "\"oN\""),
    ("yess", "\"yess\""), ("false", "false"), ("none", "\"none\""),
    ("~", "null"), ("null", "null"), ("Null", "null"), ("NULL", "null"), ("nULL", "\"nULL\""),
    ("", "null"),
    // Integers.
    ("0", "0"), ("80", "80"), ("-1", "-1"), ("+5", "5"), ("010", "8"), ("0o17", "15"),
    ("0x1F", "31"), ("0X1f", "31"), ("0b101", "5"), ("-0x10", "-16"), ("1_000", "1000"),
    ("1__0_", "10"), ("_1", "\"_1\""), ("00", "0"), ("0x", "\"0x\""), ("0b2", "\"0b2\""),
    ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("9223372036854775808", "9.223372036854776e+18"),
    ("99999999999999999999", "1e+20"), ("0xfffffffffffffffff", "2.9514790517935283e+20"),
    ("--5", "\"--5\""), ("+-5", "\"+-5\""), ("5-", "\"5-\""), ("1,000", "\"1,000\""),
    // Fractions.
    ("1.5", "1.5"), ("1e3", "1000.0"), ("1E3", "1000.0"), ("12e03", "12000.0"), ("1.", "1.0"),
    (".5", "0.5"), ("-.5", "-0.5"), ("+.5", "0.5"), ("08", "8.0"), ("09.5", "9.5"),
    ("1e", "\"1e\""), ("1e+", "\"1e+\""), (".", "\".\""), ("1.2.3", "\"1.2.3\""),
    ("1e400", "\"1e400\""), ("80.0", "80.0"), (".inf", "inf"), ("-.Inf", "-inf"),
    ("+.INF", "inf"), (".nan", "nan"), (".Nan", "\".Nan\""), ("0x1p4", "\"0x1p4\""),
    // What looks like something else and is a string.
    ("2027-03-01", "\"2027-03-01\""),
    ("2001-12-14t21:59:43.10-05:00", "\"2001-12-14t21:59:43.10-05:00\""),
    ("1:30", "\"1:30\""), ("10.0.0.0/8", "\"10.0.0.0/8\""), ("1.2.3.4", "\"1.2.3.4\""),
    ("0.0.0.0/0", "\"0.0.0.0/0\""), ("TCP", "\"TCP\""), ("web", "\"web\""), ("é", "\"é\""),
    ("=", "\"=\""), ("a=b", "\"a=b\""),
  ])
  func plainScalarsResolveAsKubernetesReadsThem(text: String, notation: String) throws {
    #expect(try root("value: \(text)\n").notation == "{value: \(notation)}")
  }

  @Test(arguments: ["true", "on", "80", "1e3", "~", "", "010", "null"])
  func quotedScalarsAreStrings(text: String) throws {
    #expect(try root("'\(text)'").notation == "\"\(text)\"")
    #expect(try root("\"\(text)\"").notation == "\"\(text)\"")
    #expect(try root("|-\n  \(text)\n").notation == "\"\(text)\"")
  }

  @Test(arguments: [
    ("!!str 80", "\"80\""), ("!!str true", "\"true\""), ("!!str", "\"\""), ("!!int \"80\"", "80"),
    ("!!bool yes", "true"), ("!!float 1", "1.0"), ("!!null ''", "null"), ("!!map {}", "{}"),
    ("!!seq []", "[]"), ("!<tag:yaml.org,2002:str> 1", "\"1\""),
  ])
  func tagsOfYAMLAreHonoured(text: String, notation: String) throws {
    #expect(try root(text).notation == notation)
  }

  @Test(arguments: [
    ("a: !legacy", "1:4 `!legacy` is read as a YAML tag, and there is no such tag here"),
    ("a: !legacy b", "1:4 `!legacy` is read as a YAML tag, and there is no such tag here"),
    ("a: !!binary aGk=", "1:4 `!!binary` is read as a YAML tag, and there is no such tag here"),
    ("a: !!set {b}", "1:4 `!!set` is read as a YAML tag, and there is no such tag here"),
    ("a: !Ref [b]", "1:4 `!Ref` is read as a YAML tag, and there is no such tag here"),
    ("a: ! 80", "1:4 `!` is read as a YAML tag, and there is no such tag here"),
    ("a: !!int web", "1:4 `web` cannot be read as `!!int`"),
    ("a: !!bool 1", "1:4 `1` cannot be read as `!!bool`"),
  ])
  func otherTagsAreErrors(text: String, error: String) throws {
    #expect(try errors(text) == [error])
  }

  @Test func anUnknownTagSuggestsQuotes() throws {
    let error = try #require(try documents("pods: !legacy").first?.errors.first)
    #expect(error.suggestion == "quote the text: '!legacy...'")
    #expect(error.width == 7)
  }
}

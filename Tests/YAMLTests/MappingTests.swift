import Testing
import YAML

@Suite struct MappingTests {
  @Test func duplicateKeysAreErrorsWithBothPlaces() throws {
    let error = try #require(try documents("a: 1\nb: 2\na: 3\n").first?.errors.first)
    #expect(error.mark == Mark(line: 3, column: 1))
    #expect(error.cause == .duplicateKey("a", first: Mark(line: 1, column: 1)))
    #expect(try errors("{\"a\": 1, \"a\": 1}") == ["1:10 the key `a` is already given in line 1"])
    #expect(try errors("a: {b: 1, b: 2}\nc: {d: 1, d: 2}").count == 2)
  }

  @Test func oneKeyMayStandInSeveralMappings() throws {
    #expect(
      try root("a: {k: 1}\nb: {k: 2}\nc: [{k: 3}, {k: 4}]").notation
        == "{a: {k: 1}, b: {k: 2}, c: [{k: 3}, {k: 4}]}")
  }

  @Test(arguments: [
    // Explicit keys win over merged ones.
    ("p: &p {a: 1, b: 2}\nq: {<<: *p, a: 3}", "{p: {a: 1, b: 2}, q: {a: 3, b: 2}}"),
    // Earlier mappings win over later ones.
    (
      "p: &p {a: 1}\nq: &q {a: 2, b: 3}\nr: {<<: [*p, *q]}",
      "{p: {a: 1}, q: {a: 2, b: 3}, r: {a: 1, b: 3}}"
    ),
    ("a: {<<: {b: 1}, c: 2}", "{a: {c: 2, b: 1}}"),
    ("a: {c: 2, <<: {b: 1}}", "{a: {c: 2, b: 1}}"),
    ("a: {<<: []}", "{a: {}}"),
    // Merges reach through merges.
    (
      "p: &p {a: 1}\nq: &q {<<: *p, b: 2}\nr: {<<: *q}",
      "{p: {a: 1}, q: {b: 2, a: 1}, r: {b: 2, a: 1}}"
    ),
    ("a: {'<<': 1}", "{a: {<<: 1}}"),
  ])
  func mergeKeysAreFollowed(text: String, notation: String) throws {
    #expect(try root(text).notation == notation)
  }

  @Test(arguments: [
    ("a: {<<: 1}", "1:5 `<<` must be given a mapping or a list of mappings"),
    ("a: {<<: [1]}", "1:5 `<<` must be given a mapping or a list of mappings"),
    (
      "p: &p {a: 1}\nq: {a: 2, <<: *p}",
      "2:11 `<<` brings in the key `a`, which line 2 already gives, and readers disagree on which wins"
    ),
    ("a: *b", "1:4 no anchor `&b` precedes the alias `*b`"),
    ("a: &b {c: *b}", "1:11 the alias `*b` stands inside the node that `&b` names"),
    ("a: *b\nc: &b 1", "1:4 no anchor `&b` precedes the alias `*b`"),
  ])
  func brokenMergesAndAliasesAreErrors(text: String, error: String) throws {
    #expect(try errors(text) == [error])
  }

  @Test func anchorsMayBeDefinedAnewAndEndWithTheirDocument() throws {
    #expect(try root("a: &x 1\nb: *x\nc: &x 2\nd: *x").notation == "{a: 1, b: 1, c: 2, d: 2}")
    #expect(try errors("a: &x 1\n---\nb: *x").count == 1)
  }

  @Test(arguments: [
    ("80: web", "{80: \"web\"}"), ("true: 1", "{true: 1}"), ("-5: 1", "{-5: 1}"),
    ("'on': 1", "{on: 1}"), ("? a\n: 1", "{a: 1}"), ("&k a: 1\nb: *k", "{a: 1, b: \"a\"}"),
    ("1.5: x", "{1.5: \"x\"}"),
  ])
  func keysThatJSONWritesLikewiseAreTaken(text: String, notation: String) throws {
    #expect(try root(text).notation == notation)
  }

  @Test(arguments: [
    ("on: 1", "1:1 the key `on` without quotes is read as `true`"),
    ("y: 1", "1:1 the key `y` without quotes is read as `true`"),
    ("No: 1", "1:1 the key `No` without quotes is read as `false`"),
    ("010: 1", "1:1 the key `010` without quotes is read as `8`"),
    ("1e3: 1", "1:1 the key `1e3` without quotes is read as `1000.0`"),
    ("~: 1", "1:1 the key `~` without quotes is read as null"),
    ("Null: 1", "1:1 the key `Null` without quotes is read as null"),
    ("{{ .Values.x }}: 1", "1:2 a key must be a string, not a list or a mapping"),
    ("[a]: 1", "1:1 a key must be a string, not a list or a mapping"),
  ])
  func otherKeysAreErrors(text: String, error: String) throws {
    let found = try errors(text)
    #expect(found == [error], "\(found)")
  }

  @Test func manyKeysAreStillUnique() throws {
    let keys = (0..<500).map { "key-\($0)" }
    let text = (keys + ["key-7"]).map { "\($0): 1\n" }.joined()
    #expect(try errors(text) == ["501:1 the key `key-7` is already given in line 8"])
  }
}

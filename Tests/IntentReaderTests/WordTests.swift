import ClusterModel
import Intents
import Testing

@testable import Readers

@Suite struct WordTests {
  @Test(arguments: [
    ("app", true), ("app.kubernetes.io/name", true), ("A_b-c.9", true), ("a", true),
    (String(repeating: "a", count: 63), true), (String(repeating: "a", count: 64), false),
    ("", false), ("/a", false), ("a/", false), ("a/b/c", false), ("-a", false), ("a-", false),
    ("Upper.io/a", false), ("x y", false), ("é", false),
  ])
  func labelKeysAreAsTheAPIServerTakesThem(text: String, isAdmitted: Bool) {
    #expect(NameSyntax.labelKey.admits(text) == isAdmitted)
  }

  @Test(arguments: [
    ("", true), ("web", true), ("a.b_c-D", true), (String(repeating: "1", count: 63), true),
    (String(repeating: "1", count: 64), false), ("-", false), (".a", false), ("a b", false),
  ])
  func labelValuesAreAsTheAPIServerTakesThem(text: String, isAdmitted: Bool) {
    #expect(NameSyntax.labelValue.admits(text) == isAdmitted)
  }

  @Test(arguments: [
    ("http", true), ("http-alt2", true), ("8080-tcp", true), ("80", false), ("-a", false),
    ("a-", false), ("a--b", false), ("Http", false), ("", false), ("abcdefghijklmno", true),
    ("abcdefghijklmnop", false), ("a_b", false),
  ])
  func portNamesAreServiceNames(text: String, isAdmitted: Bool) {
    #expect(NameSyntax.portName.admits(text) == isAdmitted)
  }

  @Test(arguments: [
    ("shop", true, true), ("a.b", false, true), ("1", true, true), ("", false, false),
    ("A", false, false), ("-a", false, false), ("a.", false, false), ("a..b", false, false),
    (String(repeating: "a", count: 64), false, true),
  ])
  func namesOfObjectsAreDNSNames(text: String, isLabel: Bool, isSubdomain: Bool) {
    #expect(NameSyntax.dnsLabel.admits(text) == isLabel)
    #expect(NameSyntax.dnsSubdomain.admits(text) == isSubdomain)
  }

  @Test(arguments: [
    ("WEBB", "WEB"), ("web", "WEB"), ("APU", "API"), ("internte", "Internet"), ("AP", "API"),
    ("AB", nil),
    ("STORE", nil), ("X", nil), ("", nil), ("podSelecter", "podSelector"),
  ])
  func nearWordsAreFoundAndFarOnesAreNot(word: String, nearest: String?) {
    let candidates = ["WEB", "API", "Internet", "podSelector"]
    #expect(Spelling.nearest(to: word, among: candidates) == nearest)
  }

  @Test func amongEquallyNearWordsTheFirstIsMeant() {
    #expect(Spelling.nearest(to: "WEB3", among: ["WEB1", "WEB2"]) == "WEB1")
    #expect(Spelling.nearest(to: "web2", among: ["WEB1", "WEB2"]) == "WEB2")
  }

  @Test(arguments: SentenceForm.allCases)
  func everyFormIsNearestToItself(form: SentenceForm) {
    #expect(SentenceForm.nearest(to: form.rawValue) == form)
  }

  @Test(arguments: [
    ("WEB talks to API", SentenceForm.reaches), ("only WEB talks to API", .onlyReaches),
    ("nobody but WEB can never see API", .cannotReach), ("WEB has no incoming", .noEgress),
    ("WEB has no ingres", .noIngress), ("namespaces are isolated", .namespacesIsolated),
    ("WEB is isolated DB", .isolated),
  ])
  func theNearestFormSharesMostWords(sentence: String, form: SentenceForm) {
    #expect(SentenceForm.nearest(to: sentence) == form)
  }

  @Test(arguments: [
    ("a b", ["a", "b"]), ("A, B", ["A", ",", "B"]), ("a,b ", ["a,b"]), ("x,", ["x", ","]),
    ("", []), ("  ", []), (", ,", [",", ","]), ("é\u{301} z", ["é\u{301}", "z"]),
  ])
  func wordsEndAtBlanksAndListCommas(text: String, words: [String]) {
    var scanner = Scanner(text)
    var found: [String] = []
    while let word = scanner.peek() {
      found.append(word.text)
      #expect(scanner.text(word.range) == word.text)
      scanner.position = word.range.upperBound
    }
    #expect(found == words)
  }
}

import ClusterModel
import Intents

/// Reads a sentence by recursive descent; the language is that of intents.md, "Sentences and their meaning".
///
/// ```
/// sentence  = "only" groups ("may" "reach" | "reaches") targets
///           | "some" groups "reaches" targets
///           | "nothing else is allowed" [ "in namespace" names | "to" targets | "from" groups ]
///           | "namespaces labelled" key "are isolated from each other" [ "except" exception {"," exception} ]
///           | groups predicate
/// predicate = "reaches" targets | "may reach" targets | "cannot reach" targets
///           | "has no egress" [ "except to" targets ]
///           | "has no ingress" [ "except" exception {"," exception} ]
///           | "is isolated from" groups
/// exception = "from" groups | "on" ports [ "from" groups ] | "to" targets (of namespaces only)
/// targets   = target {separator target}      groups = group {separator group}
/// target    = group [":" ports]              separator = ", " | "and" | ", and"
/// ```
/// `reach` and `reaches`, `has` and `have`, `is` and `are`, `labelled` and `labeled` are the same to it.
struct SentenceParser {
  var scanner: Scanner
  let names: Names
  /// The mistakes after which reading went on.
  var mistakes: [Mistake] = []
  private var isSentence = true

  init(_ text: String, names: Names) {
    scanner = Scanner(text)
    self.names = names
  }

  /// The claim of `text`, or every mistake in it; neither where a group that it speaks of was reported where it is declared.
  static func claim(of text: String, names: Names) -> (claim: Claim?, mistakes: [Mistake]) {
    var parser = SentenceParser(text, names: names)
    do throws(Mistake) {
      let claim = try parser.sentence()
      return (parser.mistakes.isEmpty ? claim : nil, parser.mistakes)
    } catch {
      return (nil, parser.mistakes + [error])
    }
  }

  /// The groups of a text that is no sentence, as the value of a declared name.
  static func groups(of text: String, names: Names) -> (groups: [Group], mistakes: [Mistake]) {
    var parser = SentenceParser(text, names: names)
    parser.isSentence = false
    do throws(Mistake) {
      let groups = try parser.groups()
      guard parser.scanner.peek() == nil else { throw parser.unexpected(["the end of the group"]) }
      return (groups, parser.mistakes)
    } catch {
      return ([], parser.mistakes + [error])
    }
  }

  /// The target of a text that is no sentence, as a command line has it.
  static func target(of text: String, names: Names) -> (target: Target?, mistakes: [Mistake]) {
    var parser = SentenceParser(text, names: names)
    parser.isSentence = false
    do throws(Mistake) {
      let target = try parser.target()
      guard parser.scanner.peek() == nil else { throw parser.unexpected(["the end of the term"]) }
      return (target, parser.mistakes)
    } catch {
      return (nil, parser.mistakes + [error])
    }
  }

  private mutating func sentence() throws(Mistake) -> Claim {
    guard let first = scanner.peek() else { throw Mistake(.noSentence, at: scanner.endRange) }
    try refuseFullStop()
    let claim: Claim
    switch first.text {
    case "only": claim = try exclusivity()
    case "some": claim = try possibility()
    case "nothing": claim = try closure()
    case "namespaces": claim = try tenancy()
    default: claim = try predicate(of: try groups())
    }
    guard scanner.peek() == nil else { throw unexpected(["the end of the sentence"]) }
    return claim
  }

  private mutating func exclusivity() throws(Mistake) -> Claim {
    try expect("only")
    let sources = try groups()
    if scanner.take("may") {
      try expectReach()
      return .onlyMayReach(from: sources, to: try targets())
    }
    try expectReach(or: "may reach")
    return .onlyReaches(from: sources, to: try targets())
  }

  private mutating func possibility() throws(Mistake) -> Claim {
    try expect("some")
    let sources = try groups()
    try expect(oneOf: ["reaches", "reach"])
    return .someReaches(from: sources, to: try targets())
  }

  private mutating func predicate(of subjects: [Group]) throws(Mistake) -> Claim {
    let verbs = [
      "reaches", "may reach", "cannot reach", "has no egress", "has no ingress", "is isolated from",
    ]
    switch scanner.peek()?.text {
    case "reaches", "reach":
      try expectReach()
      return .reaches(from: subjects, to: try targets())
    case "may":
      try expect("may")
      try expectReach()
      return .mayReach(from: subjects, to: try targets())
    case "cannot":
      try expect("cannot")
      try expectReach()
      return .cannotReach(from: subjects, to: try targets())
    case "has", "have":
      _ = try expect(oneOf: ["has", "have"])
      try expect("no")
      return try expect(oneOf: ["egress", "ingress"]) == "egress"
        ? .noEgress(of: subjects, except: try egressExceptions())
        : .noIngress(to: subjects, except: try ingressExceptions(to: subjects))
    case "is", "are":
      _ = try expect(oneOf: ["is", "are"])
      try expect("isolated")
      try expect("from")
      try refuseEachOther()
      return .isolated(subjects, from: try groups())
    default: throw unexpected(verbs)
    }
  }

  // MARK: Words

  mutating func expect(_ word: String) throws(Mistake) {
    guard scanner.take(word) else { throw unexpected([word]) }
  }

  @discardableResult
  mutating func expect(oneOf words: [String]) throws(Mistake) -> String {
    for word in words where scanner.take(word) { return word }
    throw unexpected(words)
  }

  private mutating func expectReach(or alternative: String? = nil) throws(Mistake) {
    guard scanner.take("reaches") || scanner.take("reach") else {
      throw unexpected(alternative.map { ["reaches", $0] } ?? ["reach"])
    }
  }

  /// The next word does not fit.
  func unexpected(_ expected: [String]) -> Mistake {
    let found = scanner.peek()
    let form = SentenceForm.nearest(to: scanner.text(scanner.scalars.indices))
    return Mistake(
      .unexpected(found: found?.text, expected: expected, form: isSentence ? form.rawValue : nil),
      at: found?.range ?? scanner.endRange)
  }

  private func refuseFullStop() throws(Mistake) {
    let end = scanner.endRange.lowerBound
    if scanner.scalar(at: end - 1) == "." { throw Mistake(.fullStop, at: end - 1..<end) }
  }

  private func refuseEachOther() throws(Mistake) {
    guard let word = scanner.peek(), word.text == "each" else { return }
    throw Mistake(.isolatedFromEachOther, at: word.range)
  }
}

import FoundationEssentials
import Samples
import Testing

@testable import YAML

/// JSON is read by a scanner of its own, and must be read as libyaml reads it.
@Suite struct JSONAgreementTests {
  /// All pieces with all places.
  private func pieces(
    of text: String, wanting projection: Projection = .all, isWhole: Bool = false
  ) throws -> [String] {
    let source = try SourceText(Array(text.utf8))
    if isWhole { return source.documents(wanting: projection).map(\.notation) }
    var pieces: [String] = []
    source.stream(wanting: projection) { piece in
      switch piece {
      case .document(let document): pieces.append(document.notation)
      case .item(let item):
        pieces.append(
          "\(item.document).\(item.index) \(item.node.placedNotation) \(item.errors.notation)")
      }
    }
    return pieces
  }

  /// Whether libyaml has nothing to do.
  private func isReadByScanner(_ text: String) throws -> Bool {
    try SourceText(Array(text.utf8)).readJSON(wanting: .all, false) { _ in } == nil
  }

  private static let projections: [Projection] = [
    .all, .nothing,
    .keys(["a": .all, "spec": .keys(["b": .all], others: .nothing)], others: .nothing),
  ]

  @Test(arguments: 0..<300 as Range<UInt64>)
  func bothReadersAgree(seed: UInt64) throws {
    var random = RandomJSON(seed: seed)
    let text = random.text()
    #expect(try isReadByScanner(text))
    // JSON has no comments, so that libyaml reads the last document.
    let commented = text + "\n# yaml"
    #expect(try !isReadByScanner(commented))
    for projection in Self.projections {
      #expect(
        try pieces(of: text, wanting: projection) == pieces(of: commented, wanting: projection))
      #expect(
        try pieces(of: text, wanting: projection, isWhole: true)
          == pieces(of: commented, wanting: projection, isWhole: true))
    }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func theScannerTakesWhatAnotherReaderOfJSONTakes(seed: UInt64) throws {
    var random = RandomJSON(seed: seed)
    for _ in 0..<10 {
      var scalars = Array(random.text().unicodeScalars)
      let place = Int.random(in: 0...scalars.count, using: &random.numbers)
      let others: [Unicode.Scalar] = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "0", "-", "e", ".", "t", "u", " ", "\n", "#",
        "\u{1}",
      ]
      switch Int.random(in: 0..<3, using: &random.numbers) {
      case 0: scalars.insert(random.numbers.pick(others), at: place)
      case 1 where place < scalars.count: scalars[place] = random.numbers.pick(others)
      default: if place < scalars.count { scalars.remove(at: place) }
      }
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      let source = try SourceText(Array(text.utf8))
      var count = 0
      let isRead = source.isJSON && source.readJSON(wanting: .all, false) { _ in count += 1 } == nil
      // Two documents are one text of JSON for none but kubectl.
      if !isRead || count > 1 { continue }
      #expect(throws: Never.self, "\(text)") {
        try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
      }
    }
  }

  @Test(arguments: [
    #"{"a": 1,}"#, #"[1, 2,]"#, "[,]", "[1 2]", #"{"a" 1}"#, #"{"a": 1 "b": 2}"#, "{a: 1}",
    "{'a': 1}",
    #"{"a": 01}"#, #"{"a": +1}"#, #"{"a": .5}"#, #"{"a": 1.}"#, #"{"a": 1e}"#, #"{"a": -}"#,
    #"{"a": 0x10}"#, #"{"a": 1_000}"#, "[NaN]", "[.inf]", "[True]", "[nul]", "[truex]", "[yes]",
    "[1] # c",
    "[1, # c\n 2]", "{}x", "[]]", "{}}", "[}", "{]", "[1", #"{"a"#, #"{"a":"#, #"{"a": "x"#, "{,}",
    "{1: 2}",
    #"["\x41"]"#, #"["\a"]"#, #"["\u12"]"#, #"["\u12g4"]"#, #"["\ud83d"]"#, #"["\ude00"]"#,
    #"["\ud83dx"]"#, #"["\ud83d\u0041"]"#, "[\"\u{9}\"]", "[\"a\n  b\"]", "[\"\u{1}\"]",
    "[\"\u{2028}\"]",
    "[\"\u{85}\"]", "[&a 1, *a]", "[!!str 1]", "{? a : b}", "[1]: 2", "{} --- {}",
    "{}\n--- {}\n",
    "{}\n---x", "[\"a\" \"b\"]", "[\"a\"\"b\"]", "{\"a\":1,\"b\"}", "{\"a\":}", "[--- ]",
    "{}\n...\n",
  ])
  func whatIsNoJSONIsForLibyaml(text: String) throws {
    #expect(try !isReadByScanner(text))
    // As if the scanner had never looked at it.
    let all = try pieces(of: text, isWhole: true)
    #expect(try all == pieces(of: "# yaml\n" + text, isWhole: true).map(Self.oneLineUp))
  }

  /// What a text says that has one line less before it; only first lines need it here.
  private static func oneLineUp(_ notation: String) -> String {
    notation.replacing(/@(\d+):/) { match in "@\((Int(match.1) ?? 0) - 1):" }
  }

  @Test func whatLibyamlRefusesForItsOwnReasonsIsRead() throws {
    #expect(
      try root("{\"a\"\n: \"\u{7f}\u{9b}\u{fffe}\"}").notation == "{a: \"\u{7f}\u{9b}\u{fffe}\"}")
    let key = String(repeating: "k", count: Limits.keyBytes)
    #expect(try root("{\"\(key)\": 1}").notation == "{\(key): 1}")
    #expect(
      try errors("{\"\(key)k\": 1}") == [
        "1:2 a key of 1025 bytes is too long, at most 1024 are allowed"
      ])
  }

  @Test func aDocumentThatIsYAMLAfterAllIsReadOnce() throws {
    let text = #"{"kind": "List", "items": [{"a": 1}, {"b": 2}, {c: 3}]} {"d": 4}"#
    let found = try pieces(of: text).map { $0.replacing(/@\d+:\d+\s/, with: "") }
    #expect(
      found == [
        "1.0 {a: 1} ", "1.1 {b: 2} ", "1.2 {c: 3} ", "1 {kind: \"List\"\", items: …} ", "2 {d: 4} ",
      ])
  }

  @Test(arguments: ["[", "{\"a\":", "{\"a\":[{\"b\":["])
  func nestingIsBounded(opening: String) throws {
    let text = String(repeating: opening, count: 300)
    for projection in [Projection.all, .nothing] {
      let documents = try SourceText(Array(text.utf8)).documents(wanting: projection)
      #expect(documents.flatMap(\.errors).map(\.cause) == [.tooDeep])
    }
    let full = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(try isReadByScanner(full))
    #expect(try !isReadByScanner("[" + full + "]"))
    let source = try SourceText(Array("[\(full)]".utf8))
    #expect(source.readJSON(wanting: .nothing, false) { _ in } != nil)
  }
}

/// Everything that JSON can say.
private enum JSONValue: Decodable {
  case null, truth, number, text
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let object = try? value.decode([String: JSONValue].self) {
      self = .object(object)
    } else if let list = try? value.decode([JSONValue].self) {
      self = .list(list)
    } else if (try? value.decode(String.self)) != nil {
      self = .text
    } else if (try? value.decode(Bool.self)) != nil {
      self = .truth
    } else {
      _ = try value.decode(Double.self)
      self = .number
    }
  }
}

extension Document {
  fileprivate var notation: String {
    "\(number) \(root?.placedNotation ?? "-") \(errors.notation)"
  }
}

extension [YAMLError] {
  fileprivate var notation: String {
    map { "@\($0.mark.line):\($0.mark.column)+\($0.width) \($0)" }.joined(separator: "; ")
  }
}

extension Node {
  /// ``notation`` with the place of every node and key.
  fileprivate var placedNotation: String {
    let place = "@\(mark.line):\(mark.column) "
    switch content {
    case .skipped: return place + "…"
    case .sequence(let elements):
      return place + "[" + elements.map(\.placedNotation).joined(separator: ", ") + "]"
    case .mapping(let entries):
      let fields = entries.map {
        "@\($0.keyMark.line):\($0.keyMark.column) \($0.key): \($0.value.placedNotation)"
      }
      return place + "{" + fields.joined(separator: ", ") + "}"
    case .scalar(let scalar): return place + notation + (scalar.isPlain ? "" : "\"")
    }
  }
}

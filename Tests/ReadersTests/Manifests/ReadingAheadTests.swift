import ClusterModel
import Testing

@testable import Readers

/// What two cores read has to be what one of them reads.
@Suite struct ReadingAheadTests {
  /// - Parameter padding: bytes of each item that are read past.
  private static func list(_ range: Range<Int>, isJSON: Bool = false, padding: Int = 0) -> String {
    let note = String(repeating: "x", count: padding)
    let items = range.map { number in
      isJSON
        ? #"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p\#(number)", "annotations": {"a": "\#(note)"}, "labels": {"a": "v\#(number % 9)"}}}"#
        : """
        - apiVersion: v1
          kind: Pod
          metadata: {name: p\(number), namespace: n\(number % 50), annotations: {a: \(note)}, labels: {app: a\(number % 70), tier: t\(number % 3)}}
        """
    }
    return isJSON
      ? #"{"apiVersion": "v1", "kind": "List", "items": [\#(items.joined(separator: ",\n"))]}"#
      : "apiVersion: v1\nkind: List\nitems:\n" + items.joined(separator: "\n") + "\n"
  }

  /// Texts of all sizes, some of them broken.
  private static let inputs: [ManifestInput] = {
    var texts: [String] = []
    for number in 0..<120 {
      let first = 100_000 + number * 100
      switch number % 10 {
      case 0: texts.append("# nothing\n")
      case 1: texts.append("kind: Pod\n---\na: [\n---\n" + pod("c\(number)"))
      case 2: texts.append(list(first..<(first + 20), isJSON: true))
      case 3: texts.append(pod("x"))
      case 4: texts.append("metadata:\n  name: {{ .Values.name }}\n")
      case 5: texts.append("a: \u{1}")
      default: texts.append(list(first..<(first + number)))
      }
    }
    // Large ones: at the beginning, one after the other, with a mistake close to the end, as JSON.
    texts.insert(list(0..<1_500, padding: 1_000), at: 0)
    texts.insert(list(12_000..<13_500, padding: 1_000) + "- kind: [\n", at: 30)
    texts.insert(list(24_000..<25_500, padding: 1_000), at: 31)
    texts.insert(list(36_000..<37_500, isJSON: true, padding: 1_000), at: 90)
    return texts.enumerated().map { .text(name: "\($0.offset).yaml", Array($0.element.utf8)) }
      + [.path("no-such-folder")]
  }()

  private static let alone = ManifestReading(of: inputs, isAhead: false)

  @Test(arguments: 0..<6)
  func twoCoresReadWhatOneReads(_: Int) {
    let (alone, both) = (Self.alone, ManifestReading(of: Self.inputs, isAhead: true))
    #expect(both.diagnostics.count > 50)
    #expect(both.diagnostics == alone.diagnostics)
    #expect(both.objectCount == alone.objectCount)
    #expect(both.sources.map(\.name) == alone.sources.map(\.name))
    #expect(both.snapshot.files.names == alone.snapshot.files.names)
    #expect(both.symbolTexts == alone.symbolTexts)
    #expect(both.pods == alone.pods)
    #expect(both.snapshot.pods.map(\.place) == alone.snapshot.pods.map(\.place))
  }

  @Test func allOfItIsHandedOutInOrder() {
    #expect(Self.alone.snapshot.pods.count > 6_000)
    let places = Self.alone.snapshot.pods.map(\.place)
    #expect(places == places.sorted())
  }

  @Test func smallInputsStayOnOneCore() {
    let small = ManifestText(name: "a.yaml", .bytes(Array(pod("a").utf8)))
    #expect(!ReadingAhead.pays(for: [small]))
  }

  @Test func nobodyHasToTakeWhatIsRead() {
    let texts = (0..<4).map {
      ManifestText(name: "\($0)", .bytes(Array(Self.list(0..<2_000, padding: 1_000).utf8)))
    }
    let ahead = ReadingAhead(texts)
    var count = 0
    ahead.read(0) { _ in count += 1 }
    ahead.end()
    #expect(count > 2_000)
  }
}

extension ManifestReading {
  fileprivate var symbolTexts: [String] {
    (0..<snapshot.symbols.count).map { snapshot.symbols[Symbol(rawValue: Int32($0))] }
  }
}

import ClusterModel
import FoundationEssentials
import Readers
import Testing

/// Whatever a file holds, the reader ends with a reading and says what is wrong.
@Suite struct RobustnessTests {
  private static let fixtures: [[UInt8]] = {
    let root =
      #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/Fixtures"
    let folders = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
    return folders.flatMap { folder -> [[UInt8]] in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
      return names.sorted().filter { !$0.hasSuffix(".txt") }.compactMap {
        FileManager.default.contents(atPath: "\(root)/\(folder)/\($0)").map { [UInt8]($0) }
      }
    }
  }()

  @Test(arguments: 0..<200 as Range<UInt64>)
  func mutilatedManifestsAreReadToTheEnd(seed: UInt64) {
    var random = SplitMix(state: seed)
    guard var bytes = Self.fixtures.randomElement(using: &random) else { return }
    let pieces = [
      "{", "}", "[", "]", ": ", "- ", "\n", "---\n", "'", "\"", "&a ", "*a", "<<: ", "!", "|\n",
      "null", "{{", "\t", "#", "\u{feff}", "\u{2028}", "é", "99999999999999999999", "\\ud83d",
    ]
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(place..<min(place + 20, bytes.count))
      case 2:
        let end = min(place + Int.random(in: 1...200, using: &random), bytes.count)
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      default:
        bytes.insert(
          contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: place)
      }
      if bytes.isEmpty { return }
    }
    let reading = ManifestReading(of: [.text(name: "m.yaml", bytes)])
    let text = reading.diagnostics.map { $0.text(files: reading.snapshot.files) }.joined()
    let hasOnlyShownCharacters = text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 }
    #expect(hasOnlyShownCharacters)
    let places = reading.diagnostics.compactMap(\.place)
    #expect(places == places.sorted())
    #expect(
      reading.snapshot.pods.allSatisfy {
        reading.snapshot.workloads.indices.contains(Int($0.workload.rawValue))
      })
  }

  /// Sebastiano Vigna's generator: seeds give the same texts everywhere.
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
      return z ^ z >> 31
    }
  }
}

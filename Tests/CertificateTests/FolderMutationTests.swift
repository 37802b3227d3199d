import Foundation
import Intents
import Samples
import Testing

@testable import ProofFolders

/// Folders of proofs with one fault: what is accepted is still a proof of the same inputs.
@Suite struct FolderMutationTests {
  private static let name = "aks-development-production/02-labels-only-before-production"

  /// A copy of a shipped case with its proofs, in folders that lie as they do in the repository.
  private struct Copy {
    let root: URL
    let folder: URL
    let original: [String: Data]

    init() throws {
      let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      for kind in ["intents", "proofs"] {
        let target = root.appending(path: "\(kind)/\(name)")
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
          at: repository.appending(path: "\(kind)/\(name)"), to: target)
      }
      folder = root.appending(path: "proofs/\(name)")
      var original: [String: Data] = [:]
      for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        original[file] = try? Data(contentsOf: folder.appending(path: file))
      }
      self.original = original
    }

    var finding: ProofFinding { ProofFolderCheck(folder: folder.path).finding() }

    func write(_ data: Data, _ name: String) throws {
      try data.write(to: folder.appending(path: name))
    }

    /// Sums of what is there now, as whoever tampers would make them.
    func refreshSums() throws {
      let text = String(decoding: original[Checksums.fileName] ?? Data(), as: UTF8.self)
      var sums = try #require(Checksums(text))
      for index in sums.entries.indices {
        let bytes = try Data(contentsOf: folder.appending(path: sums.entries[index].path))
        sums.entries[index].digest = Checksums.digest(of: [UInt8](bytes))
      }
      try write(Data(sums.text.utf8), Checksums.fileName)
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func whatIsAcceptedIsStillAProof(seed: UInt64) throws {
    let copy = try Copy()
    defer { try? FileManager.default.removeItem(at: copy.root) }
    #expect(copy.finding.status == .gap)
    var random = SplitMix64(seed: seed)
    let names = copy.original.keys.filter { $0 != "check.sh" && $0 != "lratcheck.py" }.sorted()
    var accepted = 0
    for _ in 0..<300 {
      let name = random.pick(names)
      let old = copy.original[name] ?? Data()
      let new = old.damaged(using: &random)
      if new == old { continue }
      try copy.write(new, name)
      // Case splits with sums of their own are the matter of TamperingTests, which know what is true.
      let isCovered =
        name != Checksums.fileName && !name.hasSuffix(".cover") && random.chance(70)
      if isCovered { try copy.refreshSums() }
      let finding = copy.finding
      if finding.status == .verified || finding.status == .gap {
        accepted += 1
        expectHarmless(name, new, isCovered, copy)
      }
      try copy.write(old, name)
      try copy.write(copy.original[Checksums.fileName] ?? Data(), Checksums.fileName)
    }
    #expect(accepted < 150, "\(accepted)")
  }

  private func expectHarmless(_ name: String, _ new: Data, _ isCovered: Bool, _ copy: Copy) {
    let text = String(decoding: new, as: UTF8.self)
    switch name {
    case Checksums.fileName:
      // Whatever a certificate rests on is still listed, as it was.
      let old = Checksums(String(decoding: copy.original[name] ?? Data(), as: UTF8.self))
      let needed = (old?.entries ?? []).filter {
        $0.path != "check.sh" && $0.path != "lratcheck.py" && !$0.path.contains(".counterexample/")
      }
      let listed = Set(Checksums(text)?.entries ?? [])
      let isWhole = listed.isSuperset(of: needed)
      #expect(isWhole, "\(text)")
    case ProofInputs.fileName:
      let (old, new) = (
        ProofInputs(String(decoding: copy.original[name] ?? Data(), as: UTF8.self)),
        ProofInputs(text)
      )
      #expect(isCovered)
      #expect(old?.manifests == new?.manifests && old?.intents == new?.intents, "\(text)")
    case _ where name.hasSuffix(".smt2"):
      // Named as a gap, and found by `netproof proofs`.
      #expect(isCovered)
    case _ where name.hasSuffix(".cnf") || name.hasSuffix(".lrat"):
      #expect(isCovered)
      let stem = name.split(separator: ".").dropLast().joined(separator: ".")
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["python3", "lratcheck.py", stem + ".cnf", stem + ".lrat"]
      process.currentDirectoryURL = copy.folder
      process.standardOutput = FileHandle.nullDevice
      try? process.run()
      process.waitUntilExit()
      // 127: there is no python3.
      #expect([0, 127].contains(process.terminationStatus), "\(name)\n\(text)")
    default: Issue.record("\(name) was accepted:\n\(text)")
    }
  }
}

extension Data {
  /// After one change of the kinds that happen to files.
  fileprivate func damaged(using random: inout SplitMix64) -> Data {
    var bytes = [UInt8](self)
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    let (one, other) = (
      Int.random(in: 0..<lines.count, using: &random),
      Int.random(in: 0..<lines.count, using: &random)
    )
    let place = Int.random(in: 0..<Swift.max(bytes.count, 1), using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: lines.remove(at: one)
    case 1: lines.insert(lines[one], at: other)
    case 2: lines.swapAt(one, other)
    case 3:
      let digits = bytes.indices.filter { (48...57).contains(bytes[$0]) }
      guard !digits.isEmpty else { return self }
      bytes[random.pick(digits)] = UInt8.random(in: 48...57, using: &random)
      return Data(bytes)
    case 4:
      bytes[place] = UInt8.random(in: 32...126, using: &random)
      return Data(bytes)
    case 5: return Data(bytes.prefix(place))
    case 6:
      bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      return Data(bytes)
    default:
      var words = lines[one].split(separator: 32)
      guard words.count > 1 else { return self }
      words.swapAt(
        Int.random(in: 0..<words.count, using: &random),
        Int.random(in: 0..<words.count, using: &random))
      lines[one] = Array(words.joined(separator: [32]))
    }
    return Data(lines.joined(separator: [10]))
  }
}

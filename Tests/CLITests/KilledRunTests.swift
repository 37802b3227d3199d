import Foundation
import Testing

/// Runs that are killed while they write a folder of proofs: what they leave is whole, and passes for a proof only if it is one.
@Suite struct KilledRunTests {
  @Test func aKilledRunLeavesNoHalfOfAProof() throws {
    let scratch = try Scratch()
    defer { try? FileManager.default.removeItem(at: scratch.root) }
    var outcomes: [Int32: Int] = [:]
    for round in 0..<30 {
      try scratch.restore()
      try scratch.killRun(at: round % 3 == 0 ? .writing : .placing)
      let halves = scratch.strangers()
      #expect(halves.isEmpty, "\(halves)")
      let check = try Program.run("netproof-check proofs", in: scratch.root)
      outcomes[check.status, default: 0] += 1
      switch check.status {
      // The old proofs of inputs that have changed since, or the new ones.
      case 3, 4: break
      case 2: #expect(check.output.contains("the last run did not end"), "\(check.output)")
      default: Issue.record("\(check.status): \(check.output)")
      }
    }
    // Some were killed in the middle, or this has shown nothing.
    #expect(outcomes[3] ?? 0 >= 5 && outcomes[2] ?? 0 >= 2, "\(outcomes)")
    let rest = try Program.run(
      "netproof verify case --proofs proofs --lrat >/dev/null; netproof-check proofs >/dev/null; [ $? = 4 ] && ls -AR proofs | grep -c netproof-new",
      in: scratch.root)
    #expect(rest.output == "0\n", "\(rest.output)")
  }

  /// A case that has changed since its proofs were made, those proofs, and those that take their place.
  private struct Scratch {
    let root: URL
    private let known: [String: Set<Data>]

    init() throws {
      root = try ProofFolderTests.copy()
      _ = try Program.run(
        """
        sed -i s/80/81/ case/manifests/web-policy.yaml
        sed -i 's/5984/5985/' case/intents.yaml case/manifests/*.yaml
        cp -r proofs first
        netproof verify case --proofs second --lrat >/dev/null
        """, in: root)
      var known: [String: Set<Data>] = [:]
      for folder in ["first", "second"] {
        for (name, data) in Self.files(in: root.appending(path: folder)) {
          known[name, default: []].insert(data)
        }
      }
      self.known = known
    }

    func restore() throws {
      let proofs = root.appending(path: "proofs")
      try? FileManager.default.removeItem(at: proofs)
      try FileManager.default.copyItem(at: root.appending(path: "first"), to: proofs)
    }

    /// Names of files that are neither the old nor the new ones.
    func strangers() -> [String] {
      Self.files(in: root.appending(path: "proofs")).compactMap { name, data in
        known[name]?.contains(data) ?? false ? nil : name
      }
    }

    /// What a reader sees: not what is hidden.
    private static func files(in folder: URL) -> [String: Data] {
      let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
      var files: [String: Data] = [:]
      for name in names ?? [] where !name.contains(".netproof-new-") {
        if let data = try? Data(contentsOf: folder.appending(path: name)) { files[name] = data }
      }
      return files
    }

    enum Moment {
      /// While files are written aside.
      case writing
      /// While they take their places.
      case placing
    }

    func killRun(at moment: Moment) throws {
      let process = Process()
      process.executableURL = URL(filePath: Program.path)
      process.arguments = ["verify", "case", "--proofs", "proofs", "--lrat"]
      process.currentDirectoryURL = root
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      let folder = root.appending(path: "proofs").path
      while process.isRunning {
        switch moment {
        case .writing:
          let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
          if names.contains(where: { $0.hasPrefix(".netproof-new-") }) { break }
          usleep(500)
          continue
        case .placing:
          if !FileManager.default.fileExists(atPath: folder + "/SHA256SUMS") { break }
          usleep(50)
          continue
        }
        break
      }
      usleep(useconds_t.random(in: 0..<(moment == .writing ? 30_000 : 2_000)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }
}

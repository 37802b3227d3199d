import FoundationEssentials
import Intents
import Reports
import Verification

/// The folders that `--counterexamples` writes, one an intent that has one.
struct CounterexampleFolders {
  let parent: String
  private static let files = ["manifest.yaml", "probe.sh"]

  /// - Throws: where two intents would share a folder.
  static func check(_ files: [IntentFile]) throws(UsageError) {
    var sentences: [String: String] = [:]
    for intent in files.flatMap(\.intents) {
      let name = intent.fileName
      if let other = sentences.updateValue(intent.sentence, forKey: name) {
        throw .sharedFolder(name, sentences: [other, intent.sentence])
      }
    }
  }

  /// Writes what each outcome shows, and removes what earlier runs wrote for intents that have nothing to show any more.
  func write(_ result: VerificationResult) throws(UsageError) {
    try makeFolder(parent)
    for outcome in result.outcomes {
      let folder = parent + "/" + outcome.intent.fileName
      guard let files = CounterexampleFiles(outcome, of: result) else {
        remove(Self.files, from: folder)
        if (try? FileManager.default.contentsOfDirectory(atPath: folder))?.isEmpty == true {
          try? FileManager.default.removeItem(atPath: folder)
        }
        continue
      }
      try makeFolder(folder)
      for name in Self.files where !isOurs(folder + "/" + name) {
        throw .unwritable(folder + "/" + name, reason: "it is there, and netproof did not write it")
      }
      try OutputFile.write(files.probe, to: folder + "/probe.sh")
      try? FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder + "/probe.sh")
      if let manifest = files.manifest {
        try OutputFile.write(manifest, to: folder + "/manifest.yaml")
      } else {
        remove(["manifest.yaml"], from: folder)
      }
    }
  }

  private func makeFolder(_ path: String) throws(UsageError) {
    if (try? FileManager.default.contentsOfDirectory(atPath: path)) == nil {
      try OutputFile.makeFolder(path)
    }
  }

  /// Removes files of ours; what does not bear our mark is somebody else's.
  private func remove(_ names: [String], from folder: String) {
    for name in names {
      let path = folder + "/" + name
      if isOurs(path) { try? FileManager.default.removeItem(atPath: path) }
    }
  }

  /// Whether a file bears our mark, or is not there.
  private func isOurs(_ path: String) -> Bool {
    guard let data = FileManager.default.contents(atPath: path) else {
      return !FileManager.default.fileExists(atPath: path)
    }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").prefix(2)
      .contains { $0.hasPrefix(CounterexampleFiles.mark) }
  }
}

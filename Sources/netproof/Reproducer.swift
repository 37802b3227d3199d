import ClusterModel
import FoundationEssentials
import Intents
import Readers

/// A folder that shows one intent of a run again: the manifests, and just the sentences that it needs.
struct Reproducer {
  var intent: Intent
  /// The index of the intent's file.
  var file: Int
  var files: [IntentFile]
  var snapshot: Snapshot
  var sources: [ManifestReading.Source]
  var defaultNamespace: String
  var absentKinds: [String]

  /// Writes the folder under a name that is free, and returns it.
  func write(into parent: String) throws(UsageError) -> String {
    let prefix = parent == "." ? "" : parent + "/"
    var number = 1
    while FileManager.default.fileExists(atPath: "\(prefix)netproof-disagreement-\(number)") {
      number += 1
    }
    let folder = "\(prefix)netproof-disagreement-\(number)"
    try OutputFile.makeFolder(folder)
    try OutputFile.makeFolder(folder + "/manifests")
    for (name, source) in zip(manifestNames, sources) {
      let path = "\(folder)/manifests/\(name)"
      switch source.content {
      case .path(let original): try OutputFile.copy(original, to: path)
      case .bytes(let bytes):
        try OutputFile.write(String(decoding: bytes, as: UTF8.self), to: path)
      }
    }
    try OutputFile.write(intentFile, to: folder + "/intents.yaml")
    try OutputFile.write(readme(folder), to: folder + "/README.md")
    return folder
  }

  /// The last parts of the files' names, numbered in the order of the run.
  private var manifestNames: [String] {
    sources.enumerated().map { index, source in
      let base = source.name.split(separator: "/").last.map(String.init) ?? "manifest"
      let isManifest = [".yaml", ".yml", ".json"].contains { base.hasSuffix($0) }
      return "\(index + 1)-\(isManifest ? base : "input.yaml")"
    }
  }

  private func readme(_ folder: String) -> String {
    var words = [
      "netproof", "verify", folder.split(separator: "/").last.map(String.init) ?? folder,
    ]
    if defaultNamespace != "default" { words += ["--namespace", defaultNamespace] }
    for kind in absentKinds { words += ["--assume-absent", kind] }
    return """
      The engines of netproof \(Netproof.version) disagree about an intent here, or the replay of a flow does. \
      See it again with

          \(words.joined(separator: " "))

      """
  }

  private var intentFile: String {
    var writer = IntentFileWriter(symbols: snapshot.symbols, like: files[file])
    writer.add(intent, of: files[file])
    // What other sentences cover is part of the meaning of `nothing else is allowed`.
    if case .nothingElse = intent.claim {
      for other in files {
        for sentence in other.intents where sentence.place != intent.place {
          writer.add(sentence, of: other)
        }
      }
    }
    return writer.text
  }
}

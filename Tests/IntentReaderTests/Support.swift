import ClusterModel
import Foundation
import FoundationEssentials
import Intents
import Readers
import Testing

/// What reading one intent file gives.
struct Reading {
  var files: [IntentFile]
  var diagnostics: [Diagnostic]
  var symbols: SymbolTable
  var names: FileTable

  init(_ text: String, name: String = "shop.yaml") {
    self.init([(name, text)])
  }

  init(_ texts: [(name: String, text: String)]) {
    var reader = IntentReader()
    var (symbols, names) = (SymbolTable(), FileTable())
    for (name, text) in texts {
      reader.read(Array(text.utf8), of: names.add(name), files: names, symbols: &symbols)
    }
    (files, diagnostics) = (reader.files, reader.diagnostics)
    (self.symbols, self.names) = (symbols, names)
  }

  /// The diagnostics as a person sees them.
  var transcript: String {
    diagnostics.map { $0.text(files: names) + "\n" }.joined()
  }

  var intents: [Intent] { files.flatMap(\.intents) }

  func symbol(_ text: String) throws -> Symbol { try #require(symbols.symbol(for: text)) }
}

extension Reading {
  /// A file with the groups that most tests speak of, and one sentence, written in double quotes where it has to be.
  init(sentence: String) {
    self.init(Self.header + "intents:\n  - \(sentence)\n")
  }

  static let header = """
    apiVersion: netproof.dev/v1alpha1
    kind: Intents
    groups:
      WEB: {namespace: shop, pods: app=web}
      API: {namespace: shop, pods: app=api}
      DB: {namespace: shop, pods: app=db}
      DNS: {namespace: kube-system, pods: k8s-app=kube-dns}
      PARTNER: {cidr: 203.0.113.0/24, except: [203.0.113.128/25]}

    """
}

/// Files beside the tests.
enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  static let repository = folder.deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8)
  }

  /// The names without extension of the files `*.yaml` in a folder beside the tests.
  static func names(in subfolder: String) -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder.appending(path: subfolder), includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "yaml" }
      .map { $0.deletingPathExtension().lastPathComponent }.sorted()
  }

  /// Compares a text with the golden file; with RECORD=1 in the environment the file is written, and the test fails.
  static func expect(_ text: String, equals golden: URL) throws {
    guard ProcessInfo.processInfo.environment["RECORD"] == nil else {
      try text.write(to: golden, atomically: true, encoding: .utf8)
      Issue.record("recorded \(golden.lastPathComponent)")
      return
    }
    let expected = try Self.text(golden)
    #expect(text == expected)
  }
}

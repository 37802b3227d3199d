import Analysis
import ClusterModel
import Evaluation
import Foundation
import Intents
import Readers
import Testing

/// A case of np-guard/netpol-analyzer: manifests, and the connectivity that this peer prints for them.
struct PeerAnalyzerCase: Sendable, CustomTestStringConvertible {
  let name: String
  let folder: URL

  var testDescription: String { name }

  static let all: [PeerAnalyzerCase] = {
    guard let root = Corpus.folder?.appending(path: "netpol-analyzer") else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.sorted().map { PeerAnalyzerCase(name: $0, folder: root.appending(path: $0)) }
      .filter { FileManager.default.fileExists(atPath: $0.folder.path + "/connectivity.txt") }
  }()

  /// An end as the peer writes it.
  enum End: Hashable {
    /// `namespace/name`; the kind is the nearest controller's, ours is the topmost one's.
    case workload(String)
    case addresses(ClosedRange<UInt128>)
    case ingressController
  }

  struct Line {
    var source: End
    var destination: End
    var ports: PortSet
  }

  /// What the peer prints, line by line.
  func lines() throws -> [Line] {
    let text = try String(contentsOf: folder.appending(path: "connectivity.txt"), encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      let (ends, ports) = try Self.halves(line, " : ")
      let (source, destination) = try Self.halves(ends, " => ")
      return Line(
        source: try Self.end(source), destination: try Self.end(destination),
        ports: try Self.ports(ports))
    }
  }

  struct Unreadable: Error {
    var text: String
  }

  private static func halves(
    _ text: Substring, _ separator: String
  ) throws -> (Substring, Substring) {
    guard let range = text.range(of: separator) else { throw Unreadable(text: String(text)) }
    return (text[..<range.lowerBound], text[range.upperBound...])
  }

  private static func end(_ text: Substring) throws -> End {
    if text == "{ingress-controller}" { return .ingressController }
    guard let bracket = text.firstIndex(of: "[") else { throw Unreadable(text: String(text)) }
    let name = text[..<bracket]
    guard text[bracket...] == "[External]" else { return .workload(String(name)) }
    let bounds = name.split(separator: "-").compactMap { IPAddress($0)?.bits }
    guard bounds.count == 2 else { throw Unreadable(text: String(text)) }
    return .addresses(bounds[0]...bounds[1])
  }

  /// `All Connections`, or `TCP 1-79,81-65535,UDP 53`.
  private static func ports(_ text: Substring) throws -> PortSet {
    if text == "All Connections" { return .all }
    var ports = PortSet()
    var proto: TransportProtocol?
    for part in text.split(separator: ",") {
      var numbers = part
      for candidate in TransportProtocol.allCases where part.hasPrefix(candidate.name) {
        proto = candidate
        numbers = part.dropFirst(candidate.name.count).drop { $0 == " " }
      }
      let bounds = numbers.split(separator: "-").compactMap { UInt16($0) }
      guard let proto, let first = bounds.first, let last = bounds.last else {
        throw Unreadable(text: String(text))
      }
      ports[proto] = ports[proto].union(IntervalSet(first...last))
    }
    return ports
  }

  /// The manifests as they are, every file whose name is that of a manifest.
  func readAsWritten() throws -> ManifestReading {
    ManifestReading(
      of: try files().map { name, text in ManifestInput.text(name: name, [UInt8](text.utf8)) })
  }

  /// The manifests, mended where an API server would refuse them (`RefusedFolder`).
  func read() throws -> ManifestReading {
    let refusal = RefusedFolder.all[name]
    let inputs = try files().compactMap { name, text -> ManifestInput? in
      let mended: String
      switch refusal {
      case nil: mended = text
      case .underscoreInName: mended = Self.withoutUnderscores(text)
      case .misspeltPort:
        mended = text.replacingOccurrences(of: "containerport:", with: "containerPort:")
      case .missingSelector: mended = Self.withBothSelectors(text)
      case .listAmongManifests:
        if name.hasSuffix(".json") { return nil }
        mended = text
      }
      return ManifestInput.text(name: name, [UInt8](Self.withOwnersKind(mended).utf8))
    }
    return ManifestReading(of: inputs)
  }

  private func files() throws -> [(name: String, text: String)] {
    let root = folder.appending(path: "manifests")
    let files = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return try (files ?? []).sorted().filter { file in
      [".yaml", ".yml", ".json"].contains { file.hasSuffix($0) }
    }.map { file in
      (file, try String(contentsOf: root.appending(path: file), encoding: .utf8))
    }
  }

  /// An owner of no kind, which an API server does not take, is the peer's workload of the pods that name it. Ours is one of
  /// each pod, for what is not there by kind and name is nobody (C-156).
  private static func withOwnersKind(_ text: String) -> String {
    text.replacingOccurrences(
      of: "- name: internal-security", with: "- kind: Pod\n      name: internal-security")
  }

  private static func withoutUnderscores(_ text: String) -> String {
    text.components(separatedBy: "\n").map { line in
      line.contains("name: use_") ? line.replacingOccurrences(of: "_", with: "-") : line
    }.joined(separator: "\n")
  }
}

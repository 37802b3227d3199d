import ClusterModel
import ProofFolders
import Readers

/// A folder of proofs, and the ways from there to what it is about.
struct ProofPlace {
  /// As it was named.
  let path: String
  /// Without symbolic links.
  let canonical: String

  /// - Throws: where there is no such folder.
  init(_ path: String) throws(UsageError) {
    guard let canonical = Paths.canonical(path) else {
      throw .unwritable(path, reason: "it is no folder")
    }
    self.path = path
    self.canonical = canonical
  }

  /// The ways to inputs; to what comes from standard input, that to where it is kept.
  ///
  /// - Throws: where something is not there any more, or lies in the folder itself.
  func ways(to inputs: [ManifestInput]) throws(UsageError) -> [String] {
    var ways: [String] = []
    for input in inputs {
      switch input {
      case .path(let path): ways.append(try way(to: path))
      case .standardInput: ways.append(ProofInputs.keptName)
      case .text: break
      }
    }
    return ways
  }

  func ways(to files: [String]) throws(UsageError) -> [String] {
    try ways(to: files.map { .path($0) })
  }

  private func way(to input: String) throws(UsageError) -> String {
    guard let target = Paths.canonical(input) else {
      throw .unwritable(input, reason: "it is not there any more")
    }
    let way = Paths.relative(target, from: canonical)
    try checkText(of: way)
    if !way.hasPrefix("../"), way != "..", !way.hasPrefix("/") {
      throw .unwritable(path, reason: "it holds what is verified, \(way): name a folder of its own")
    }
    return way
  }

  /// Refuses a way that the list of sums cannot hold.
  func checkText(of way: String) throws(UsageError) {
    guard Checksums.canHold(way) else {
      throw .unwritable(
        canonical, reason: "a path holds a line break or a backslash: \(way.escapingControls)")
    }
  }

  /// Refuses a folder that lies in what it is about.
  func check(_ inputs: ProofInputs) throws(UsageError) {
    let manifests = (inputs.old + inputs.manifests).filter { !ProofInputs.isKept($0) }
    let folders = manifests.compactMap { Paths.canonical(Paths.join(canonical, $0)) }
    if let manifests = folders.first(where: { Paths.contains($0, canonical) }) {
      throw .unwritable(path, reason: "it lies among the manifests of \(manifests)")
    }
  }
}

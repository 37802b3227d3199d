import ProofFolders

/// What certificates call the inputs: by where they lie in what was named, so that no machine's paths are in them.
struct InputNames {
  /// Canonical paths, with what stands for each.
  private let roots: [(path: String, name: String)]

  /// - Parameters:
  ///   - ways: the inputs, from the folder of proofs on.
  ///   - folder: without symbolic links.
  init(_ ways: [String], in folder: String) {
    let paths = ways.map { way in
      let path = Paths.join(folder, way)
      return (way: way, path: Paths.canonical(path) ?? path)
    }
    let names = paths.map { Paths.lastComponent(of: $0.path) }
    roots = zip(paths, names).map { input, name in
      // Two folders of one name are told apart by the way to them.
      let isAlone = names.filter { $0 == name }.count == 1
      return (input.path, isAlone ? name : input.way)
    }
  }

  /// `manifests/web-policy.yaml`; nil of what is none of the inputs.
  func name(of file: String) -> String? {
    guard let path = Paths.canonical(file) else { return ProofInputs.keptName }
    let candidates = roots.filter { Paths.contains($0.path, path) }
    guard let root = candidates.max(by: { $0.path.utf8.count < $1.path.utf8.count }) else {
      return nil
    }
    return root.path == path
      ? root.name : Paths.join(root.name, Paths.relative(path, from: root.path))
  }
}

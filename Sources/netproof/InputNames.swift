import ProofFolders

/// What certificates call the inputs: by where they lie in what was named, so that no machine's paths are in them.
struct InputNames {
  /// Canonical paths, with what stands for each.
  private let roots: [(path: String, name: String)]

  /// - Parameter folder: that of proofs, without symbolic links.
  init(_ inputs: ProofInputs, in folder: String) {
    let inputs = (inputs.old + inputs.manifests + inputs.intents).map { way in
      let path = Paths.join(folder, way)
      return (way: way, path: Paths.canonical(path) ?? path)
    }
    let paths = Set(inputs.map(\.path))
    roots = inputs.map { input in
      // What is kept is called as it is in the folder.
      if ProofInputs.isKept(input.way) { return (input.path, input.way) }
      // Two folders of one name are told apart by those that they lie in.
      let parts = input.path.split(separator: "/")
      let others = paths.subtracting([input.path]).map { $0.split(separator: "/") }
      let count =
        (1...max(parts.count, 1)).first { count in
          !others.contains { $0.suffix(count) == parts.suffix(count) }
        } ?? parts.count
      return (input.path, parts.suffix(count).joined(separator: "/"))
    }
  }

  /// `manifests/web-policy.yaml`; nil of what is none of the inputs.
  func name(of file: String) -> String? {
    // What is kept may not be there yet.
    let path = Paths.canonical(file) ?? file
    let candidates = roots.filter { Paths.contains($0.path, path) }
    guard let root = candidates.max(by: { $0.path.utf8.count < $1.path.utf8.count }) else {
      return Paths.canonical(file) == nil ? ProofInputs.keptName : nil
    }
    return root.path == path
      ? root.name : Paths.join(root.name, Paths.relative(path, from: root.path))
  }
}

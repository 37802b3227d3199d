import ProofFolders
import Readers

/// Where the two sides are read from.
struct DiffSides {
  var old: [ManifestInput]
  var new: [ManifestInput]
  /// Files that say what may be assumed.
  var intents: [String]
  var oldName: String
  var newName: String
  /// What the old side has not, of the paths that were named.
  var absent: [String] = []
  /// What is to be said of the old side.
  var notes: [Diagnostic] = []
  /// The old side, where it is that of a git revision: each file with the name that a copy of it has.
  var copies: [(name: String, bytes: [UInt8])] = []

  init(_ options: DiffInputOptions) throws(UsageError) {
    let paths = options.manifests
    if let base = options.base {
      guard !paths.isEmpty else { throw .noManifests }
      let locations = try ManifestLocations(manifests: paths, assumptionsOf: options.intents)
      let revision = GitRevision(name: base)
      let isIntents = Set(locations.intents + options.allow)
      old = []
      for case .path(let path) in locations.manifests {
        do {
          let found = try revision.manifests(at: path, passingOver: isIntents.contains)
          copies += Self.copies(
            of: found.inputs, at: path, revision: base,
            number: locations.manifests.count > 1 ? copies.count + 1 : nil)
          old += found.inputs
          notes += found.notes
        } catch {
          switch error {
          case .notThere, .noManifests: absent.append(path)
          default: throw .git(error)
          }
        }
      }
      if locations.manifests.contains(.standardInput) { throw .git(.standardInput) }
      new = locations.manifests
      intents = locations.intents
      oldName = base
      newName = "working tree"
      return
    }
    guard paths.count == 2 else { throw .notTwoSides(paths) }
    let before = try ManifestLocations(manifests: [paths[0]], assumptionsOf: options.intents)
    let after = try ManifestLocations(manifests: [paths[1]], assumptionsOf: options.intents)
    old = before.manifests
    new = after.manifests
    // The new side says what counts from now on.
    intents = after.intents.isEmpty ? before.intents : after.intents
    (oldName, newName) = (paths[0], paths[1])
  }
  /// What is kept of a side that lies in no file.
  ///
  /// - Parameters:
  ///   - path: The file or folder that was named.
  ///   - number: Tells the copies of several from each other.
  private static func copies(
    of inputs: [ManifestInput], at path: String, revision: String, number: Int?
  ) -> [(name: String, bytes: [UInt8])] {
    inputs.compactMap { input -> (name: String, bytes: [UInt8])? in
      guard case .text(let name, let bytes) = input else { return nil }
      // `REVISION:PATH/shop/web.yaml`
      let root = revision + ":" + (path.hasSuffix("/") ? path : path + "/")
      let rest =
        name.hasPrefix(root)
        ? String(name.dropFirst(root.count)) : Paths.lastComponent(of: path)
      let folder = [ProofInputs.keptFolder] + (number.map { ["\($0)"] } ?? [])
      return ((folder + [rest]).joined(separator: "/"), bytes)
    }
  }

  /// The sides that a folder of proofs is about.
  ///
  /// - Parameters:
  ///   - folder: without symbolic links.
  ///   - kept: what the folder will keep, where that is not written yet.
  init(_ inputs: ProofInputs, in folder: String, kept: [String: [UInt8]] = [:]) {
    old = inputs.old.map { .at($0, in: folder, kept: kept) }
    new = inputs.manifests.map { .at($0, in: folder, kept: kept) }
    intents = inputs.intents.map { Paths.join(folder, $0) }
    (oldName, newName) = ("old", "new")
  }
}

import ClusterModel
import Intents
import Readers
import Verification

/// Everything that a run reads, with all that is to be said about it.
struct RunInput {
  var snapshot: Snapshot
  var files: [IntentFile]
  var sources: [ManifestReading.Source]
  var diagnostics: [Diagnostic]
  var absentKinds: [String] = []

  /// Reads every manifest and every intent file, whatever is wrong with some of them.
  init(_ locations: ManifestLocations, defaultNamespace: String) {
    let manifests = ManifestReading(
      of: locations.manifests,
      options: ManifestReaderOptions(
        defaultNamespace: defaultNamespace, intentFiles: locations.intents))
    snapshot = manifests.snapshot
    sources = manifests.sources
    diagnostics = manifests.diagnostics
    let intents = IntentReading(
      of: locations.intents, symbols: snapshot.symbols, files: snapshot.files)
    snapshot.symbols = intents.symbols
    snapshot.files = intents.files
    files = intents.intentFiles
    diagnostics += intents.diagnostics
    if !locations.manifests.isEmpty, manifests.objectCount == 0, !diagnostics.hasErrors {
      // A command that failed in front of a pipe looks like this: it must not pass for a cluster without pods.
      diagnostics.append(Diagnostic(.error, at: nil, "the manifests hold no object"))
    }
    if !diagnostics.hasErrors { diagnostics += strayAddresses + missingBaselines }
  }

  var hasErrors: Bool { diagnostics.hasErrors }

  private var strayAddresses: [Diagnostic] {
    files.flatMap { file in
      snapshot.strayAddresses(file.assumptions).map { stray in
        Diagnostic(
          .error, at: snapshot[stray.pod].place, path: "status.podIPs",
          "`\(stray.address)` lies outside of assume.clusterCIDRs "
            + "(\(stray.clusterCIDRs.map(\.description).joined(separator: ", ")))",
          suggestion: "correct clusterCIDRs in \(snapshot.files[file.file])")
      }
    }
  }

  /// A baseline is copied from a namespace of the manifests: one that is not there would pass for no policies at all.
  private var missingBaselines: [Diagnostic] {
    let names = snapshot.namespaces.map { snapshot.symbols[$0.name] }
    return files.compactMap { file in
      guard let symbol = file.assumptions.newNamespacePolicies,
        !snapshot.namespaces.contains(where: { $0.name == symbol })
      else { return nil }
      let name = snapshot.symbols[symbol]
      return Diagnostic(
        .error, at: file.baselinePlace, path: "assume.newNamespaces.policiesOf",
        "no manifest speaks of a namespace `\(name)`, whose policies new namespaces are to begin with; "
          + "expected one of \(names.sorted().prefix(5).joined(separator: ", "))")
    }
  }

  mutating func remove(absentKinds kinds: [String]) throws(UsageError) {
    let absent = try AbsentKinds(kinds, in: snapshot)
    snapshot = absent.snapshot
    absentKinds = absent.used
    diagnostics += absent.unused.map {
      Diagnostic(
        .note, at: nil, "--assume-absent \($0): no object that is not modelled is of this kind")
    }
  }
}

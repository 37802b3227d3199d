/// Which names in a folder are those of manifests: as for `kubectl apply -f FOLDER`, the ending alone decides.
public enum ManifestNames {
  public static func isManifest(_ name: String) -> Bool {
    [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
  }

  /// Whether a folder of this name is passed over: what tools keep for themselves, like `.git` and `.github`.
  public static func isHidden(_ name: String) -> Bool { name.hasPrefix(".") }

  /// Says that a folder is passed over.
  public static func note(ofHidden folder: String, holding manifest: String) -> Diagnostic {
    Diagnostic(
      .note, at: nil, "the hidden folder `\(folder)` is not read, and `\(manifest)` is in it",
      suggestion: "name the folder to have it read, too")
  }
}

/// What a text may cost its reader. Real manifests stay far below; a text above is refused with a clear error.
public enum Limits {
  /// Bytes of one text: ten times `kubectl get pods -A -o json` of a cluster with 10,000 pods.
  public static let bytes = 1 << 30

  /// Levels of sequences and mappings, aliases followed. The deepest Kubernetes objects (schemas of custom
  /// resource definitions) stay below 60.
  public static let depth = 200

  /// Nodes that the aliases of one document may add, merges included: the order of magnitude at which Kubernetes' own reader
  /// gives up (go-yaml, `alias_ratio_range_low`). Against "billion laughs".
  public static let aliasedNodes = 400_000

  /// Documents of one text that may fail before the rest is left out.
  public static let mistakes = 100

  /// Bytes of one key, as in libyaml's rule for keys without `?`.
  public static let keyBytes = 1024
}

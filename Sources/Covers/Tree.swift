/// A case split.
indirect enum Tree: Hashable, Sendable {
  case closed(Reason)
  /// The cases of one dimension; of the last one the values may be all others.
  case split(Dimension, [Case])

  struct Case: Hashable, Sendable {
    /// Nil: every other value.
    var values: Values?
    var tree: Tree
  }

  /// How many cases there are in the end.
  var count: Int {
    switch self {
    case .closed: 1
    case .split(_, let cases): cases.reduce(0) { $0 + $1.tree.count }
    }
  }
}

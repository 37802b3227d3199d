/// Which parts of a document its reader wants; the others are passed over and become `.skipped`.
///
/// Sequences are transparent: the projection of a list is that of each of its elements. What carries an anchor is read in full
/// wherever it stands, since an alias may need it elsewhere.
public struct Projection: Sendable {
  indirect enum Form: Sendable {
    case all, nothing
    case keys([Child], others: Projection)
  }

  struct Child: Sendable {
    /// `StringCache.hash` of the key: a scan of hashes beats a dictionary of strings.
    var hash: UInt64
    var key: String
    var projection: Projection
  }

  let form: Form

  /// The whole subtree.
  public static let all = Projection(form: .all)
  /// Nothing of the subtree but that it is there.
  public static let nothing = Projection(form: .nothing)

  /// Of a mapping, the values of `children` as these say, and those of every other key as `others` says.
  public static func keys(
    _ children: [String: Projection], others: Projection = .all
  ) -> Projection {
    let list = children.sorted { $0.key < $1.key }.map {
      Child(hash: StringCache.hash($0.key.utf8), key: $0.key, projection: $0.value)
    }
    return Projection(form: .keys(list, others: others))
  }

  var isAll: Bool {
    if case .all = form { true } else { false }
  }

  var isNothing: Bool {
    if case .nothing = form { true } else { false }
  }

  func value(of key: String, hash: UInt64) -> Projection {
    guard case .keys(let children, let others) = form else { return self }
    return children.first { $0.hash == hash && $0.key == key }?.projection ?? others
  }
}

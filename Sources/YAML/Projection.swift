/// Which parts of a document its reader wants; the others are passed over and become `.skipped`.
///
/// Sequences are transparent: the projection of a list is that of each of its elements. What carries an anchor is read in full
/// wherever it stands, since an alias may need it elsewhere.
public struct Projection: Sendable {
  indirect enum Form: Sendable {
    case all, nothing
    case keys([String: Projection], others: Projection)
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
    Projection(form: .keys(children, others: others))
  }

  var isAll: Bool {
    if case .all = form { true } else { false }
  }

  var isNothing: Bool {
    if case .nothing = form { true } else { false }
  }

  func value(of key: String) -> Projection {
    switch form {
    case .all, .nothing: self
    case .keys(let children, let others): children[key] ?? others
    }
  }
}

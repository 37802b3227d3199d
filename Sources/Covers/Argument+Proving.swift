import ClusterModel
import Evaluation

/// What is wrong with a case split.
public struct CoverFlaw: Error, Hashable, Sendable {
  /// The cases that lead there, from the first split on.
  public var path: [String]
  public var message: String
}

extension Argument {
  /// Whether a case split shows the claim for every flow of a region.
  func proves(_ tree: Tree, on region: Region) -> Bool {
    do throws(CoverFlaw) {
      try check(tree, on: region, [])
      return true
    } catch {
      return false
    }
  }

  /// The check of a certificate: every flow is in one case, no flow is in two, and each reason is true of all flows of its case.
  func check(_ tree: Tree, on region: Region, _ path: [String]) throws(CoverFlaw) {
    switch tree {
    case .closed(let reason):
      guard holds(reason, on: region) else {
        throw CoverFlaw(path: path, message: "the reason is not true: \(space.text(reason))")
      }
    case .split(let dimension, let cases):
      try check(dimension, cases, on: region, path)
    }
  }

  private func check(
    _ dimension: Dimension, _ cases: [Tree.Case], on region: Region, _ path: [String]
  ) throws(CoverFlaw) {
    func flaw(_ message: String) -> CoverFlaw {
      CoverFlaw(path: path, message: "\(message) (\(dimension.text(space.symbols)))")
    }
    var said: Values?
    for (index, part) in cases.enumerated() {
      let values: Values
      if let written = part.values {
        if said?.isDisjoint(with: written) == false { throw flaw("two cases overlap") }
        values = written
        said = said.map { $0.union(written) } ?? written
      } else {
        guard index == cases.count - 1, let said else {
          throw flaw("`otherwise` is not the last of several cases")
        }
        values = said.complement
      }
      let text = space.line(dimension, part.values)
      guard let refined = space.refined(region, dimension, values) else {
        throw CoverFlaw(path: path + [text], message: "these flows cannot be told apart so")
      }
      guard !space.isEmpty(refined) else {
        throw CoverFlaw(path: path + [text], message: "there is no such flow")
      }
      try check(part.tree, on: refined, path + [text])
    }
    guard let said else { throw flaw("a split without cases") }
    if cases.last?.values == nil { return }
    guard let rest = space.refined(region, dimension, said.complement) else {
      throw flaw("these flows cannot be told apart so")
    }
    guard space.isEmpty(rest) else { throw flaw("cases are missing") }
  }
}

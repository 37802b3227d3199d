import ClusterModel
import Evaluation
import Intents

/// Why there is no case split.
public enum CoverFailure: Error, Hashable, Sendable {
  /// It would have more cases than anybody reads, or be found only after a search that nobody waits for.
  case tooLarge(limit: Int)
  /// Some flows are left that no further question would decide: they may break the sentence.
  case undecided(String)
  /// Something that is not modelled could change the answer.
  case unsupported(String)
  /// There is a flow that breaks the sentence, by Evaluation as well.
  case violated(String)
}

/// Finds case splits: asks, of a region that is not closed, what is undecided first, and splits by that.
struct Producer {
  let argument: Argument
  let preferred: Direction
  let limit: Int

  private var space: Space { argument.space }

  /// The smaller one of two: some sentences are closed by ingress, some by egress.
  static func tree(_ argument: Argument, limit: Int) throws(CoverFailure) -> Tree {
    var best: Tree?
    var failure = CoverFailure.tooLarge(limit: limit)
    for preferred in [Direction.ingress, .egress] {
      do throws(CoverFailure) {
        let tree = try Producer(argument: argument, preferred: preferred, limit: limit).tree()
        if best.map({ tree.count < $0.count }) ?? true { best = tree }
      } catch {
        failure = error
        // What one order cannot decide no other one can.
        if case .tooLarge = error { continue }
        break
      }
    }
    guard let best else { throw failure }
    return best
  }

  /// What one split takes, in ten milliseconds or so: to read each policy on each namespace.
  private var costOfSplit: Int {
    let snapshot = space.snapshot
    return max(1, snapshot.networkPolicies.count * snapshot.namespaces.count / 40_000)
  }

  private func tree() throws(CoverFailure) -> Tree {
    var budget = limit * 4
    let root = space.normalized(space.everything)
    let tree = try tree(root, &budget)
    if tree.count > limit { throw .tooLarge(limit: limit) }
    return tree
  }

  private func tree(_ region: Region, _ budget: inout Int) throws(CoverFailure) -> Tree {
    if needsNewcomers(region) { return try splitByNewcomers(region, &budget) }
    if let reason = argument.reason(on: region) { return .closed(reason) }
    budget -= costOfSplit
    if budget < 0 { throw .tooLarge(limit: limit) }
    for question in argument.questions(on: region, preferring: preferred) {
      guard let some = space.refined(region, question.dimension, question.values),
        let others = space.refined(region, question.dimension, question.values.complement)
      else { continue }
      switch (space.isEmpty(some), space.isEmpty(others)) {
      case (true, true): continue
      case (true, false):
        guard let only = only(question.values.complement, question.dimension, others, of: region)
        else { continue }
        return .split(
          question.dimension, [Tree.Case(values: only, tree: try tree(others, &budget))])
      case (false, true):
        guard let only = only(question.values, question.dimension, some, of: region) else {
          continue
        }
        return .split(question.dimension, [Tree.Case(values: only, tree: try tree(some, &budget))])
      case (false, false):
        let first = try tree(some, &budget)
        let second = try tree(others, &budget)
        return arranged(
          region, question.dimension,
          [
            Tree.Case(
              values: space.cut(question.values, question.dimension, to: region), tree: first),
            Tree.Case(values: nil, tree: second),
          ])
      }
    }
    throw failure(on: region)
  }

  /// Looks for a flow of a region that nothing closes, and asks Evaluation about it.
  private func failure(on region: Region) -> CoverFailure {
    var number = 0
    let sampler = Sampler(space: space) { count in
      number += 1
      return (number * 7 + number / 3) % count
    }
    for _ in 0..<40 {
      guard let (flow, hypothesis) = sampler.flow(in: region) else { continue }
      let supposed = space.cluster.supposing(hypothesis)
      if supposed.violation(of: argument.regions, by: flow) != nil {
        return .violated(space.describe(region))
      }
    }
    return .undecided(space.describe(region))
  }

  /// The values of the only case that has flows, if saying so takes ends out: a pair of ends without flows was in the way.
  private func only(
    _ values: Values, _ dimension: Dimension, _ part: Region, of region: Region
  ) -> Values? {
    let isSmaller = Role.allCases.contains { part[$0].ends.count < region[$0].ends.count }
    guard isSmaller else { return nil }
    switch space.cut(values, dimension, to: region) {
    case .words(let words) where words.isComplement: return nil
    case .names(let names) where names.isComplement: return nil
    case let some: return some
    }
  }

  // MARK: New pods

  /// Where pods may come it is told first which end is one.
  private func needsNewcomers(_ region: Region) -> Bool {
    guard space.population == .listed, space.world > .deployed else { return false }
    let ends = Role.allCases.map { role in Set(region[role].ends.map(space.isNew)) }
    return ends[0].count > 1 || ends[1].count > 1
  }

  private func splitByNewcomers(
    _ region: Region, _ budget: inout Int
  ) throws(CoverFailure) -> Tree {
    var cases: [Tree.Case] = []
    for newcomers in space.newcomers {
      let values = Values.words(ValueSet([newcomers.rawValue]))
      guard let part = space.refined(region, .newcomers, values), !space.isEmpty(part) else {
        continue
      }
      cases.append(Tree.Case(values: values, tree: try tree(part, &budget)))
    }
    return .split(.newcomers, cases)
  }

  // MARK: Arrangement

  /// A split with its likes together and no split below that could stand beside.
  private func arranged(_ region: Region, _ dimension: Dimension, _ cases: [Tree.Case]) -> Tree {
    var cases = cases
    if case .split(dimension, let inner) = cases[cases.count - 1].tree,
      inner.last?.values == nil || dimension.isClosed
    {
      cases.removeLast()
      cases += inner
    }
    cases = merged(cases, region, dimension)
    if cases.count == 1, argument.proves(cases[0].tree, on: region) { return cases[0].tree }
    return .split(dimension, space.sorted(cases, dimension))
  }

  /// Cases with one argument become one, if that holds for both at once.
  private func merged(
    _ cases: [Tree.Case], _ region: Region, _ dimension: Dimension
  ) -> [Tree.Case] {
    var result: [Tree.Case] = []
    next: for this in cases {
      for index in result.indices where result[index].tree == this.tree {
        guard let other = result[index].values else { continue }
        let both: Values?
        if let values = this.values {
          both = other.union(values)
        } else {
          // What is left over, and this.
          both =
            result.indices.filter { $0 != index }.compactMap { result[$0].values }.union?
            .complement
        }
        let whole = both ?? other.complement.union(other)
        guard let whole, let merged = space.refined(region, dimension, whole),
          argument.proves(this.tree, on: merged)
        else { continue }
        result[index].values = this.values == nil ? nil : both
        continue next
      }
      result.append(this)
    }
    return result
  }
}

extension Dimension {
  /// Whether its values end, so that the last case need not be what is left.
  fileprivate var isClosed: Bool {
    switch self {
    case .transport, .family, .newcomers, .port, .address: true
    default: false
    }
  }
}

extension Array where Element == Values {
  /// Nil of none.
  var union: Values? {
    guard var result = first else { return nil }
    for values in dropFirst() {
      guard let both = result.union(values) else { return nil }
      result = both
    }
    return result
  }
}

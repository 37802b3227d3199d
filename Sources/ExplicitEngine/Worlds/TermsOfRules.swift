import ClusterModel
import Evaluation

/// The conditions of several rules together, each once: what is asked again for every pair of places is gathered here once.
final class TermsOfRules {
  let subjects: SortedConditions
  let peers: SortedConditions
  let portNames: Set<Symbol>
  /// The ranges that tell addresses of new pods apart, and those that tell addresses outside apart.
  let podBlocks: [IPFamily: [IntervalSet<UInt128>]]
  let blocks: [IPFamily: [IntervalSet<UInt128>]]

  /// Of no rules.
  static var none: TermsOfRules { TermsOfRules([]) }

  init(_ rules: [RuleTerms]) {
    var (subjects, peers): (Set<Condition>, Set<Condition>) = ([], [])
    var names: Set<Symbol> = []
    var podBlocks: [IPFamily: [IntervalSet<UInt128>]] = [:]
    var blocks: [IPFamily: [IntervalSet<UInt128>]] = [:]
    for rule in rules {
      subjects.insert(rule.subject)
      peers.formUnion(rule.peers)
      names.formUnion(rule.portNames)
      podBlocks.merge(rule.podBlocks) { $0 + $1 }
      blocks.merge(rule.blocks) { $0 + $1 }
    }
    self.subjects = SortedConditions(subjects)
    self.peers = SortedConditions(peers)
    portNames = names
    (self.podBlocks, self.blocks) = (podBlocks, blocks)
  }
}

/// Conditions by what they ask of namespaces, so that each namespace is looked at once for all that ask the same.
struct SortedConditions {
  /// By namespaces and pods, ascending.
  private let conditions: [Condition]
  /// Where those that ask the same of namespaces are.
  private let runs: [Range<Int>]

  init(_ conditions: Set<Condition>) {
    let sorted = conditions.sorted { ($0.namespaces, $0.pods) < ($1.namespaces, $1.pods) }
    var runs: [Range<Int>] = []
    var start = 0
    while start < sorted.count {
      let namespaces = sorted[start].namespaces
      let end = sorted[start...].firstIndex { $0.namespaces != namespaces } ?? sorted.count
      runs.append(start..<end)
      start = end
    }
    self.conditions = sorted
    self.runs = runs
  }

  /// Those whose namespaces meet a test.
  func having(_ holds: (_ namespaces: Int) -> Bool) -> [Condition] {
    var result: [Condition] = []
    for run in runs where holds(conditions[run.lowerBound].namespaces) {
      result += conditions[run]
    }
    return result
  }
}

import ClusterModel
import Evaluation
import Intents

/// Looks for the end of a wider world that is in a group and supposes least.
struct MemberSearch {
  let space: WorldSpace
  let world: World
  let budget: Budget

  /// Which members are looked for.
  enum Wanted {
    case any
    /// Those to which some port of a sentence leads.
    case having(Ports)
    /// Those without a named port.
    case lacking(PortTerm)
  }

  /// A member that supposes something, pods of the manifests before new ones; nil where there is none.
  func member(of groups: [Group], _ wanted: Wanted) throws(Interruption) -> SupposedEnd? {
    let conditions = groups.flatMap(\.podConditions).map(space.table.number)
    if let deployed = try deployedMember(conditions, wanted) { return deployed }
    return try newMember(conditions)
  }

  /// A new pod has the named ports that it is to have.
  private func newMember(_ conditions: [Condition]) throws(Interruption) -> SupposedEnd? {
    var best: (cost: Int, end: SupposedEnd)?
    let new = world >= .openCluster ? [space.supposition.newNamespaces[0]] : []
    for namespace in space.namespaces + new {
      for condition in conditions where space.mayHold(condition.namespaces, at: namespace) {
        guard let profile = try profile(condition, of: namespace) else { continue }
        let choices = try space.newPods(
          in: namespace, [condition.pods], wanted: [condition.pods], bound: .max, budget)
        guard let choice = choices.all.first else { continue }
        let cost = profile.cost + choice.cost
        if let best, best.cost <= cost { continue }
        best = (
          cost,
          SupposedEnd(
            place: .namespace(namespace), end: .pod(space.supposition.newPod(.source)),
            isNew: true, choice: choice, profile: profile.isOpen ? profile.labels : nil)
        )
      }
    }
    return best?.end
  }

  private func deployedMember(
    _ conditions: [Condition], _ wanted: Wanted
  ) throws(Interruption) -> SupposedEnd? {
    var best: (cost: Int, end: SupposedEnd)?
    for (index, end) in space.partition.classes.enumerated() {
      guard let namespace = end.namespace,
        space.supposition.isOpen(namespace) || !end.unknownLabels.isEmpty
      else { continue }
      guard let pod = end.pods.first(where: { isWanted($0, wanted) }) else { continue }
      for condition in conditions where space.mayHold(condition.namespaces, at: namespace) {
        guard let profile = try profile(condition, of: namespace) else { continue }
        let choices = try space.deployedPods(
          index, [condition.pods], wanted: [condition.pods], bound: .max, budget)
        guard let choice = choices.all.first else { continue }
        let cost = profile.cost + choice.cost
        if let best, best.cost <= cost { continue }
        best = (
          cost,
          SupposedEnd(
            place: .namespace(namespace), end: .pod(pod), index: index, choice: choice,
            profile: profile.isOpen ? profile.labels : nil)
        )
      }
    }
    return best?.end
  }

  private func isWanted(_ pod: PodID, _ wanted: Wanted) -> Bool {
    let cluster = space.supposition.base
    return switch wanted {
    case .any: true
    case .having(let ports): !cluster.ports(ports, at: .pod(pod), possible: true).isEmpty
    case .lacking(let term): !cluster.has(term, at: pod)
    }
  }

  /// The cheapest labels of a namespace with which it is one of a condition's; nil where there are none.
  private func profile(
    _ condition: Condition, of namespace: NamespaceID
  ) throws(Interruption) -> (labels: LabelProfile, cost: Int, isOpen: Bool)? {
    let none = space.supposition.profile(LabelChoice(), of: namespace)
    guard space.supposition.isOpen(namespace) else { return (none, 0, false) }
    guard let requirements = space.requirements(condition.namespaces) else {
      return (none, 0, true)
    }
    let choices = try space.labellings(
      of: namespace, [requirements], wanted: [0], others: 1, bound: .max, budget)
    guard let choice = choices.all.first else { return nil }
    return (space.supposition.profile(choice, of: namespace), choice.cost, true)
  }
}

extension Group {
  /// The conditions on pods of which a member that is a pod meets one.
  fileprivate var podConditions: [PodCondition] {
    switch term {
    case .pods(let namespaces, let selector, let account):
      [PodCondition(.init(namespaces), selector, serviceAccount: account)]
    case .anyone: [PodCondition(.any)]
    case .anyOf(let members): members.flatMap(\.podConditions)
    case .addresses, .internet, .external: []
    }
  }
}

import ClusterModel
import Formula

/// Where pods run, as far as it matters: whether a pod on the network of its node and another share that node.
///
/// One variable says so for the flow. A variable for the node of each end would make the solver place every pod
/// of every flow, and cost more than all policies together.
extension SymbolicReading {
  var isOnOneNode: Formula { .not(formulas.equal(variables.oneNode, 0)) }

  /// Two pods can be on one node, and on two, only if their classes have such pods.
  var isPlaced: Formula {
    guard universe.hasSharedNode else { return .always }
    let pairs = [
      NodePairs(hosts: (source, sources), others: (destination, destinations)),
      NodePairs(hosts: (destination, destinations), others: (source, sources)),
    ]
    return formulas.all([
      formulas.implies(isOnOneNode, formulas.any(pairs.map(isTogether))),
      formulas.any([isOnOneNode, .not(formulas.any(pairs.map(isInseparable)))]),
    ])
  }

  /// Whether `flow` is between a pod on the network of its node and another that is known to be there too.
  func isOnOneNode(_ source: Pod, _ destination: Pod) -> Bool {
    source.isHostNetwork != destination.isHostNetwork && source.nodeName != nil
      && source.nodeName == destination.nodeName
  }

  private typealias End = (variables: EndVariables, classes: PodClasses)

  /// The classes of pods on their node's network at one end, those of other pods at the other.
  private struct NodePairs {
    var hosts: End
    var others: End
  }

  private func isTogether(_ pairs: NodePairs) -> Formula {
    let others = nodes(of: pairs.others, onHostNetwork: false)
    let cases = byNodes(nodes(of: pairs.hosts, onHostNetwork: true)).map { nodes, hosts in
      let known = nodes.subtracting([nil])
      return formulas.all([
        isOneOf(hosts, pairs.hosts.variables),
        isAny(pairs.others, of: others.filter { !$0.nodes.isDisjoint(with: known) }),
      ])
    }
    return formulas.any(cases)
  }

  /// Each pod of one class and each of the other are on the same node.
  private func isInseparable(_ pairs: NodePairs) -> Formula {
    let others = nodes(of: pairs.others, onHostNetwork: false)
    let cases = byNodes(nodes(of: pairs.hosts, onHostNetwork: true)).map { nodes, hosts in
      guard nodes.count == 1, nodes != [nil] else { return Formula.never }
      return formulas.all([
        isOneOf(hosts, pairs.hosts.variables),
        isAny(pairs.others, of: others.filter { $0.nodes == nodes }),
      ])
    }
    return formulas.any(cases)
  }

  private typealias Placed = (podClass: PodClasses.Class, nodes: Set<Symbol?>)

  private func nodes(of end: End, onHostNetwork: Bool) -> [Placed] {
    end.classes.classes.filter { ($0.row[EndSchema.hostNetwork] != 0) == onHostNetwork }.map {
      ($0, Set($0.pods.map { snapshot[$0].nodeName }))
    }
  }

  /// The classes with equal sets of nodes; a DaemonSet's pods differ in little else.
  private func byNodes(
    _ classes: [Placed]
  ) -> [(nodes: Set<Symbol?>, classes: [PodClasses.Class])] {
    var order: [Set<Symbol?>] = []
    var members: [Set<Symbol?>: [PodClasses.Class]] = [:]
    for (podClass, nodes) in classes {
      if members[nodes] == nil { order.append(nodes) }
      members[nodes, default: []].append(podClass)
    }
    return order.map { ($0, members[$0] ?? []) }
  }

  /// Whether `end`, a pod that is not on its node's network, is in one of `classes`; said of whole namespaces
  /// where it can be.
  private func isAny(_ end: End, of classes: [Placed]) -> Formula {
    var total: [Int32: Int] = [:]
    for podClass in end.classes.classes where podClass.row[EndSchema.hostNetwork] == 0 {
      total[podClass.row[EndSchema.namespace], default: 0] += 1
    }
    var members: [Int32: [PodClasses.Class]] = [:]
    for (podClass, _) in classes {
      members[podClass.row[EndSchema.namespace], default: []].append(podClass)
    }
    let cases = members.sorted { $0.key < $1.key }.map { namespace, classes in
      let isWhole = classes.count == total[namespace]
      return (
        value: Int(namespace), formula: isWhole ? .always : isOneOf(classes, end.variables)
      )
    }
    return formulas.all([
      formulas.equal(end.variables.hostNetwork, 0),
      // Where a new pod will run is not known (ADR 004).
      .not(isNew(end.variables)),
      formulas.choose(by: end.variables.namespace, cases, otherwise: .never),
    ])
  }
}

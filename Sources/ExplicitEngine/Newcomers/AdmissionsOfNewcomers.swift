import ClusterModel
import Evaluation

/// What the rules of ends of the manifests say of pods to come.
final class AdmissionsOfNewcomers {
  private let direction: Direction
  private let table: NewcomerTable
  private let connections: ConnectionPool
  private var treatments: [(treatment: Treatment?, representative: Endpoint)] = []
  private var treatmentOfClass: [Int] = []
  private var known: [Int: NewcomerFlows] = [:]

  private var space: WorldSpace { table.space }
  private var role: Role { direction == .ingress ? .source : .destination }
  private var newPod: PodID { space.supposition.newPod(role) }

  init(_ direction: Direction, _ table: NewcomerTable, _ connections: ConnectionPool) {
    self.direction = direction
    self.table = table
    self.connections = connections
    var numbers: [Treatment?: Int] = [:]
    for end in table.table.partition.classes {
      let treatment = table.table.cluster.treatment(of: end.representative, direction)
      let number = numbers[treatment] ?? treatments.count
      if number == treatments.count {
        numbers[treatment] = number
        treatments.append((treatment, end.representative))
      }
      treatmentOfClass.append(number)
    }
  }

  func treatment(of index: Int) -> Int { treatmentOfClass[index] }

  /// What the rules for a class admit; their own namespaces' rules may stop them still.
  func admitted(to index: Int) throws(Interruption) -> NewcomerFlows {
    let number = treatmentOfClass[index]
    if let known = known[number] { return known }
    let result: NewcomerFlows
    if let treatment = treatments[number].treatment {
      result = try admitted(by: treatment, at: treatments[number].representative)
    } else {
      let everything = table.diagrams.leaf(connections.store.everything)
      result = NewcomerFlows(rest: everything, exceptions: [:], newNamespace: everything)
    }
    known[number] = result
    return result
  }

  private func admitted(
    by treatment: Treatment, at subject: Endpoint
  ) throws(Interruption) -> NewcomerFlows {
    let cluster = space.supposition.base
    let terms = cluster.peers(of: treatment, direction).compactMap { $0.condition(in: cluster) }
    let names = cluster.portNames(of: treatment, direction).sorted()
    return try table.functions(of: newPod, telling: Set(terms.map(space.table.number)), names) {
      let (source, destination) =
        direction == .ingress ? (.pod(newPod), subject) : (subject, .pod(newPod))
      let connection = Connection(
        direction, from: source, to: destination, in: space.supposition.cluster)
      return connections.store.id(of: connection)
    }
  }
}

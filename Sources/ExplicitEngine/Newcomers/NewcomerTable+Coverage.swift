public import ClusterModel
public import Evaluation
public import Intents

extension NewcomerTable {
  /// The flows between an end and a pod to come that some boxes take in for certain, as functions that end in numbers of sets of ports.
  ///
  /// A pod's service account is nothing that functions tell: a box that asks for one takes in no pod to come.
  ///
  /// - Parameter direction: `ingress` where the pod to come is the source.
  public func coverage(
    _ direction: Direction, of end: Endpoint, by boxes: [Box<Group>], _ pool: PortSetPool
  ) throws(TooManyLabelsError) -> NewcomerFlows {
    let role: Role = direction == .ingress ? .source : .destination
    let words = boxes.map { BoxWords($0, space.table) }
    let settled = zip(boxes, words).filter { _, words in
      !words[role].conditions.contains {
        space.table.pods[$0.pods].conditions.contains { $0.key == .accountKey }
      }
    }
    // Which namespaces differ in a label is a question about both ends.
    if settled.contains(where: { $0.1.comparedKey != nil }) { throw TooManyLabelsError() }
    let conditions = Set(settled.flatMap { $0.1[role].conditions })
    let names = role == .source ? [] : Set(settled.flatMap(\.1.portNames)).sorted()
    let pod = space.supposition.newPod(role)
    let own = settled.map(\.0)
    do throws(Interruption) {
      return try functions(of: pod, telling: conditions, names) {
        let (source, destination) =
          direction == .ingress ? (.pod(pod), end) : (end, Endpoint.pod(pod))
        return pool.number(
          of: ClaimRegions.ports(
            own, source, destination, space.supposition.cluster, possible: false))
      }
    } catch {
      throw TooManyLabelsError()
    }
  }

  /// Whether labels that nobody knows could matter: those of an undeclared namespace that some rule or box asks for, or
  /// of a pod of the manifests. Functions take them to be absent.
  public func restsOnUnknownLabels(_ boxes: [Box<Group>]) -> Bool {
    if table.partition.classes.contains(where: { !$0.unknownLabels.isEmpty }) { return true }
    guard space.namespaces.contains(where: space.supposition.isOpen) else { return false }
    let words = boxes.map { BoxWords($0, space.table) }
    if words.contains(where: { words in
      words.comparedKey != nil
        || Role.allCases.contains { words[$0].conditions.contains { asksForLabels($0.namespaces) } }
    }) {
      return true
    }
    return space.namespaces.contains { namespace in
      Role.allCases.contains { role in
        space.rules(role, in: namespace).contains { rule in
          ([rule.subject] + rule.peers).contains { asksForLabels($0.namespaces) }
        }
      }
    }
  }

  private func asksForLabels(_ condition: Int) -> Bool {
    space.requirements(condition)?.conditions.contains { $0.key != space.supposition.nameKey }
      ?? false
  }
}

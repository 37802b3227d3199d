import ClusterModel
import Intents
import Verification

extension JSONReport {
  /// How a wider world breaks an intent; the report's words must be those of the break's own snapshot.
  func tree(_ found: Break) -> JSONTree.Break {
    let snapshot = found.snapshot
    let firstPod = snapshot.pods.count - found.hypothesis.pods.count
    let firstNamespace = snapshot.namespaces.count - found.hypothesis.namespaces.count
    return JSONTree.Break(
      world: found.world.rawValue, newEnd: found.newEnd?.rawValue, group: found.group?.name,
      text: wording.sentence(found), counterexample: evidence(found.evidence),
      pods: snapshot.pods.indices.suffix(from: firstPod).map { index in
        let pod = snapshot.pods[index]
        let isNew = Int(pod.namespace.rawValue) >= firstNamespace
        var tree = JSONTree.NewPod(
          namespace: text(snapshot[pod.namespace].name), newNamespace: isNew,
          labels: labels(pod.labels, snapshot))
        tree.serviceAccount = pod.serviceAccount.map(text)
        tree.address = pod.addresses.first?.description
        tree.ports = pod.containerPorts.map { port in
          JSONTree.NewPort(
            name: port.name.map(text) ?? "", number: port.number,
            protocol: (port.protocol ?? .tcp).name)
        }
        if index == firstPod { tree.otherNamespaces = homes(found.homes, snapshot) }
        return tree
      },
      namespaces: namespaces(found, from: firstNamespace),
      looseness: found.looseness.map(\.kind))
  }

  private func text(_ symbol: Symbol) -> String { wording.snapshot.symbols[symbol] }

  private func labels(_ labels: Labels, _ snapshot: Snapshot) -> [String: String] {
    Dictionary(
      labels.pairs.map { (text($0.key), text($0.value)) }, uniquingKeysWith: { first, _ in first })
  }

  /// New namespaces, and labels supposed of those that no manifest declares.
  private func namespaces(_ found: Break, from first: Int) -> [JSONTree.NewNamespace] {
    let new = found.snapshot.namespaceIDs.filter { Int($0.rawValue) >= first }
    let undeclared = found.hypothesis.namespaceLabels.keys.sorted()
    return (undeclared + new).map { id in
      let namespace = found.snapshot[id]
      var tree = JSONTree.NewNamespace(
        name: text(namespace.name), new: Int(id.rawValue) >= first,
        labels: labels(namespace.labels, found.snapshot))
      let index = Int(id.rawValue) - first
      if index >= 0, let origin = found.hypothesis.namespaces[index].policiesOf {
        tree.policiesOf = text(found.snapshot[origin].name)
      }
      return tree
    }
  }

  private func homes(_ homes: Homes, _ snapshot: Snapshot) -> JSONTree.Homes {
    switch homes {
    case .every: JSONTree.Homes(kind: "every")
    case .allBut(let exceptions):
      JSONTree.Homes(kind: "allBut", exceptions: exceptions.map { text(snapshot[$0].name) })
    case .own(let others): JSONTree.Homes(kind: "own", others: others)
    }
  }
}

extension JSONTree {
  struct Break: Encodable {
    var world: String
    var newEnd: String?
    /// The group of the sentence that the new pod is in.
    var group: String?
    var text: String
    var counterexample: Evidence
    var pods: [NewPod]
    var namespaces: [NewNamespace]
    var looseness: [String]
  }

  struct NewPod: Encodable {
    var namespace: String
    var newNamespace: Bool
    var labels: [String: String]
    var serviceAccount: String?
    var address: String?
    var ports: [NewPort] = []
    var otherNamespaces: Homes?
  }

  struct NewPort: Encodable {
    var name: String
    var number: UInt16
    var `protocol`: String
  }

  struct NewNamespace: Encodable {
    var name: String
    var new: Bool
    var labels: [String: String]
    var policiesOf: String?
  }

  /// Where the same pod would do the same.
  struct Homes: Encodable {
    var kind: String
    var exceptions: [String]?
    var others: Int?
  }
}

extension Looseness {
  fileprivate var kind: String {
    switch self {
    case .noPeers: "noPeers"
    case .everyNamespace: "everyNamespace"
    case .namespaceLabel: "namespaceLabel"
    case .podLabel: "podLabel"
    case .everyPod: "everyPod"
    }
  }
}

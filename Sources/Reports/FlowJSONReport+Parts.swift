import Analysis
import ClusterModel
import Evaluation
import Intents
import Verification

extension FlowJSONReport {
  private var snapshot: Snapshot { wording.snapshot }

  func place(_ place: Place) -> JSONTree.Place {
    JSONTree.Place(
      file: snapshot.files[place.file], line: Int(place.line), column: Int(place.column))
  }

  func policy(_ reference: PolicyID) -> JSONTree.Policy {
    switch reference {
    case .networkPolicy(let id):
      JSONTree.Policy(
        kind: "NetworkPolicy", namespace: snapshot.symbols[snapshot[snapshot[id].namespace].name],
        name: snapshot.symbols[snapshot[id].name], place: place(snapshot[id].place))
    case .clusterNetworkPolicy(let id):
      JSONTree.Policy(
        kind: snapshot[id].kind.word, name: snapshot.symbols[snapshot[id].name],
        place: place(snapshot[id].place))
    }
  }

  func rule(_ rule: RuleReference) -> JSONTree.Policy {
    var tree = policy(rule.policy)
    tree.direction = rule.direction.word
    tree.rule = rule.index + 1
    tree.place = place(rule.place)
    return tree
  }

  func ends(_ set: EndSet) -> [FlowJSONTree.Ends] {
    switch set {
    case .addresses(let addresses):
      return [FlowJSONTree.Ends(cidrs: addresses.cidrs.map(\.description))]
    case .pods(let pods):
      let workloads = Dictionary(grouping: pods) { snapshot[$0].workload }
      return workloads.sorted { $0.key < $1.key }.map { id, pods in
        let workload = snapshot[id]
        return FlowJSONTree.Ends(
          kind: snapshot.symbols[workload.kind],
          namespace: snapshot.symbols[snapshot[workload.namespace].name],
          name: snapshot.symbols[workload.name],
          pods: pods.map { snapshot.symbols[snapshot[$0].name] })
      }
    }
  }

  func flow(_ flow: Flow) -> FlowJSONTree.Flow {
    FlowJSONTree.Flow(
      source: endpoint(flow.source), destination: endpoint(flow.destination),
      family: flow.family.word, protocol: flow.protocol.name, port: flow.port)
  }

  private func endpoint(_ end: Endpoint) -> JSONTree.Endpoint {
    switch end {
    case .address(let address):
      return JSONTree.Endpoint(
        address: address.description, internet: !Cluster.isSpecialPurpose(address))
    case .pod(let id):
      let pod = snapshot[id]
      let workload = snapshot[pod.workload]
      var tree = JSONTree.Endpoint(
        kind: snapshot.symbols[workload.kind],
        namespace: snapshot.symbols[snapshot[workload.namespace].name],
        name: snapshot.symbols[workload.name])
      if pod.name != workload.name { tree.pod = snapshot.symbols[pod.name] }
      tree.labels = Dictionary(
        pod.labels.pairs.map { (snapshot.symbols[$0.key], snapshot.symbols[$0.value]) },
        uniquingKeysWith: { first, _ in first })
      return tree
    }
  }

  func unsupported(_ reason: Unsupported) -> [JSONTree.Unsupported] {
    switch reason {
    case .cni(let cni, let difference):
      [JSONTree.Unsupported(kind: "cni", name: cni.rawValue, text: difference)]
    case .ownNode:
      [
        JSONTree.Unsupported(
          kind: "ownNode", name: "own node",
          text:
            "the way between a pod and its own node, by its address or under cluster-scoped policies"
        )
      ]
    case .objects(let objects):
      objects.map {
        JSONTree.Unsupported(kind: "object", name: wording.name($0), place: place($0.place))
      }
    }
  }

  func remark(_ remark: Remark) -> JSONTree.Remark {
    JSONTree.Remark(
      severity: remark.severity, message: remark.message, suggestion: remark.suggestion,
      path: remark.path.isEmpty ? nil : remark.path,
      place: remark.file.map {
        JSONTree.Place(file: $0, line: remark.line ?? 1, column: remark.column ?? 1)
      })
  }
}

extension Mismatch.Condition {
  var word: String {
    switch self {
    case .podLabel: "podLabel"
    case .namespaceLabel: "namespaceLabel"
    case .otherNamespace: "otherNamespace"
    case .noPod: "noPod"
    case .hostNetwork: "hostNetwork"
    case .address: "address"
    case .exception: "exception"
    case .family: "family"
    case .blockNeverMatchesPods: "blockNeverMatchesPods"
    case .noNode: "noNode"
    case .node: "node"
    case .protocol: "protocol"
    case .port: "port"
    case .portName: "portName"
    }
  }
}

extension Change {
  var word: String {
    switch self {
    case .labelPods: "labelPods"
    case .unlabelPods: "unlabelPods"
    case .labelNamespace: "labelNamespace"
    case .unlabelNamespace: "unlabelNamespace"
    case .addPorts: "addPort"
    case .replacePort: "replacePort"
    case .removePort: "removePort"
    case .removePorts: "removePorts"
    case .addPeers: "addPeer"
    case .removePeer: "removePeer"
    case .joinPeers: "joinPeers"
    case .addRule: "addRule"
    case .removeRule: "removeRule"
    case .changeAction: "changeAction"
    case .addType: "addType"
    case .removeType: "removeType"
    case .addPolicy: "addPolicy"
    }
  }
}

extension Obstacle {
  var word: String {
    switch self {
    case .noPolicySpeaks: "noPolicySpeaks"
    case .ownNode: "ownNode"
    case .notEnforced: "notEnforced"
    case .severalRules: "severalRules"
    case .noSingleChange: "noSingleChange"
    }
  }
}

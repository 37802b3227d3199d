import Analysis
import ClusterModel
import Evaluation
import Intents

extension FlowJSONReport {
  private var snapshot: Snapshot { wording.snapshot }

  var parts: JSONParts { JSONParts(wording) }

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
      source: parts.endpoint(flow.source), destination: parts.endpoint(flow.destination),
      family: flow.family.word, protocol: flow.protocol.name, port: flow.port)
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

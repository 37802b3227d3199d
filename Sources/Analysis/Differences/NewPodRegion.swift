import ClusterModel
import Evaluation
import Intents

/// A flow of a pod that nobody has deployed, as a region of its own.
struct NewPodRegion {
  let clusters: ClusterPair
  let finder: DifferenceFinder

  func region(of found: DifferingFlow) -> ChangedRegion {
    let replay = FlowReplay(clusters: clusters)
    let (old, new) = (replay.allowed(found, .old), replay.allowed(found, .new))
    let isGain = old == .no
    let flow = found.flow
    let ports = PortSet(IntervalSet(flow.port...flow.port), of: flow.protocol)
    func parts(_ allowed: Ternary) -> [PortsPart] {
      allowed == .no
        ? [] : [PortsPart(certainty: allowed == .yes ? .must : .may, family: nil, ports: ports)]
    }
    let areBoth = old != .no && new != .no
    return ChangedRegion(
      kind: areBoth ? .changed : isGain ? .added : .removed, sources: [end(flow.source, found)],
      destinations: [end(flow.destination, found)], before: parts(old), after: parts(new),
      gained: old == .no ? parts(new) : [], lost: new == .no ? parts(old) : [],
      settled: areBoth && new == .yes ? parts(new) : [],
      unsettled: areBoth && new != .yes ? parts(new) : [],
      causes: areBoth ? [] : causes(of: found, allowedOn: isGain ? .new : .old),
      gainedFlow: isGain ? flow : nil, lostFlow: new == .no ? flow : nil,
      supposed: found.hypothesis, acceptedBy: nil, isTouched: false)
  }

  private func causes(of found: DifferingFlow, allowedOn side: Side) -> [Cause] {
    let isThere = found.hypothesis.pods.allSatisfy {
      clusters.snapshots.has($0.namespace, side.other)
    }
    // A namespace that is new brings all its flows with it.
    guard isThere else { return [] }
    return CauseFinder(clusters: clusters.supposing(found.hypothesis))
      .causes(of: found.flow, allowedOn: side)
      .filter { $0.isWritten(in: clusters.snapshots) }
  }

  private func end(_ end: Endpoint, _ found: DifferingFlow) -> ChangedEnd {
    switch end {
    case .address(let address):
      return .addresses(AddressSet([address.family: IntervalSet(address.bits...address.bits)]))
    case .pod(let id):
      let index = Int(id.rawValue) - clusters.snapshots.new.pods.count
      guard found.hypothesis.pods.indices.contains(index) else {
        return .pods(finder.workload(of: id))
      }
      let pod = found.hypothesis.pods[index]
      let place = Int(pod.namespace.rawValue) - clusters.snapshots.new.namespaces.count
      return .newPod(
        NewPodExample(
          pod: pod,
          namespace: found.hypothesis.namespaces.indices.contains(place)
            ? found.hypothesis.namespaces[place] : nil,
          namespaceLabels: found.hypothesis.namespaceLabels[pod.namespace] ?? [], others: 0))
    }
  }
}

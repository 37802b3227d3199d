import ClusterModel
import Evaluation
import Intents

/// For a `some` that no flow fulfils: the flow that comes nearest, to say why it is blocked.
struct Nearest {
  let cluster: Cluster
  let coverage: [Claim]

  /// Enough to find a telling pair without walking over a large cluster once more.
  private static let sampleSize = 100

  /// The flow of the sentence that the most directions allow, the first of equals; nil where there is none at all.
  func flow(of claim: Claim) -> Flow? {
    let boxes = ClaimRegions(claim, coverage: coverage).sought
    var best: (score: Int, flow: Flow)?
    for box in boxes {
      for source in sample(box.source) {
        for destination in sample(box.destination) {
          guard let flow = firstFlow(box, source, destination) else { continue }
          let decision = cluster.decision(for: flow)
          let score = Int(decision.egress.allowed.rawValue) + Int(decision.ingress.allowed.rawValue)
          if score > best?.score ?? -1 { best = (score, flow) }
        }
      }
    }
    return best?.flow
  }

  private func firstFlow(_ box: Box<Group>, _ source: Endpoint, _ destination: Endpoint) -> Flow? {
    guard
      let first = cluster.ports(box.ports, at: destination, possible: true).first
    else { return nil }
    return cluster.families.lazy
      .map {
        Flow(
          source: source, destination: destination, family: $0, protocol: first.protocol,
          port: first.port)
      }
      .first(where: cluster.exists)
  }

  private func sample(_ side: Box<Group>.Side) -> [Endpoint] {
    let pods = cluster.pods.lazy.map(Endpoint.pod).filter { side.contains($0, cluster) }
    let addresses = cluster.families.compactMap { family -> Endpoint? in
      candidates(family).first { side.contains($0, cluster) }
    }
    return Array(pods.prefix(Self.sampleSize)) + addresses
  }

  /// The first address of each stretch of the outside.
  private func candidates(_ family: IPFamily) -> [Endpoint] {
    let special = Cluster.specialPurpose.filter { $0.family == family }.map(\.range)
    let external = cluster.externalAddresses(of: family)
    let routed = external.subtracting(IntervalSet(unionOf: special))
    return (routed.ranges + external.ranges).map {
      .address(IPAddress(family: family, bits: $0.lowerBound))
    }
  }
}

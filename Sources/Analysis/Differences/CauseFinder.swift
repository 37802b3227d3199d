import ClusterModel
import Evaluation

/// Finds what decides that a flow is allowed on one side and denied on the other.
struct CauseFinder {
  let clusters: ClusterPair

  /// - Parameter side: the side on which the flow may be allowed.
  func causes(of flow: Flow, allowedOn side: Side) -> [Cause] {
    let isGain = side == .new
    func cause(_ reason: Cause.Reason, _ written: Side) -> Cause {
      Cause(reason: reason, isGain: isGain, side: written)
    }
    let permission = clusters[side].decision(for: flow)
    let missing = [flow.source, flow.destination].compactMap { clusters.missing($0, side.other) }
    if !missing.isEmpty || !clusters.has(flow, side.other) {
      let absent = missing.uniqued.map { cause(.existence($0), side) }
      let rules = [permission.ingress, permission.egress].compactMap(\.determiningRules.first)
        .map { cause(.rule($0), side) }
      return rules + (missing.isEmpty ? [cause(.family(flow.family), side)] : absent)
    }
    let denial = clusters[side.other].decision(for: flow)
    if permission.ingress.basis == .ownNode { return [cause(.ownNode, side)] }
    var causes: [Cause] = []
    for direction in [Direction.ingress, .egress] {
      let (allowed, denied) =
        direction == .ingress
        ? (permission.ingress, denial.ingress) : (permission.egress, denial.egress)
      guard denied.allowed == .no else { continue }
      let subject = direction == .ingress ? flow.destination : flow.source
      // Who denied it matters more than who allows it when it is not the rule that is new.
      if let rule = denied.determiningRules.first {
        causes.append(cause(.denial(rule), side.other))
      }
      if let rule = allowed.determiningRules.first {
        causes.append(cause(.rule(rule), side))
      } else if !denied.determiningRules.isEmpty {
        continue
      } else if allowed.basis == .hostNetwork {
        causes.append(cause(.hostNetwork(subject), side))
      } else if allowed.basis == .translatedAddress {
        causes.append(cause(.translatedAddress, side))
      } else {
        causes.append(
          cause(.isolation(denied.isolatingPolicies, direction, of: subject), side.other))
      }
    }
    return causes
  }

  /// The parts of some ports that no rule of the side that allows them tells apart.
  func parts(
    of ports: PortSet, _ ends: (source: Endpoint, destination: Endpoint), allowedOn side: Side
  ) -> [PortSet] {
    if ports.isEmpty { return [] }
    let cuts = Direction.allCases.flatMap {
      clusters[side].portSets($0, from: ends.source, to: ends.destination)
    }
    return cuts.reduce([ports]) { parts, cut in
      parts.flatMap { [$0.intersection(cut), $0.subtracting(cut)] }.filter { !$0.isEmpty }
    }
  }
}

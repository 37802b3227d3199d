import ClusterModel
import Evaluation
import Intents

/// Finds what can fool the reader of a verdict.
struct Notes {
  let cluster: Cluster
  let coverage: [Claim]
  let pods: NotedPods

  func notes(on claim: Claim) -> [Note] {
    var notes: [Note] = []
    for list in claim.groupLists {
      let members = list.flatMap(\.members)
      if members.count > 1 { notes += members.filter(isEmpty).map(Note.emptyGroup) }
    }
    for exception in claim.exceptions {
      let groups = exception.groups
      let empty = groups.filter(isEmpty)
      if (!groups.isEmpty && empty.count == groups.count) || hasNoPort(exception) {
        notes.append(.idleException(exception))
      } else {
        notes += empty.map(Note.emptyGroup)
      }
    }
    notes += podNotes(claim) + portNotes(claim) + servicePortNotes(claim)
    return notes
  }

  private func podNotes(_ claim: Claim) -> [Note] {
    let groups = claim.groupLists.joined().filter(\.isSpecific)
    let pods = self.pods.special.filter { pod in
      groups.contains { cluster.contains(.pod(pod), in: $0) }
    }
    let onHosts = pods.filter { cluster.snapshot[$0].isHostNetwork }
    let potential = Set(pods.map { cluster.snapshot[$0].workload })
      .filter { cluster.snapshot[$0].isPotential }
    return (onHosts.isEmpty ? [] : [.hostNetwork(onHosts)])
      + (potential.isEmpty ? [] : [.potential(potential.sorted())])
  }

  private func portNotes(_ claim: Claim) -> [Note] {
    var notes: [Note] = []
    for target in claim.targets {
      guard case .list(let terms) = target.ports else { continue }
      for term in terms {
        guard case .name(let name) = term.selection else { continue }
        let pods = self.pods.all.filter { cluster.contains(.pod($0), in: target.group) }
        let without = pods.filter { !cluster.has(term, at: $0) }
        if claim.isProhibitive, !without.isEmpty, hasPort(claim) {
          notes.append(.portNotCovered(term, pods: without))
        }
        let only = Ports.list([term])
        let ambiguous = pods.filter {
          cluster.ports(only, at: .pod($0), possible: true)
            != cluster.ports(only, at: .pod($0), possible: false)
        }
        if !ambiguous.isEmpty { notes.append(.ambiguousPort(name, pods: ambiguous)) }
      }
    }
    return notes
  }

  /// Whether some pod of a target has a port that is spoken of there; if none has, the claim is vacuous.
  private func hasPort(_ claim: Claim) -> Bool {
    claim.targets.contains { target in
      pods.all.contains {
        cluster.contains(.pod($0), in: target.group)
          && !cluster.ports(target.ports, at: .pod($0), possible: true).isEmpty
      }
    }
  }

  /// Whether no pod and no address is in the group.
  private func isEmpty(_ group: Group) -> Bool {
    switch group.term {
    case .anyOf(let members): members.allSatisfy(isEmpty)
    case .pods, .anyone: !pods.inhabits(group)
    case .internet, .external: cluster.families.allSatisfy { isEmpty(group, $0) }
    case .addresses(let cidr, _): isEmpty(group, cidr.family)
    }
  }

  private func isEmpty(_ group: Group, _ family: IPFamily) -> Bool {
    var region = cluster.externalAddresses(of: family)
    switch group.term {
    case .addresses(let cidr, let except):
      region = region.intersection(IntervalSet(cidr.range))
        .subtracting(IntervalSet(unionOf: except.filter { $0.family == family }.map(\.range)))
    case .internet:
      let special = Cluster.specialPurpose.filter { $0.family == family }
      region = region.subtracting(IntervalSet(unionOf: special.map(\.range)))
    default: break
    }
    return region.isEmpty
  }

  private func hasNoPort(_ exception: TenantException) -> Bool {
    guard case .to(let target) = exception, case .list = target.ports else { return false }
    let pods = self.pods.all.filter { cluster.contains(.pod($0), in: target.group) }
    return !pods.isEmpty
      && pods.allSatisfy { cluster.ports(target.ports, at: .pod($0), possible: true).isEmpty }
  }
}

extension Group {
  /// The members of a union, else the group itself.
  fileprivate var members: [Group] {
    if case .anyOf(let members) = term { members.flatMap(\.members) } else { [self] }
  }

  /// Whether the group picks pods out; of "everybody" nothing needs to be said.
  var isSpecific: Bool {
    switch term {
    case .anyone, .internet, .external, .addresses, .pods(.any, nil, nil): false
    case .pods, .anyOf: true
    }
  }
}

extension TenantException {
  fileprivate var groups: [Group] {
    switch self {
    case .to(let target): [target.group]
    case .from(let exception): exception.from ?? []
    }
  }
}

import ClusterModel
import Evaluation
import Intents

extension CoverSubject {
  /// What the case splits of this module do not read, and could change the answer; nil where there is nothing.
  func obstacle(_ argument: Argument) -> String? {
    let snapshot = cluster.snapshot
    for object in snapshot.unmodelledObjects {
      guard object.namespace.map(argument.touches) ?? true else { continue }
      return "\(snapshot.symbols[object.kind]) \(snapshot.symbols[object.name]) is not modelled"
    }
    if let difference = argument.difference {
      return "not modelled of \(cluster.assumptions.cni.rawValue): \(difference)"
    }
    if cluster.nameOwnNodes(argument.scope) {
      return "not modelled: the way between a pod and its own node, named by its address"
    }
    return argument.mayFilterOwnNodes ? "not modelled: whether a pod's own node is filtered" : nil
  }

  /// A pod of the target, deployed or not, that lacks the named port of an obligation.
  func missingPort(_ argument: Argument) -> String? {
    let targets: [Target] =
      switch intent.claim {
      case .reaches(_, let to), .onlyReaches(_, let to): to
      default: []
      }
    let space = argument.space
    for target in targets {
      guard case .list(let terms) = target.ports else { continue }
      for term in terms {
        guard case .name(let name) = term.selection else { continue }
        for end in space.ends.indices {
          var region = space.everything
          region.destination.ends = [end]
          let reading = Reading(space, region)
          guard reading.isMember(end, .destination, of: [target.group]) != .no else { continue }
          if case .pod(let id) = space.ends[end], cluster.has(term, at: id) { continue }
          if case .outside = space.ends[end] { continue }
          return "no port \(cluster.snapshot.symbols[name]) on \(space.describe(region))"
        }
      }
    }
    return nil
  }
}

extension Argument {
  /// Whether the scope speaks of a namespace, by its groups, or of new ones that begin with what is in it.
  func touches(_ namespace: NamespaceID) -> Bool {
    let isBaseline =
      space.snapshot[namespace].name == space.cluster.assumptions.newNamespacePolicies
    let homes =
      [Home.namespace(namespace)] + (isBaseline && space.world >= .openCluster ? [.new] : [])
    return scope.contains { box in
      [box.source, box.destination].contains { side in
        switch side {
        case .anyone, .noneOf: true
        case .oneOf(let groups): homes.contains { home in groups.contains { may($0, lie: home) } }
        }
      }
    }
  }

  /// Whether a group may have pods in a namespace, whoever is there now.
  private func may(_ group: Group, lie home: Home) -> Bool {
    switch group.term {
    case .internet, .external, .addresses: return false
    case .anyone: return true
    case .anyOf(let members): return members.contains { may($0, lie: home) }
    case .pods(let namespaces, _, _):
      switch (namespaces, home) {
      case (.any, _), (.matching, .new): return true
      case (.names(let names), .namespace(let id)): return names.contains(space.snapshot[id].name)
      case (.names(let names), .new):
        return names.contains { name in !space.snapshot.namespaces.contains { $0.name == name } }
      case (.matching(let selector), .namespace(let id)):
        return space.isOpen(id) || selector.selects(space.cluster.labels(of: id))
      }
    }
  }
}

extension ClaimRegions {
  /// What is sought, as if all of it were required: the flows that a sentence with `some` speaks of.
  var asRequired: ClaimRegions {
    var copy = self
    copy.required = required + sought
    return copy
  }
}

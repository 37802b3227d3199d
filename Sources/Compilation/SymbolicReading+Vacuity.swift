import ClusterModel
import Formula
public import Intents

/// What a sentence speaks of that is not there. All of it can be seen pod by pod, without a solver.
extension SymbolicReading {
  /// The first part of `claim` that is empty, but for the set of its flows: whether `region` is empty is for a
  /// solver to say.
  public func emptyPart(of claim: Claim) -> Answer.EmptyPart? {
    switch claim {
    case .reaches(let sources, let targets), .mayReach(let sources, let targets),
      .cannotReach(let sources, let targets), .onlyMayReach(let sources, let targets),
      .onlyReaches(let sources, let targets):
      if !hasSource(sources) { return .sources }
      if !hasDestination(targets.map(\.group)) { return .destinations }
      return targets.contains(where: hasPort) ? nil : .ports
    case .isolated(let sources, let destinations):
      if !hasSource(sources) { return .sources }
      return hasDestination(destinations) ? nil : .destinations
    case .noEgress(let sources, _): return hasSource(sources) ? nil : .sources
    case .noIngress(let destinations, _): return hasDestination(destinations) ? nil : .destinations
    case .someReaches, .namespacesIsolated, .nothingElse: return nil
    }
  }

  /// A pod of a target without the named port that an obligation speaks of there: of the first such target and port,
  /// the first pod. Where nobody has any port of the sentence there is none, the sentence is vacuous.
  public func missingPort(of claim: Claim) -> Answer.MissingPort? {
    switch claim {
    case .reaches(_, let targets), .onlyReaches(_, let targets):
      guard targets.contains(where: hasPort) else { return nil }
      for target in targets {
        guard case .list(let terms) = target.ports else { continue }
        for term in terms {
          guard case .name(let name) = term.selection else { continue }
          let lacking = classes(of: target.group).filter { !has(name, of: term, $0.row) }
          if let pod = lacking.compactMap(\.pods.first).min() {
            return Answer.MissingPort(pod: pod, port: term)
          }
        }
      }
      return nil
    default: return nil
    }
  }

  private func hasSource(_ groups: [Group]) -> Bool {
    hasEnd(source, sources, isMember(source, of: groups))
  }

  private func hasDestination(_ groups: [Group]) -> Bool {
    hasEnd(destination, destinations, isMember(destination, of: groups))
  }

  /// Whether some member of the target has a port that is spoken of there.
  private func hasPort(_ target: Target) -> Bool {
    guard case .list(let terms) = target.ports else { return hasDestination([target.group]) }
    return terms.contains { term in
      guard case .name(let name) = term.selection else { return hasDestination([target.group]) }
      return classes(of: target.group).contains { has(name, of: term, $0.row) }
    }
  }

  private func has(_ name: Symbol, of term: PortTerm, _ row: [Int32]) -> Bool {
    schema.ports.indices.contains { index in
      let port = schema.ports[index].name
      return port.name == name && term.protocols.contains(port.protocol)
        && row[schema.namedPorts.lowerBound + index] != 0
    }
  }

  /// The classes of pods that are in `group`.
  private func classes(of group: Group) -> [PodClasses.Class] {
    let condition = isMember(destination, of: [group])
    var valuation = Valuation(of: [], in: formulas)
    return destinations.classes.filter { podClass in
      valuation.assign(podClass.row, to: destination.columns)
      return valuation.satisfies(condition)
    }
  }

  /// Whether a pod or an external address satisfies `condition`, which speaks of `end` alone; pods of the manifests
  /// of which all is known.
  func hasEnd(_ end: EndVariables, _ classes: PodClasses, _ condition: Formula) -> Bool {
    var valuation = Valuation(of: [], in: formulas)
    for podClass in classes.classes where !podClass.row.contains(EndSchema.open) {
      valuation.assign(podClass.row, to: end.columns)
      if valuation.satisfies(condition) { return true }
    }
    for (family, space) in addressSpaces.enumerated() {
      valuation.assign([Int32(family)], to: [variables.family])
      for case let bits? in space.firstExternal {
        guard let row = schema.row(of: IPAddress(family: space.family, bits: bits)) else {
          continue
        }
        valuation.assign(row, to: end.columns)
        if valuation.satisfies(condition) { return true }
      }
    }
    return false
  }
}

public import ClusterModel
public import Formula
public import Intents

/// What a sentence speaks of that is not there in a wider world, end by end.
///
/// Pods of which all is known are looked at one by one, for the others there is a formula.
extension SymbolicReading {
  /// A part of a sentence, and what an end is like that is in it.
  public struct Spoken {
    public let part: Answer.EmptyPart
    public let isIn: Formula
  }

  /// The parts that could be empty, in the order in which they are named, but for the set of flows. All conditions are
  /// about the end that is a flow's destination.
  public func parts(spokenOfIn claim: Claim) -> [Spoken] {
    switch claim {
    case .reaches(let sources, let targets), .mayReach(let sources, let targets),
      .cannotReach(let sources, let targets), .onlyMayReach(let sources, let targets),
      .onlyReaches(let sources, let targets):
      return [
        members(.sources, sources), members(.destinations, targets.map(\.group)),
        Spoken(part: .ports, isIn: formulas.any(targets.map(hasPort))),
      ]
    case .isolated(let sources, let destinations):
      return [members(.sources, sources), members(.destinations, destinations)]
    case .noEgress(let sources, _): return [members(.sources, sources)]
    case .noIngress(let destinations, _): return [members(.destinations, destinations)]
    case .someReaches, .namespacesIsolated, .nothingElse: return []
    }
  }

  private func members(_ part: Answer.EmptyPart, _ groups: [Group]) -> Spoken {
    Spoken(part: part, isIn: isMember(destination, of: groups))
  }

  private func hasPort(_ target: Target) -> Formula {
    let isMember = isMember(destination, of: [target.group])
    guard case .list(let terms) = target.ports else { return isMember }
    let hasTerm = terms.map { term in
      guard case .name(let name) = term.selection else { return Formula.always }
      return has(name, of: term)
    }
    return formulas.all([isMember, formulas.any(hasTerm)])
  }

  private func has(_ name: Symbol, of term: PortTerm) -> Formula {
    let columns = zip(schema.namedPorts, schema.ports).filter { _, port in
      port.name.name == name && term.protocols.contains(port.name.protocol)
    }
    return formulas.any(columns.map { .not(formulas.equal(destination.columns[$0.0], 0)) })
  }

  /// The named ports that an obligation speaks of, each with what a destination is like that lacks it.
  public func lackedPorts(of claim: Claim) -> [(port: PortTerm, lacks: Formula)] {
    switch claim {
    case .reaches(_, let targets), .onlyReaches(_, let targets):
      targets.flatMap { target -> [(port: PortTerm, lacks: Formula)] in
        guard case .list(let terms) = target.ports else { return [] }
        return terms.compactMap { term in
          guard case .name(let name) = term.selection else { return nil }
          let lacks = [isMember(destination, of: [target.group]), .not(has(name, of: term))]
          return (term, formulas.all(lacks + [isPod(destination)]))
        }
      }
    default: []
    }
  }

  /// Whether some end of the manifests, of which all is known, satisfies a condition on destinations.
  public func hasGivenEnd(_ condition: Formula) -> Bool {
    hasEnd(destination, destinations, condition)
  }

  /// The first pod of the manifests, of which all is known, that satisfies a condition on destinations.
  public func givenPod(_ condition: Formula) -> PodID? {
    var valuation = Valuation(of: [], in: formulas)
    return destinations.classes.filter { podClass in
      if podClass.row.contains(EndSchema.open) { return false }
      valuation.assign(podClass.row, to: destination.columns)
      return valuation.satisfies(condition)
    }.compactMap(\.pods.first).min()
  }

  /// The destinations of which not all is known: new pods, and those of the manifests with open labels.
  public var openEnds: Formula {
    guard let wider = schema.wider else { return .never }
    let open = destinations.classes.filter { $0.row.contains(EndSchema.open) }
    let byNamespace = Dictionary(grouping: open) { $0.row[EndSchema.namespace] }
    let isGiven = byNamespace.sorted { $0.key < $1.key }.map { namespace, classes in
      (value: Int(namespace), formula: isOneOf(classes, destination))
    }
    return formulas.all([
      formulas.any([
        formulas.all([isNew(destination), canBeNew(destination, wider)]),
        formulas.choose(by: destination.namespace, isGiven, otherwise: .never),
      ]),
      hasPossibleNamespace(destination, wider),
      // One place for a new namespace is enough for one end.
      .not(formulas.equal(destination.namespace, schema.newNamespaces.upperBound)),
    ])
  }

  /// Whether a destination is one of `world`, and new or not.
  public func isEnd(of world: World, isNew: Bool) -> Formula {
    let isIn = world == .open ? Formula.not(isInNewNamespace(destination)) : .always
    return formulas.all([isIn, isNew ? self.isNew(destination) : .not(self.isNew(destination))])
  }

  /// The destination that an assignment satisfying `openEnds` describes, and what it supposes.
  public func destination(of valuation: Valuation) -> (pod: PodID, hypothesis: Hypothesis)? {
    guard let wider = schema.wider else { return nil }
    var hypothesis = Hypothesis()
    if valuation[destination.columns[wider.isNew]] == 1 {
      hypothesis.pods = [hypotheticalPod(destination, valuation, wider, &hypothesis)]
      return (PodID(rawValue: Int32(snapshot.pods.count)), hypothesis)
    }
    guard let pod = pods(of: destination, valuation, wider).first else { return nil }
    suppose(.pod(pod), destination, valuation, wider, &hypothesis)
    return (pod, hypothesis)
  }
}

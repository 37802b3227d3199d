import ClusterModel
public import Formula
public import Intents

/// A way to refute a claim, and which of the two formulas of what is allowed it is about.
public struct Violation {
  public let formula: Formula
  public let modality: Modality
}

/// A formula as the conjunction of what all cases have in common with the disjunction of the cases.
public struct CaseDivision {
  public let cases: [Formula]
  public let common: Formula
}

/// What refutes a claim: the table of intents.md, "Sentences and their meaning", read line by line.
extension SymbolicReading {
  /// A formula that, together with `flows`, is unsatisfiable if and only if `claim` holds.
  ///
  /// `some` is the exception: no flow violates it, so this is `never`, and `witness` tells whether it holds.
  public func violation(of claim: Claim) -> Formula {
    formulas.any(violations(of: claim).map(\.formula))
  }

  /// The alternatives of `violation`, in the order in which they are reported.
  public func violations(of claim: Claim) -> [Violation] {
    switch claim {
    case .reaches(let sources, let targets):
      return [
        Violation(
          formula: formulas.all([goes(from: sources, to: targets), .not(allowed(.must))]),
          modality: .must)
      ]
    case .someReaches, .mayReach:
      return []
    case .cannotReach, .noEgress, .noIngress, .isolated, .namespacesIsolated:
      return [prohibition(of: region(of: claim))]
    case .onlyMayReach(let sources, let targets):
      return [prohibition(of: comes(to: targets, notFrom: sources))]
    case .onlyReaches(let sources, let targets):
      return violations(of: .onlyMayReach(from: sources, to: targets))
        + violations(of: .reaches(from: sources, to: targets))
    case .nothingElse(let scope):
      return [prohibition(of: formulas.all([isIn(scope), .not(covered)]))]
    }
  }

  private func prohibition(of flows: Formula) -> Violation {
    Violation(formula: formulas.all([flows, allowed(.may)]), modality: .may)
  }

  /// A division of `violation` into cases, where one question about all of them would be hard.
  ///
  /// About all pairs of tenants a single question is heavy-tailed, one for each destination tenant never bad.
  public func cases(of claim: Claim) -> CaseDivision? {
    guard case .namespacesIsolated(let key, let exceptions) = claim else { return nil }
    return CaseDivision(
      cases: tenants(of: key),
      common: formulas.all([
        .not(isExcepted(exceptions.map(matches)).certain), allowed(.may),
      ]))
  }

  /// The flows that the sentence speaks of; where there are none, it is vacuous.
  public func region(of claim: Claim) -> Formula {
    switch claim {
    case .reaches(let sources, let targets), .someReaches(let sources, let targets),
      .mayReach(let sources, let targets), .cannotReach(let sources, let targets):
      return goes(from: sources, to: targets)
    case .onlyMayReach(let sources, let targets):
      return comes(to: targets, notFrom: sources)
    case .onlyReaches(_, let targets):
      return goes(to: targets).possible
    case .noEgress(let sources, let exceptions):
      return formulas.all([
        isMember(source, of: sources), .not(goes(to: exceptions).certain),
      ])
    case .noIngress(let destinations, let exceptions):
      return formulas.all([
        isMember(destination, of: destinations),
        .not(isExcepted(exceptions.map(matches)).certain),
      ])
    case .isolated(let some, let others):
      return formulas.any([
        formulas.all([isMember(source, of: some), isMember(destination, of: others)]),
        formulas.all([isMember(source, of: others), isMember(destination, of: some)]),
      ])
    case .namespacesIsolated(let key, let exceptions):
      return formulas.all([
        formulas.any(tenants(of: key)), .not(isExcepted(exceptions.map(matches)).certain),
      ])
    case .nothingElse(let scope):
      return isIn(scope)
    }
  }

  /// The flows from S to T on P of an obligation or an exclusivity: one of them that must be allowed shows that
  /// the sentence is more than words. `never` for other sentences.
  public func owed(by claim: Claim) -> Formula {
    switch claim {
    case .reaches(let sources, let targets), .someReaches(let sources, let targets),
      .onlyMayReach(let sources, let targets), .onlyReaches(let sources, let targets):
      goes(from: sources, to: targets)
    case .mayReach, .cannotReach, .noEgress, .noIngress, .isolated, .namespacesIsolated,
      .nothingElse:
      .never
    }
  }

  /// Those of `owed` that must be allowed.
  public func witness(of claim: Claim) -> Formula {
    formulas.all([owed(by: claim), allowed(.must)])
  }

  /// S × T × P. What a sentence claims takes a name with several numbers for each of them.
  private func goes(from sources: [Group], to targets: [Target]) -> Formula {
    formulas.all([isMember(source, of: sources), goes(to: targets).possible])
  }

  /// (anyone − S) × T × P.
  private func comes(to targets: [Target], notFrom sources: [Group]) -> Formula {
    formulas.all([.not(isMember(source, of: sources)), goes(to: targets).possible])
  }

  /// What excuses a flow takes a name with several numbers for none of them: read `certain`.
  func isExcepted(_ exceptions: [ThreeValued]) -> ThreeValued {
    formulas.any(exceptions)
  }

  func matches(_ exception: IngressException) -> ThreeValued {
    formulas.all([
      ThreeValued(exception.from.map { isMember(source, of: $0) } ?? .always),
      isPort(of: exception.ports),
    ])
  }

  func matches(_ exception: TenantException) -> ThreeValued {
    switch exception {
    case .to(let target): goes(to: [target])
    case .from(let exception): matches(exception)
    }
  }

  func isIn(_ scope: Scope) -> Formula {
    switch scope {
    case .everywhere: .always
    case .namespaces(let names):
      formulas.any([isInNamespace(names, source), isInNamespace(names, destination)])
    case .to(let targets): goes(to: targets).possible
    case .from(let sources): isMember(source, of: sources)
    }
  }
}

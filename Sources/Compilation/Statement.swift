public import ClusterModel
public import Formula
public import Intents

/// A claim of one snapshot or of two, in one world, as formulas over named parts, for those who write it down.
///
/// The claim holds if and only if no assignment satisfies `background` and one of `breaches`. The background alone can be
/// satisfied wherever anything exists.
public struct Statement {
  /// A way in which a claim can fail to hold.
  public enum Kind: Hashable, Sendable {
    /// A flow that is prohibited may be allowed.
    case prohibition
    /// A flow that is owed is one that need not be allowed.
    case obligation
    /// A pod lacks a named port that the claim speaks of.
    case missingPort
    /// The flow that shows that a claim of existence holds does not show it.
    case witness
    /// A flow is not on one side what it is on the other.
    case difference(FlowDifference)
  }

  public struct Breach: Sendable {
    public let kind: Kind
    public let formula: Formula
  }

  public let formulas: FormulaStore
  /// In an order in which each speaks of earlier ones only.
  public let definitions: [Definition]
  public let background: [Formula]
  public let breaches: [Breach]
  /// A division of the breaches into cases that are easier one by one; empty where there is no need.
  public let cases: [Formula]
  /// By index of the variable, those of definitions left out: what its values are.
  public let meanings: [Variable: Meaning]
}

/// Why there is no statement to make.
public enum StatementError: Error, Hashable, Sendable {
  /// A permission holds whatever the policies are.
  case claimsNothing
  /// A claim of existence is proved by a flow, and none was given that the run has.
  case needsWitness
}

extension SymbolicReading {
  /// - Parameters:
  ///   - claim: one of `claims` of the reading; nothing else was asked of it yet.
  ///   - witness: the flow that shows a claim of existence.
  static func statement(
    of claim: Claim, in world: World, _ reading: SymbolicReading, witness: Flow?
  ) throws(StatementError) -> Statement {
    reading.definitions = Definitions()
    defer { reading.definitions = nil }
    return try reading.statement(of: claim, in: world, witness: witness)
  }

  private func statement(
    of claim: Claim, in world: World, witness: Flow?
  ) throws(StatementError) -> Statement {
    var background = ends
    let isFlow = formulas.all([
      named(formulas.all(pair), .flow), schema.wider == nil ? .always : named(isIn(world), .world),
    ])
    var breaches: [Statement.Breach] = []
    func add(_ kind: Statement.Kind, _ formula: Formula) {
      if !formula.isNever { breaches.append(Statement.Breach(kind: kind, formula: formula)) }
    }
    switch claim {
    case .mayReach: throw .claimsNothing
    case .someReaches:
      guard let witness, !formula(of: witness).isNever else { throw .needsWitness }
      background = [formula(of: witness)]
      add(.witness, .not(formulas.all(ends + [isFlow, self.witness(of: claim)])))
    case .reaches, .cannotReach, .onlyMayReach, .onlyReaches, .noEgress, .noIngress, .isolated,
      .namespacesIsolated, .nothingElse:
      for violation in violations(of: claim) {
        add(
          violation.modality == .may ? .prohibition : .obligation,
          formulas.all([isFlow, violation.formula]))
      }
      add(.missingPort, missesPort(claim, in: world))
    }
    return Statement(
      formulas: formulas, definitions: definitions?.list ?? [], background: background,
      breaches: breaches, cases: cases(of: claim)?.cases ?? [], meanings: meanings())
  }

  /// Whether the destination is a pod of the claim without a named port that an obligation speaks of.
  private func missesPort(_ claim: Claim, in world: World) -> Formula {
    let lacks = formulas.any(lackedPorts(of: claim).map(\.lacks))
    if schema.wider == nil { return lacks }
    let isInWorld = [true, false].map { isEnd(of: world, isNew: $0) }
    return formulas.all([lacks, formulas.any(isInWorld)])
  }
}

extension Statement {
  /// The statement of a claim in a world.
  ///
  /// - Parameters:
  ///   - coverage: Every claim of the run, where the claim is `nothing else is allowed`.
  ///   - witness: The flow that shows a claim of existence.
  public init(
    of claim: Claim, in world: World, _ snapshot: Snapshot, _ assumptions: Assumptions,
    coverage: [Claim], witness: Flow? = nil
  ) throws(StatementError) {
    var others: [Claim] = []
    if case .nothingElse = claim { others = coverage }
    let reading = SymbolicReading(
      snapshot: snapshot, assumptions: assumptions, claims: [claim], coverage: others,
      isWider: world != .deployed)
    self = try SymbolicReading.statement(of: claim, in: world, reading, witness: witness)
  }
}

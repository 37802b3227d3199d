public import ClusterModel
public import Formula
public import Intents

/// The symbolic reading of a snapshot: what a flow is, which flows are allowed and what claims say, as formulas.
///
/// It is the twin of the concrete reading in `Evaluation`, written from the same specification and from nothing
/// else: defaulting, group membership, may and must are here a second time, on purpose. A shared function would
/// hide the bug that the comparison of the two is there to find.
///
/// A reading is of world `deployed`, or of the wider ones: these share one encoding, in which a world is a condition
/// (`isIn(_:)`), and which world `deployed` does not pay for (ADR 008).
public final class SymbolicReading {
  public let formulas: FormulaStore
  public let variables: FlowVariables

  let snapshot: Snapshot
  let assumptions: Assumptions
  let coverage: [Claim]
  let universe: Universe
  let vocabulary: Vocabulary
  /// By family of the run.
  let addressSpaces: [AddressSpace]
  let schema: EndSchema
  let sources: PodClasses
  let destinations: PodClasses

  /// Every flow that exists: the flows of the run are the assignments that satisfy it.
  public private(set) lazy var flows = compileFlows()
  lazy var admitted = compileAdmitted()
  /// The label that the API server keeps on every namespace, if something of the input speaks of it.
  private(set) lazy var nameKey = snapshot.symbols.symbol(for: "kubernetes.io/metadata.name")
  private(set) lazy var policiesByNamespace = compilePoliciesByNamespace()
  private(set) lazy var covered = compileCovered()
  private(set) lazy var exposed = compileExposed()
  var namespaceSets: [LabelSelector: [Int]] = [:]
  /// What the formulas of what is allowed name at this moment.
  var tracking: Tracking?
  var groundVariables: [Ground: Variable] = [:]
  /// The names given so far; nil where nothing is named.
  var definitions: Definitions?

  /// - Parameters:
  ///   - isWider: Whether pods and namespaces may exist that the manifests do not have.
  ///   - claims: Every claim whose meaning will be asked for: the vocabulary is theirs and the policies'.
  ///   - coverage: Every claim of the run, for what `nothing else` excuses.
  public init(
    snapshot: Snapshot, assumptions: Assumptions, claims: [Claim], coverage: [Claim],
    isWider: Bool = false
  ) {
    self.snapshot = snapshot
    self.assumptions = assumptions
    self.coverage = coverage
    formulas = FormulaStore()
    let universe = Universe(snapshot, assumptions)
    let vocabulary = Vocabulary(snapshot, assumptions, claims: claims + coverage)
    let spaces = zip(universe.families, universe.podAddresses).map { family, addresses in
      AddressSpace(
        family, cidrs: vocabulary.cidrs, clusterCIDRs: assumptions.clusterCIDRs,
        podAddresses: addresses)
    }
    let words = isWider ? NamespaceVocabulary(snapshot, claims: claims + coverage) : nil
    let nodes = NodeVocabulary(snapshot, in: snapshot)
    let schema = EndSchema(
      snapshot, universe, vocabulary, spaces, nodes, assumptions, wider: words)
    let rows = universe.pods.map(schema.row)
    self.universe = universe
    self.vocabulary = vocabulary
    addressSpaces = spaces
    self.schema = schema
    sources = PodClasses(universe.pods, rows: rows, width: schema.sourceWidth)
    destinations = PodClasses(universe.pods, rows: rows, width: schema.columns.count)
    variables = FlowVariables(schema, universe, in: formulas)
  }

  /// One of several readings that speak of one flow, with codes that mean the same in each.
  ///
  /// - Parameters:
  ///   - frame: Has the words of all of them, and all their pods.
  ///   - offset: Where the pods of `snapshot` begin in `frame`.
  ///   - flow: Whose family, protocol and port are the flow's.
  init(
    _ snapshot: Snapshot, from offset: Int, in frame: Snapshot, assumptions: Assumptions,
    coverage: [Claim], isWider: Bool, _ formulas: FormulaStore, named name: String,
    sharing flow: FlowVariables?
  ) {
    self.snapshot = snapshot
    self.assumptions = assumptions
    self.coverage = coverage
    self.formulas = formulas
    let whole = Universe(frame, assumptions)
    let vocabulary = Vocabulary(frame, assumptions, claims: coverage)
    let spaces = zip(whole.families, whole.podAddresses).map { family, addresses in
      AddressSpace(
        family, cidrs: vocabulary.cidrs, clusterCIDRs: assumptions.clusterCIDRs,
        podAddresses: addresses)
    }
    let words = isWider ? NamespaceVocabulary(frame, claims: coverage) : nil
    let nodes = NodeVocabulary(snapshot, in: frame)
    let schema = EndSchema(frame, whole, vocabulary, spaces, nodes, assumptions, wider: words)
    let universe = Universe(snapshot, assumptions)
    let rows = universe.pods.map { id in
      var row = schema.row(of: PodID(rawValue: id.rawValue + Int32(offset)))
      // Whether a namespace is declared is each reading's own.
      let isOpen = !snapshot[snapshot[id].namespace].isDeclared
      for column in schema.wider?.namespaceLabels ?? 0..<0 {
        row[column] = isOpen ? EndSchema.open : 0
      }
      return row
    }
    self.universe = universe
    self.vocabulary = vocabulary
    addressSpaces = spaces
    self.schema = schema
    sources = PodClasses(universe.pods, rows: rows, width: schema.sourceWidth)
    destinations = PodClasses(universe.pods, rows: rows, width: schema.columns.count)
    variables = FlowVariables(schema, universe, in: formulas, named: name, sharing: flow)
  }

  /// The reading of the same in the wider worlds.
  public func widened(claims: [Claim]) -> SymbolicReading {
    SymbolicReading(
      snapshot: snapshot, assumptions: assumptions, claims: claims, coverage: coverage,
      isWider: true)
  }

  public var isWider: Bool { schema.wider != nil }

  var source: EndVariables { variables.source }
  var destination: EndVariables { variables.destination }

  /// Whether the flow's family is the one with this index.
  func isFamily(_ index: Int) -> Formula {
    formulas.equal(variables.family, index)
  }

  func isProtocol(_ protocol: TransportProtocol) -> Formula {
    formulas.equal(variables.protocol, Int(`protocol`.rawValue))
  }

  func isPort(in range: ClosedRange<UInt16>) -> Formula {
    formulas.member(variables.port, of: Int(range.lowerBound)...Int(range.upperBound))
  }

  func isOutside(_ end: EndVariables) -> Formula {
    formulas.equal(end.namespace, 0)
  }

  func isPod(_ end: EndVariables) -> Formula {
    .not(isOutside(end))
  }

  func isHostNetwork(_ end: EndVariables) -> Formula {
    .not(formulas.equal(end.hostNetwork, 0))
  }

  /// A pod that policies can select, as subject or as peer (C-41, C-42).
  func isCapable(_ end: EndVariables) -> Formula {
    formulas.all([isPod(end), formulas.equal(end.hostNetwork, 0)])
  }

  /// Whether the end's address in the flow's family is one of `atoms` of the family with this index.
  func hasAddress(_ end: EndVariables, in atoms: [Int], family index: Int) -> Formula {
    let variable = end.addresses[end.addresses.startIndex + index]
    let codes = atoms.map { EndSchema.firstAtom + $0 }
    return formulas.all([isFamily(index), formulas.member(variable, of: codes)])
  }
}

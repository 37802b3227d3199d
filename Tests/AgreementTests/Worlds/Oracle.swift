import ClusterModel
import Evaluation
import Intents

/// Which ends of a counterexample are new pods (W12).
enum NewEnds: Int, CaseIterable, Comparable {
  case none, source, destination, both

  static func < (left: NewEnds, right: NewEnds) -> Bool { left.rawValue < right.rawValue }

  init(_ flow: Flow, _ snapshot: Snapshot) {
    func isNew(_ end: Endpoint) -> Bool {
      guard case .pod(let id) = end else { return false }
      return Int(id.rawValue) >= snapshot.pods.count
    }
    self =
      switch (isNew(flow.source), isNew(flow.destination)) {
      case (false, false): .none
      case (true, false): .source
      case (false, true): .destination
      case (true, true): .both
      }
  }
}

/// What is true of a claim in a world.
struct OracleFinding {
  /// For each kind of counterexample that exists, the fewest things that one supposes.
  var least: [NewEnds: Int] = [:]
  /// The fewest things supposed where a pod of an obligation's target lacks the named port.
  var missingPort: Int?
  var hasSources = false
  var hasDestinations = false
  var hasPorts = false
  var hasFlows = false
}

/// Decides claims in wider worlds by making everything that may exist real, and looking.
///
/// Every new pod of a stage is put into one snapshot, as real as the rest: what is decided of a flow depends on its two
/// ends alone. The deployed reading of Evaluation decides, and nothing is shared with either engine.
struct Oracle {
  let snapshot: Snapshot
  let assumptions: Assumptions
  let world: World
  let claims: [Claim]
  let words: OracleWords
  let base: Cluster
  let regions: [ClaimRegions<Group>]
  let addresses: [IPFamily: OracleAddresses]
  private(set) var findings: [OracleFinding]

  /// - Parameter claims: every claim of the run; each is decided.
  init(_ snapshot: Snapshot, assumptions: Assumptions, world: World, claims: [Claim]) {
    self.snapshot = snapshot
    self.assumptions = assumptions
    self.world = world
    self.claims = claims
    words = OracleWords(snapshot, claims: claims)
    base = Cluster(snapshot, assumptions: assumptions)
    regions = claims.map { ClaimRegions($0, coverage: claims) }
    findings = claims.map { _ in OracleFinding() }
    var addresses: [IPFamily: OracleAddresses] = [:]
    for family in base.families {
      addresses[family] = OracleAddresses(words, base, family)
    }
    self.addresses = addresses
    let newNamespaces: ClosedRange<Int> =
      switch world {
      case .deployed, .open: 0...0
      case .openCluster: 0...1
      case .openBoth: 0...2
      }
    if world == .deployed { play(OracleStage()) }
    for count in newNamespaces where world > .deployed {
      for stage in words.stages(snapshot, assumptions, newNamespaces: count) {
        play(stage)
      }
    }
  }

  /// Looks at every flow that a stage makes possible and none before did.
  private mutating func play(_ stage: OracleStage) {
    let cast = OracleCast(self, stage)
    for ends in NewEnds.allCases {
      for scene in cast.scenes(ends) {
        for source in scene.sources {
          for destination in scene.destinations {
            look(source, destination, ends, cast)
          }
        }
      }
    }
    for actor in cast.actors { meet(actor, cast) }
  }

  /// Whether anything is in the groups, and has the ports, that a claim speaks of.
  private mutating func meet(_ actor: OracleCast.Actor, _ cast: OracleCast) {
    for index in claims.indices {
      let regions = regions[index]
      func isIn(_ groups: [Group]?) -> Bool {
        groups?.contains { cast.stand.contains(actor.end, in: $0) } ?? true
      }
      if isIn(regions.sources) { findings[index].hasSources = true }
      if isIn(regions.destinations) { findings[index].hasDestinations = true }
      for box in regions.spoken where box.destination.contains(actor.end, cast.stand) {
        if !cast.stand.ports(box.ports, at: actor.end, possible: true).isEmpty {
          findings[index].hasPorts = true
        }
      }
      guard let targets = claims[index].targetsOwed, case .pod(let pod) = actor.end else {
        continue
      }
      for target in targets where cast.stand.contains(actor.end, in: target.group) {
        guard case .list(let terms) = target.ports,
          terms.contains(where: { !cast.stand.has($0, at: pod) })
        else { continue }
        findings[index].missingPort = min(
          findings[index].missingPort ?? .max, cast.stage.size + actor.size)
      }
    }
  }

  private mutating func look(
    _ source: OracleCast.Actor, _ destination: OracleCast.Actor, _ ends: NewEnds, _ cast: OracleCast
  ) {
    guard cast.stand.areDistinct(source.end, destination.end) else { return }
    let size = cast.stage.size + source.size + destination.size
    let open = claims.indices.filter {
      size < findings[$0].least[ends] ?? .max || !findings[$0].hasFlows
    }
    if open.isEmpty { return }
    for family in base.families {
      let settings = cast.settings(source.end, destination.end, ends, family)
      guard let first = settings.joined().first(where: { $0 != nil }) ?? nil else { continue }
      var allowed: [[(may: PortSet, must: PortSet)?]]?
      for index in open {
        if !findings[index].hasFlows {
          findings[index].hasFlows =
            !regions[index].flowPorts(source.end, destination.end, first).isEmpty
        }
        let prohibited = regions[index].prohibitedPorts(source.end, destination.end, first)
        let required = regions[index].requiredPorts(source.end, destination.end, first)
        if prohibited.isEmpty && required.isEmpty { continue }
        let decided =
          allowed
          ?? settings.map { row in
            row.map { cluster in
              cluster.map {
                (
                  $0.allowedPorts(from: source.end, to: destination.end, family, .may),
                  $0.allowedPorts(from: source.end, to: destination.end, family, .must)
                )
              }
            }
          }
        allowed = decided
        let broken = decided.map { row in
          row.map { ports in
            ports.map { prohibited.intersection($0.may).union(required.subtracting($0.must)) }
          }
        }
        guard let definite = Self.definiteAddresses(broken) else { continue }
        findings[index].least[ends] = min(findings[index].least[ends] ?? .max, size + definite)
      }
    }
  }

  /// How many of the two addresses have to be said so that some flow breaks the claim; nil where none does.
  ///
  /// - Parameter broken: the ports that break it, for each address of the source and each of the destination; nil
  ///   where the two cannot both be had.
  private static func definiteAddresses(_ broken: [[PortSet?]]) -> Int? {
    func isAlways(_ ports: [PortSet?]) -> Bool {
      let possible = ports.compactMap(\.self)
      return !possible.isEmpty && !possible.reduce(PortSet.all) { $0.intersection($1) }.isEmpty
    }
    let columns = broken[0].indices.map { column in broken.map { $0[column] } }
    if isAlways(broken.flatMap(\.self)) { return 0 }
    if (broken + columns).contains(where: isAlways) { return 1 }
    return broken.joined().contains { isAlways([$0]) } ? 2 : nil
  }

  /// What an engine has to say of a claim; nil where it ranges over deployed pods only.
  func outcome(of index: Int) -> Answer.Outcome? {
    if case .someReaches = claims[index] { return nil }
    let (finding, regions) = (findings[index], regions[index])
    if !finding.least.isEmpty { return .violated }
    if finding.missingPort != nil && finding.hasPorts { return .violated }
    if regions.sources != nil && !finding.hasSources { return .vacuous(.sources) }
    if regions.destinations != nil && !finding.hasDestinations { return .vacuous(.destinations) }
    if regions.destinations != nil && !finding.hasPorts { return .vacuous(.ports) }
    return finding.hasFlows ? .holds : .vacuous(.flows)
  }
}

extension Claim {
  /// The targets of a sentence that requires flows.
  fileprivate var targetsOwed: [Target]? {
    switch self {
    case .reaches(_, let to), .onlyReaches(_, let to): to
    default: nil
    }
  }
}

extension ClaimRegions<Group> {
  /// The ports on which the sentence speaks of flows between two ends.
  fileprivate func flowPorts(
    _ source: Endpoint, _ destination: Endpoint, _ cluster: Cluster
  ) -> PortSet {
    var ports = Self.ports(spoken, source, destination, cluster, possible: true)
    for box in exceptions where box.contains(source, destination, cluster) {
      ports = ports.subtracting(cluster.ports(box.ports, at: destination, possible: false))
    }
    return ports
  }
}

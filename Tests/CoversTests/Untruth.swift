import ClusterModel
import Evaluation
import Intents
import Samples

@testable import Covers

extension WorkedCover {
  /// A flow of some case of a text that is not decided as the case says, in words; nil where a sample has none.
  func untruth(in text: String, using random: inout SplitMix64) -> String? {
    guard let document = try? CoverDocument(text) else { return "it cannot be read" }
    let worlds = document.parts.compactMap { part in
      part.head.compactMap { CoverText.text("world", in: $0) }.first.flatMap(World.init)
    }
    for ((kind, world), part) in zip(subject.kinds(worlds.first ?? .deployed), document.parts) {
      guard case .split(let goal) = kind else { continue }
      let isUnlisted = part.head.contains(CoverText.line("universe", CoverSubject.unlistedUniverse))
      let space = Space(
        subject.cluster, isUnlisted ? max(world, .openCluster) : world,
        isUnlisted ? .unlisted : .listed)
      guard let tree = try? TreeText.tree(part.lines, from: part.first, space) else {
        return "the cases cannot be read"
      }
      var oracle = CaseOracle(
        argument: Argument(space, goal, subject.regions(kind)), random: random)
      oracle.visit(tree, space.normalized(space.everything))
      random = oracle.random
      if let found = oracle.untruth { return found }
    }
    return nil
  }
}

/// Looks at flows of each case by Evaluation alone.
struct CaseOracle {
  let argument: Argument
  var random: SplitMix64
  private(set) var untruth: String?
  private(set) var count = 0

  init(argument: Argument, random: SplitMix64) {
    self.argument = argument
    self.random = random
  }

  mutating func visit(_ tree: Tree, _ region: Region) {
    let space = argument.space
    switch tree {
    case .closed(let reason): for _ in 0..<6 { look(reason, region) }
    case .split(let dimension, let cases):
      let said = cases.compactMap(\.values)
      for part in cases {
        guard let values = part.values ?? said.union?.complement,
          let refined = space.refined(region, dimension, values)
        else { return untruth = "a case cannot be told apart" }
        visit(part.tree, refined)
      }
    }
  }

  private mutating func look(_ reason: Reason, _ region: Region) {
    var choices = random
    let sampler = Sampler(space: argument.space) { Int.random(in: 0..<$0, using: &choices) }
    let found = sampler.flow(in: region)
    random = choices
    guard let (flow, hypothesis) = found else { return }
    let cluster = argument.space.cluster.supposing(hypothesis)
    guard cluster.exists(flow) else { return }
    count += 1
    if !isTrue(reason, flow, cluster) {
      untruth = "`\(argument.space.text(reason))` is not so of \(flow), \(hypothesis)"
    }
  }

  private func isTrue(_ reason: Reason, _ flow: Flow, _ cluster: Cluster) -> Bool {
    func isIn(_ boxes: [Box<Group>], possible: Bool) -> Bool {
      ClaimRegions.ports(boxes, flow.source, flow.destination, cluster, possible: possible)
        .contains(flow.port, of: flow.protocol)
    }
    let decision = cluster.decision(for: flow)
    switch reason {
    case .outsideScope: return !isIn(argument.scope, possible: true)
    case .permitted: return isIn(argument.permitted, possible: false)
    case .blocked(let direction, let names, let denying):
      let own = direction == .ingress ? decision.ingress : decision.egress
      let isolating = own.isolatingPolicies.map { name($0, cluster.snapshot) }
      return own.allowed == .no
        && (!denying.isEmpty || isolating.contains { names.contains($0) })
    case .allowed, .ownNode, .notEnforced: return decision.isCertain
    }
  }

  private func name(_ policy: PolicyID, _ snapshot: Snapshot) -> String {
    guard case .networkPolicy(let id) = policy else { return "" }
    let home = snapshot[snapshot[id].namespace]
    let own = "\(snapshot.symbols[home.name])/\(snapshot.symbols[snapshot[id].name])"
    if !own.isEmpty, Int(snapshot[id].namespace.rawValue) < argument.space.snapshot.namespaces.count
    {
      return own
    }
    let baseline = argument.space.cluster.assumptions.newNamespacePolicies.map {
      snapshot.symbols[$0]
    }
    return "copy-of:\(baseline ?? "")/\(snapshot.symbols[snapshot[id].name])"
  }
}

import ClusterModel
public import Evaluation
public import Intents

/// What a certificate is about: an intent, and the inputs that it is asked of.
public struct CoverSubject: Sendable {
  public let cluster: Cluster
  public let intent: Intent
  /// Every intent of the run, for `nothing else is allowed`.
  public let coverage: [Intent]
  /// What `--assume-absent` took out.
  public let absentKinds: [String]

  public init(
    _ cluster: Cluster, _ intent: Intent, coverage: [Intent], absentKinds: [String] = []
  ) {
    self.cluster = cluster
    self.intent = intent
    self.coverage = coverage
    self.absentKinds = absentKinds
  }

  /// The flows that a part speaks of; of `only … reaches` each half is a sentence of its own.
  func regions(_ kind: PartKind) -> ClaimRegions<Group> {
    var claim = intent.claim
    if kind == .split(.prohibition), let prohibition = claim.prohibition { claim = prohibition }
    return ClaimRegions(claim, coverage: coverage.map(\.claim))
  }

  private var symbols: SymbolTable { cluster.snapshot.symbols }

  // MARK: Header

  /// The lines that say what is certified; a checker writes them anew from the inputs and compares.
  func header(_ standing: Standing) -> [String] {
    var lines = [
      "cover 1", line("intent", intent.fileName),
      line("claim", intent.sentence.escapingControls),
      line("means", intent.claim.meaning(symbols: symbols).escapingControls),
    ]
    lines += definitions(of: intent.claim.groups).map { line("group", $0) }
    if case .nothingElse = intent.claim {
      let covering = coverage.filter { !$0.claim.covers.isEmpty }
      lines += covering.map { line("covered", $0.sentence.escapingControls) }
      let named = definitions(of: covering.flatMap(\.claim.groups))
      lines += named.filter { !lines.contains(line("group", $0)) }.map { line("group", $0) }
    }
    lines += assumptions.map { line("assume", $0) }
    lines.append(line("verdict", standing.rawValue))
    return lines
  }

  /// The groups that have a name and another text; unions with their members.
  private func definitions(of groups: [Group]) -> [String] {
    var seen: Set<Group> = []
    var lines: [String] = []
    func add(_ group: Group) {
      guard seen.insert(group).inserted else { return }
      let definition = group.definition(symbols: symbols)
      if group.name != definition, !group.name.isEmpty {
        lines.append("\(group.name) = \(definition)".escapingControls)
      }
      if case .anyOf(let members) = group.term { members.forEach(add) }
    }
    groups.forEach(add)
    return lines
  }

  private var assumptions: [String] {
    let assumed = cluster.assumptions
    var lines = ["cni \(assumed.cni.rawValue)"]
    if !assumed.clusterCIDRs.isEmpty {
      let ranges = assumed.clusterCIDRs.map(\.description).joined(separator: ", ")
      lines.append("pod addresses lie in \(ranges)")
    }
    lines.append("flows of " + cluster.families.map(\.word).joined(separator: " and "))
    switch assumed.cni {
    case .none: break
    case .cilium: lines.append("nodes reach their own pods")
    case .upstream, .calico, .azureNPM:
      lines.append("nodes and their own pods reach each other")
    }
    if assumed.clientAddress == .mayBeNode {
      lines.append("a client's address may be replaced by a node's")
    } else if cluster.snapshot.mayReplaceClients {
      lines.append("client addresses survive Services and hostPorts on the way to pods")
    }
    let undeclared = cluster.snapshot.namespaces.filter { !$0.isDeclared }.map { symbols[$0.name] }
    if !undeclared.isEmpty {
      let names = undeclared.sorted().joined(separator: ", ")
      lines.append("deployed namespaces without an object have no labels but their name: \(names)")
    }
    for (keys, what) in [
      (assumed.fixedNamespaceLabels, "namespace"), (assumed.fixedPodLabels, "pod"),
    ] where !keys.isEmpty {
      let names = keys.map { symbols[$0] }.sorted().joined(separator: ", ")
      lines.append("administrators alone set the \(what) labels \(names)")
    }
    if let baseline = assumed.newNamespacePolicies {
      lines.append("a new namespace begins with the policies of \(symbols[baseline])")
    }
    if !cluster.snapshot.clusterNetworkPolicies.isEmpty {
      lines.append("the plugin implements policy.networking.k8s.io")
      if assumed.baselineScope == .pod {
        lines.append("a NetworkPolicy hides the Baseline tier from the pods that it selects")
      }
    }
    if !absentKinds.isEmpty {
      lines.append("there is nothing of \(absentKinds.sorted().joined(separator: ", "))")
    }
    return lines
  }

  private func line(_ key: String, _ text: String) -> String { CoverText.line(key, text) }
}

extension Snapshot {
  /// Whether anything of the manifests may hide the address of a client from a pod (C-68, C-75).
  fileprivate var mayReplaceClients: Bool {
    services.contains(where: translates)
      || pods.contains { pod in pod.containerPorts.contains { $0.hostPort != nil } }
  }
}

/// How the verdict stands that a certificate belongs to.
public enum Standing: String, Hashable, Sendable, CaseIterable {
  case proved
  /// A wider world breaks it, or was not judged.
  case holdsToday = "holds today"
}

/// The lines `key text` of a header.
enum CoverText {
  static func line(_ key: String, _ text: String) -> String {
    key + String(repeating: " ", count: max(10 - key.count, 1)) + text
  }

  /// Nil for a line of another key.
  static func text(_ key: String, in line: String) -> String? {
    let prefix = CoverText.line(key, "")
    return line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : nil
  }
}

extension Claim {
  /// What a sentence adds to what is covered.
  var covers: [Box<Group>] {
    if case .nothingElse = self { return [] }
    let regions = ClaimRegions(self, coverage: [])
    return regions.required + regions.sought + regions.permitted + regions.exceptions
  }
}

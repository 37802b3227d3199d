import Analysis
import ClusterModel
import Evaluation
import Intents
import Verification

/// The difference as one JSON object, for programs (docs/diff.md).
public struct DifferenceJSONReport {
  /// Changes when a member goes or changes its meaning.
  public static let schema = "netproof.dev/diff/v1alpha1"

  private let report: DifferenceReport
  private let wording: DifferenceWording

  public init(_ report: DifferenceReport) {
    self.report = report
    wording = DifferenceWording(report.answer.difference.clusters)
  }

  /// The whole report, with a line break at its end.
  public var text: String { JSONText.text(tree) }

  private var tree: DifferenceJSONTree.Report {
    let answer = report.answer
    var summary = Dictionary(
      uniqueKeysWithValues: ChangedRegion.Kind.allCases.map { kind in
        (kind.rawValue, answer.regions.count { $0.kind == kind })
      })
    summary["accepted"] = answer.regions.count { $0.acceptedBy != nil }
    return DifferenceJSONTree.Report(
      schema: Self.schema, version: report.version, exitStatus: report.exitStatus.rawValue,
      world: answer.world.rawValue, old: report.oldName, new: report.newName, summary: summary,
      namespaces: answer.difference.namespaces.map(namespace),
      workloads: answer.difference.workloads.map(workload), regions: answer.regions.map(region),
      newPodsGivenUp: answer.newPodsGivenUp, verdicts: answer.verdicts.map(verdict),
      acceptances: report.acceptances.map { acceptance($0, isExpired: false) }
        + report.expired.map { acceptance($0, isExpired: true) },
      absentKinds: report.absentKinds, remarks: report.remarks.map(JSONTree.Remark.init))
  }

  // MARK: Objects

  private func namespace(_ change: NamespaceChange) -> DifferenceJSONTree.Object {
    let id = change.namespace
    return object(
      change.change, namespace: nil, kind: nil, report.snapshots.new[id].name
    ) { report.snapshots[$0][id].place }
  }

  private func workload(_ change: WorkloadChange) -> DifferenceJSONTree.Object {
    let workload = report.snapshots.new[change.workload]
    return object(
      change.change, namespace: name(workload.namespace), kind: symbol(workload.kind),
      workload.name
    ) { report.snapshots[$0][change.workload].place }
  }

  private func object(
    _ change: ObjectChange, namespace: String?, kind: String?, _ name: Symbol,
    _ place: (Side) -> Place?
  ) -> DifferenceJSONTree.Object {
    var labels: [DifferenceJSONTree.Label] = []
    if case .labels(let changes) = change {
      labels = changes.map {
        DifferenceJSONTree.Label(
          key: symbol($0.key), old: $0.old.map(symbol), new: $0.new.map(symbol))
      }
    }
    let side: Side = change == .vanishes ? .old : .new
    return DifferenceJSONTree.Object(
      namespace: namespace, kind: kind, name: symbol(name), change: change.word, labels: labels,
      place: place(side).map(self.place))
  }

  // MARK: Regions

  private func region(_ region: ChangedRegion) -> DifferenceJSONTree.Region {
    let supposed = wording.suppositions(region)
    return DifferenceJSONTree.Region(
      change: region.kind.rawValue, sources: region.sources.map(end),
      destinations: region.destinations.map(end), before: connections(region.before),
      after: connections(region.after), gained: connections(region.gained),
      lost: connections(region.lost), settled: connections(region.settled),
      unsettled: connections(region.unsettled), causes: region.causes.map(cause),
      supposes: supposed.isEmpty ? nil : supposed,
      acceptedBy: region.acceptedBy, unmodelled: region.isTouched)
  }

  private func end(_ end: ChangedEnd) -> DifferenceJSONTree.End {
    var result = DifferenceJSONTree.End()
    switch end {
    case .pods(let own):
      let workload = report.snapshots.new[own.workload]
      result.kind = symbol(workload.kind)
      result.namespace = name(workload.namespace)
      result.name = symbol(workload.name)
      if !own.isWhole { result.pods = own.pods.map { symbol(report.snapshots.new[$0].name) } }
    case .addresses(let set): result.cidrs = set.cidrs.map(\.description)
    case .newPods(let group):
      result.newPods = group.conditions.map(condition)
      result.newPodCIDRs = group.addresses?.cidrs.map(\.description)
    case .newPod(let example): result.newPod = newPod(example)
    }
    return result
  }

  private func condition(_ condition: NewPodCondition) -> DifferenceJSONTree.Condition {
    let words = NewPodWording(base: wording[.new], snapshot: report.snapshots.new)
    return DifferenceJSONTree.Condition(
      namespaces: DifferenceJSONTree.Namespaces(condition.namespaces, words),
      pods: words.lines(condition.pods))
  }

  private func newPod(_ example: NewPodExample) -> DifferenceJSONTree.NewPod {
    DifferenceJSONTree.NewPod(
      namespace: example.namespace == nil ? name(example.pod.namespace) : nil,
      newNamespace: example.namespace.map { namespace in
        var labels = namespace.labels.map(supposed)
        if case .mentioned(let name) = namespace.name {
          labels.insert(.init(key: "kubernetes.io/metadata.name", value: symbol(name)), at: 0)
        }
        return labels
      },
      namespaceLabels: example.namespaceLabels.map(supposed),
      labels: example.pod.labels.map(supposed),
      ports: example.pod.ports.map {
        DifferenceJSONTree.Port(
          name: $0.name.map(symbol) ?? "", number: Int($0.number),
          protocol: ($0.protocol ?? .tcp).name)
      }, address: example.pod.address?.description, others: example.others)
  }

  private func supposed(_ label: HypotheticalLabel) -> DifferenceJSONTree.Supposed {
    switch label.value {
    case .mentioned(let value): .init(key: symbol(label.key), value: symbol(value))
    case .fresh: .init(key: symbol(label.key), value: nil)
    }
  }

  private func connections(_ parts: [PortsPart]) -> [DifferenceJSONTree.Connection] {
    parts.flatMap { part -> [DifferenceJSONTree.Connection] in
      let (certainty, family) = (part.certainty.rawValue, part.family?.word)
      let named = part.named.isEmpty ? nil : part.named.map(symbol)
      let notNamed = part.unnamed.isEmpty ? nil : part.unnamed.map(symbol)
      if part.ports == .all, named == nil, notNamed == nil {
        return [.init(certainty: certainty, family: family, all: true)]
      }
      return TransportProtocol.allCases.compactMap { proto in
        let ranges = part.ports[proto].ranges.map {
          $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
        }
        return ranges.isEmpty
          ? nil
          : .init(
            certainty: certainty, family: family, protocol: proto.name,
            ports: ranges.joined(separator: ","), named: named, notNamed: notNamed)
      }
    }
  }

  private func cause(_ cause: Cause) -> DifferenceJSONTree.Cause {
    DifferenceJSONTree.Cause(
      kind: cause.reason.word, effect: cause.isGain ? "gained" : "lost",
      side: cause.side.rawValue, text: wording.clause(cause).text,
      place: cause.reason.place(in: report.snapshots[cause.side]).map(place))
  }

  // MARK: Verdicts

  private func verdict(_ verdict: DifferenceVerdict) -> DifferenceJSONTree.Verdict {
    let engines: [String] =
      switch verdict.deciders {
      case .both: ["z3", "explicit"]
      case .explicitAlone: ["explicit"]
      case .symbolicAlone: ["z3"]
      case nil: []
      }
    return DifferenceJSONTree.Verdict(
      question: verdict.question.rawValue, answer: verdict.answer.word, deciders: engines,
      reason: verdict.answer.reason ?? verdict.deciders?.reason)
  }

  private func acceptance(
    _ acceptance: Acceptance, isExpired: Bool
  ) -> DifferenceJSONTree.Acceptance {
    DifferenceJSONTree.Acceptance(
      sentence: acceptance.intent.sentence, place: place(acceptance.intent.place),
      until: acceptance.until?.description, expired: isExpired)
  }

  // MARK: Words

  private func symbol(_ symbol: Symbol) -> String { report.snapshots.new.symbols[symbol] }

  private func name(_ id: NamespaceID) -> String { symbol(report.snapshots.new[id].name) }

  private func place(_ place: Place) -> JSONTree.Place {
    JSONTree.Place(
      file: report.snapshots.new.files[place.file], line: Int(place.line),
      column: Int(place.column))
  }
}

extension ObjectChange {
  fileprivate var word: String {
    switch self {
    case .appears: "appears"
    case .vanishes: "vanishes"
    case .labels: "labels"
    }
  }
}

extension Cause.Reason {
  fileprivate var word: String {
    switch self {
    case .rule: "rule"
    case .denial: "denial"
    case .isolation: "isolation"
    case .existence: "existence"
    case .hostNetwork: "hostNetwork"
    case .ownNode: "ownNode"
    case .translatedAddress: "translatedAddress"
    case .family: "family"
    }
  }

  fileprivate func place(in snapshot: Snapshot) -> Place? {
    switch self {
    case .rule(let rule), .denial(let rule): return rule.place
    case .isolation(let policies, _, _):
      guard case .networkPolicy(let id)? = policies.first else { return nil }
      return snapshot[id].place
    case .existence(let workload): return snapshot[workload].place
    case .hostNetwork, .ownNode, .translatedAddress, .family: return nil
    }
  }
}

extension DifferenceVerdict.Deciders {
  fileprivate var reason: String? {
    switch self {
    case .both: nil
    case .explicitAlone(let reason), .symbolicAlone(let reason): reason
    }
  }
}

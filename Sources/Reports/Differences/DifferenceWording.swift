import Analysis
import ClusterModel
import Evaluation
import Intents

/// Names the parts of a difference in words.
struct DifferenceWording {
  let snapshots: SnapshotPair
  let cluster: Cluster
  private let old: Wording
  private let new: Wording

  init(_ clusters: ClusterPair) {
    snapshots = clusters.snapshots
    cluster = clusters.new
    old = Wording(clusters.snapshots.old, files: [])
    new = Wording(clusters.snapshots.new, files: [])
  }

  subscript(side: Side) -> Wording { side == .old ? old : new }

  // MARK: Ends

  /// - Parameter limit: names beyond it are counted.
  func ends(_ ends: [ChangedEnd], limit: Int) -> String {
    let names = ends.map { name($0, limit: limit) }
    if names.count <= limit { return names.joined(separator: ", ") }
    return names.prefix(limit).joined(separator: ", ") + " and \(names.count - limit) more"
  }

  private func name(_ end: ChangedEnd, limit: Int) -> String {
    switch end {
    case .pods(let workload):
      let name = new.name(workload.workload)
      if workload.isWhole { return name }
      let pods = new.list(workload.pods.map { new.text(snapshots.new[$0].name) })
      return "\(name) (\(workload.pods.count == 1 ? "pod" : "pods") \(pods))"
    case .addresses(let set): return addresses(set)
    case .newPods(let group): return newPods(group, limit: limit)
    case .newPod(let example): return newPod(example)
    }
  }

  private func addresses(_ set: AddressSet) -> String {
    AddressWording(cluster: cluster).name(set)
  }

  /// `new pods app=web in namespace shop with an address in 10.0.0.0/8`
  private func newPods(_ group: NewPodGroup, limit: Int) -> String {
    let wording = NewPodWording(base: new, snapshot: snapshots.new, adjective: "new ")
    let names = group.conditions.map { wording.name($0, limit: limit) }.sorted()
    let addresses = group.addresses.map { " with an address in \(AddressWording.ranges($0))" }
    return
      (names.count <= limit
      ? names.joined(separator: ", ")
      : names.prefix(limit).joined(separator: ", ") + " and \(names.count - limit) more")
      + (addresses ?? "")
  }

  /// `a new pod (app=web) in namespace shop`
  private func newPod(_ example: NewPodExample) -> String {
    var words = "a new pod"
    let facts =
      example.pod.labels.map { "\(new.text($0.key))=\(text($0.value))" }
      + example.pod.ports.map { "port \($0.name.map(new.text) ?? "") = \($0.number)" }
      + (example.pod.address.map { ["address \($0)"] } ?? [])
    words += facts.isEmpty ? " without labels" : " (\(facts.joined(separator: ", ")))"
    let labels = example.namespaceLabels.map { "\(new.text($0.key))=\(text($0.value))" }
    if let namespace = example.namespace {
      var about = namespace.labels.map { "\(new.text($0.key))=\(text($0.value))" }
      if case .mentioned(let name) = namespace.name {
        about.insert("name \(new.text(name))", at: 0)
      }
      words += " in a new namespace" + (about.isEmpty ? "" : " (\(about.joined(separator: ", ")))")
    } else {
      words += " in namespace \(new.text(snapshots.new[example.pod.namespace].name))"
      if !labels.isEmpty { words += " (if it has \(labels.joined(separator: ", ")))" }
    }
    if example.others > 0 {
      words += ", and \(example.others) other \(example.others == 1 ? "kind" : "kinds")"
    }
    return words
  }

  /// What an example supposes of what is there: `namespace partner has team=a`. A new pod's own namespace is said with the pod.
  func suppositions(_ region: ChangedRegion) -> [String] {
    let ends = region.sources + region.destinations
    var own: Set<NamespaceID> = []
    for end in ends {
      switch end {
      case .newPods: return []
      case .newPod(let example): own.insert(example.pod.namespace)
      case .pods, .addresses: continue
      }
    }
    func words(_ labels: [HypotheticalLabel]) -> String {
      labels.map { "\(new.text($0.key))=\(text($0.value))" }.joined(separator: ", ")
    }
    let namespaces = region.supposed.namespaceLabels.filter {
      !own.contains($0.key) && !$0.value.isEmpty
    }
    let pods = region.supposed.podLabels.filter { !$0.value.isEmpty }
    return namespaces.sorted { $0.key < $1.key }.map {
      "namespace \(new.text(snapshots.new[$0.key].name)), which is not declared, has \(words($0.value))"
    }
      + pods.sorted { $0.key.rawValue < $1.key.rawValue }.map {
        "\(new.name(snapshots.new[$0.key].workload)) has \(words($0.value))"
      }
  }

  private func text(_ text: HypotheticalText) -> String {
    switch text {
    case .mentioned(let symbol): new.text(symbol)
    case .fresh: "<any other value>"
    }
  }

  // MARK: Ports

  /// `TCP 80; may be: UDP 53 (IPv4)`
  func ports(_ parts: [PortsPart]) -> String {
    let wording = NewPodWording(base: new, snapshot: snapshots.new)
    return parts.map { part in
      (part.certainty == .may ? "perhaps " : "")
        + wording.ports(
          ConditionalPorts(ports: part.ports, named: part.named, unnamed: part.unnamed))
        + (part.family.map { " (\($0.word))" } ?? "")
    }.joined(separator: "; ")
  }

  // MARK: Objects

  func labels(_ changes: [LabelChange]) -> String {
    changes.map { change in
      let key = new.text(change.key)
      switch (change.old, change.new) {
      case (let old?, let isNow?): return "\(key)=\(new.text(old)) is now \(new.text(isNow))"
      case (nil, let isNow?): return "\(key)=\(new.text(isNow)) is set"
      case (let old?, nil): return "\(key)=\(new.text(old)) is gone"
      case (nil, nil): return key
      }
    }.joined(separator: ", ")
  }

  // MARK: Reasons

  private func subject(_ end: Endpoint, _ side: Side) -> String {
    if case .pod(let id) = end, !snapshots[side].pods.indices.contains(Int(id.rawValue)) {
      return "the new pod"
    }
    return self[side].name(end)
  }

  func clause(_ cause: Cause) -> Clause {
    let wording = self[cause.side]
    switch cause.reason {
    case .rule(let rule):
      return Clause(
        text: wording.name(rule)
          + (cause.isGain ? " allows it" : " allowed it, and nothing does now"),
        place: wording.place(rule.place))
    case .denial(let rule):
      return Clause(
        text: wording.name(rule)
          + (cause.isGain ? " denied it, and does no more" : " denies it now"),
        place: wording.place(rule.place))
    case .isolation(let policies, let direction, let end):
      let names = wording.list(policies.map { wording.name($0) }, limit: 2)
      let isPlural = policies.count > 1
      let text =
        cause.isGain
        ? "\(names) \(isPlural ? "isolate" : "isolates") \(subject(end, cause.side)) for "
          + "\(direction.word) no more"
        : "\(names) now \(isPlural ? "isolate" : "isolates") \(subject(end, cause.side)) for "
          + direction.word
      return Clause(text: text, place: policies.first.map { wording.place($0) } ?? "")
    case .existence(let workload):
      return Clause(
        text: "\(wording.name(workload)) \(cause.isGain ? "is new" : "is gone")",
        place: wording.place(snapshots[cause.side][workload].place))
    case .hostNetwork(let end):
      return Clause(
        text:
          "\(subject(end, cause.side)) \(cause.isGain ? "is" : "was") on hostNetwork, where no policy "
          + "selects it")
    case .ownNode: return Clause(text: "a node and its own pods reach each other")
    case .translatedAddress:
      return Clause(text: "the client's address may be replaced by a node's on the way")
    case .family(let family):
      return Clause(text: "both ends have \(family.word) \(cause.isGain ? "now" : "no more")")
    }
  }
}

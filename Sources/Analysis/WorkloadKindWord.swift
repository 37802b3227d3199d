import ClusterModel

/// A kind as people type it in front of a name: `deployment`, `deploy`, `StatefulSets`, `po`.
enum WorkloadKindWord: Hashable {
  /// A kind of workload, in small letters.
  case workload(String)
  /// A kind of object that passes flows on to pods.
  case passesOn(String)

  /// The short names that kubectl knows (`kubectl api-resources`).
  private static let shortNames = [
    "po": "pod", "deploy": "deployment", "sts": "statefulset", "ds": "daemonset",
    "rs": "replicaset", "rc": "replicationcontroller", "cj": "cronjob",
  ]
  private static let builtIn = [
    "pod", "deployment", "statefulset", "daemonset", "replicaset", "replicationcontroller", "job",
    "cronjob",
  ]
  private static let passingOn = [
    "svc": "Service", "service": "Service", "services": "Service", "ing": "Ingress",
    "ingress": "Ingress", "ingresses": "Ingress",
  ]

  /// Nil where the word is no kind of Kubernetes' own and no workload of the input has it.
  init?(_ word: String, in snapshot: Snapshot) {
    let word = word.lowercased()
    if let kind = Self.passingOn[word] {
      self = .passesOn(kind)
      return
    }
    let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
    let known = Self.known(in: snapshot)
    guard let kind = Self.shortNames[word] ?? [word, singular].first(where: known.contains) else {
      return nil
    }
    self = .workload(kind)
  }

  /// Whether the word means workloads of this kind.
  func names(_ kind: String) -> Bool {
    self == .workload(kind.lowercased())
  }

  static func nearest(to word: String, in snapshot: Snapshot) -> String? {
    Spelling.nearest(to: word, among: known(in: snapshot))
  }

  private static func known(in snapshot: Snapshot) -> [String] {
    builtIn + Set(snapshot.workloads.map { snapshot.symbols[$0.kind].lowercased() }).sorted()
  }
}

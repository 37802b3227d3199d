import ClusterModel

extension EndpointError {
  /// What was found: lower case, no full stop, user input in backticks.
  public var message: String {
    switch self {
    case .unknownNamespace(let name, _): "no namespace is named `\(name)`"
    case .unknownName(let text, _): "no workload and no pod is named `\(text)`"
    case .namespaceAlone(let name): "`\(name)` is a namespace, not a workload"
    case .unknownKind(let kind, _): "`\(kind)` is neither a namespace nor a kind of workload here"
    case .ambiguous(let text, let candidates):
      "`\(text)` may mean " + Guess.list(candidates)
    case .notAnEnd(let kind, let name, _):
      "\(kind) `\(name)` passes flows on and is no end of them"
    case .twoNamespaces(let written, let option):
      "the name says namespace `\(written)`, -n says `\(option)`"
    case .finished(let text): "the pods of `\(text)` have finished"
    case .nobody(let text): "nobody is in `\(text)`"
    case .unknownPodAddress(let address):
      "`\(address)` lies inside assume.clusterCIDRs and is no known pod's address"
    case .unknownPort(let port, let owner, _): "no port of `\(owner)` is named `\(port)`"
    case .namedPortOutside(let port, let owner):
      "`\(owner)` has no port named `\(port)`: only containers name their ports"
    case .portsOnSource(let text): "`\(text)` is a source: ports belong to the destination"
    }
  }

  /// What was probably meant, or what to write instead.
  public var suggestion: String? {
    switch self {
    case .unknownNamespace(_, let meant), .unknownName(_, let meant), .unknownKind(_, let meant):
      meant.text
    case .namespaceAlone(let name): "did you mean any pod in namespace \(name)?"
    case .ambiguous(_, let candidates): candidates.first.map { "write \($0)" }
    case .notAnEnd(_, _, let behind):
      behind.isEmpty
        ? "it selects no pod" : "name what is behind it: \(Guess.list(behind))"
    case .unknownPort(_, _, .oneOf(let known)):
      known.isEmpty
        ? "write the number" : "write the number, or one of \(known.joined(separator: ", "))"
    case .unknownPort(_, _, let meant): meant.text
    case .namedPortOutside: "write the number"
    case .unknownPodAddress: "name the pod or its workload"
    case .twoNamespaces, .finished, .nobody, .portsOnSource: nil
    }
  }
}

import ClusterModel

/// Which rules of a tier speak for a pod, and what becomes of what they leave over.
extension Tier {
  /// The rules that speak for `pod`, in order.
  func rules(for pod: PodID, in cluster: Cluster) -> some Sequence<TierRule> {
    rulesByNamespace[cluster.snapshot[pod].namespace].lazy
      .map { rules[$0] }
      .filter { cluster.selects($0.subject, pod) }
  }

  /// The indices of the rules that speak for `pod`, in order.
  func numbersOfRules(for pod: PodID, in cluster: Cluster) -> [Int] {
    var numbers: [Int] = []
    forEachPolicy(of: cluster.snapshot[pod].namespace) { range in
      if speaks(rules[range[range.startIndex]].subject, for: pod, in: cluster) { numbers += range }
    }
    return numbers
  }

  /// The policies with rules that speak for `pod`, in order.
  func speakingPolicies(for pod: PodID, in cluster: Cluster) -> [PolicyID] {
    var policies: [PolicyID] = []
    forEachPolicy(of: cluster.snapshot[pod].namespace) { range in
      let number = range[range.startIndex]
      if speaks(rules[number].subject, for: pod, in: cluster) {
        policies.append(rules[number].reference.policy)
      }
    }
    return policies
  }

  private func speaks(_ subject: Subject, for pod: PodID, in cluster: Cluster) -> Bool {
    subject.selector?.selects(cluster.snapshot[pod].labels) ?? true
  }

  /// The rules that speak for a namespace, policy by policy: those of a policy are together and have one subject.
  private func forEachPolicy(of namespace: NamespaceID, _ body: (ArraySlice<Int>) -> Void) {
    let numbers = rulesByNamespace[namespace]
    var start = 0
    while start < numbers.count {
      let policy = rules[numbers[start]].reference.policy
      var end = start + 1
      while end < numbers.count, rules[numbers[end]].reference.policy == policy { end += 1 }
      body(numbers[start..<end])
      start = end
    }
  }

  func isolates(_ pod: PodID, in cluster: Cluster) -> Bool {
    isolationsByNamespace[cluster.snapshot[pod].namespace].contains {
      cluster.selects(isolations[$0].subject, pod)
    }
  }

  /// What becomes of a pod's flows that no rule decides; nil: the next tier decides.
  func end(for pod: PodID, in cluster: Cluster) -> RuleAction? {
    if isolates(pod, in: cluster) { return .deny }
    if screens.isEmpty { return nil }
    let isScreened = screensByNamespace[cluster.snapshot[pod].namespace].contains {
      cluster.selects(screens[$0].subject, pod)
    }
    return isScreened ? .allow : nil
  }
}

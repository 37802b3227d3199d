import ClusterModel

extension Sample {
  /// The sample after a small change, of the kinds that people make: a rule more or less, another port, a label, a pod
  /// that comes or goes, a namespace with other labels.
  public func changed(using random: inout SplitMix64) -> Sample {
    var sample = self
    for _ in 0..<Int.random(in: 1...2, using: &random) { sample.change(using: &random) }
    return sample
  }

  private mutating func change(using random: inout SplitMix64) {
    let kind = Int.random(in: 0..<9, using: &random)
    switch kind {
    case 0, 1: changePolicy(using: &random)
    case 2:
      guard !snapshot.networkPolicies.isEmpty else { return }
      snapshot.networkPolicies.remove(
        at: Int.random(in: snapshot.networkPolicies.indices, using: &random))
    case 3:
      guard !snapshot.namespaces.isEmpty else { return }
      policy(
        "\(snapshot.symbols[random.pick(snapshot.namespaces).name])/added",
        pods: randomSelector(["app", "role"], using: &random),
        ingress: random.chance(50) ? [rule([peer(pods: LabelSelector())])] : nil)
    case 4:
      let index = Int.random(in: snapshot.pods.indices, using: &random)
      snapshot.pods[index].labels = labels(["app": random.pick(["a", "b", "c"])])
    case 5:
      let index = Int.random(in: snapshot.pods.indices, using: &random)
      snapshot.pods.remove(at: index)
    case 6:
      pod(
        "\(random.pick(["x", "y", "w"]))/added\(snapshot.pods.count)",
        ["app": random.pick(["a", "b"])],
        addresses: random.pick([[], ["10.0.0.9"]]),
        population: random.chance(50) ? .replicas : .single)
    case 7:
      let index = Int.random(in: snapshot.namespaces.indices, using: &random)
      guard snapshot.namespaces[index].isDeclared else { return }
      snapshot.namespaces[index].labels = labels(["team": random.pick(["a", "b"])])
    default:
      let index = Int.random(in: snapshot.pods.indices, using: &random)
      snapshot.pods[index].containerPorts = [port("http", random.pick([80, 8080]))]
    }
  }

  private mutating func changePolicy(using random: inout SplitMix64) {
    guard !snapshot.networkPolicies.isEmpty else { return }
    let index = Int.random(in: snapshot.networkPolicies.indices, using: &random)
    var rules = snapshot.networkPolicies[index].ingress ?? []
    switch Int.random(in: 0..<4, using: &random) {
    case 0: rules.append(rule([peer(random.pick(["0.0.0.0/0", "10.0.0.0/30"]))]))
    case 1:
      rules.append(
        rule([peer(pods: LabelSelector())], ports: [NetworkPolicyPort(port: .number(80))]))
    case 2: if !rules.isEmpty { rules.removeLast() }
    default: if !rules.isEmpty { rules[0].ports = [NetworkPolicyPort(port: .name(symbol("http")))] }
    }
    snapshot.networkPolicies[index].ingress = rules
  }
}

import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Samples

/// A cluster small enough to think through, and what the explicit engine says of it in some world.
struct WorldCase {
  var sample = Sample()
  var assumptions = Assumptions(clusterCIDRs: [CIDR("10.0.0.0/16")].compactMap(\.self))

  func answer(_ claim: Claim, in world: World) -> Answer {
    let cluster = Cluster(sample.snapshot, assumptions: assumptions)
    return ExplicitEngine(cluster, claims: [claim], coverage: [claim]).answer(claim, in: world)
  }

  /// A label of a hypothesis, as its key and value are spelled; `*` and a number for a value that nobody mentions.
  func words(_ labels: [HypotheticalLabel]) -> [String] {
    labels.map { "\(sample.snapshot.symbols[$0.key])=\(word($0.value))" }
  }

  func word(_ text: HypotheticalText) -> String {
    switch text {
    case .mentioned(let symbol): sample.snapshot.symbols[symbol]
    case .fresh(let number): "*\(number)"
    }
  }

  /// `shop {app=web}`, or `new *0 {team=a} {app=web}` where the namespace is new too.
  func pod(_ index: Int = 0, of hypothesis: Hypothesis) -> String {
    guard index < hypothesis.pods.count else { return "none" }
    let pod = hypothesis.pods[index]
    let labels = "{\(words(pod.labels).joined(separator: " "))}"
    let number = Int(pod.namespace.rawValue) - sample.snapshot.namespaces.count
    guard number >= 0 else {
      let name = sample.snapshot.symbols[sample.snapshot[pod.namespace].name]
      return "\(name) \(labels)"
    }
    let namespace = hypothesis.namespaces[number]
    let namespaceLabels = words(namespace.labels).joined(separator: " ")
    return "new \(word(namespace.name)) {\(namespaceLabels)} \(labels)"
  }

  /// The new end of a flow, as it is written for the first new pod.
  var newPod: Endpoint { .pod(PodID(rawValue: Int32(sample.snapshot.pods.count))) }
}

extension Group {
  static let anyone = Group(name: "anyone", term: .anyone)
  static let external = Group(name: "external", term: .external)
}

extension WorldCase {
  /// Namespace `shop` with an isolated pod `api`, which a rule opens for `peers` if there are any, and another
  /// namespace `batch`.
  static func shop(
    _ peers: (inout Sample) -> [NetworkPolicyPeer], ports: [NetworkPolicyPort]? = nil
  ) -> (WorldCase, api: Group) {
    var world = WorldCase()
    world.sample.declare("batch")
    world.sample.declare("shop")
    world.sample.pod("shop/api", ["app": "api"], addresses: ["10.0.0.1"])
    let peers = peers(&world.sample)
    // An empty list of peers would be everyone.
    let rules = peers.isEmpty ? [] : [world.sample.rule(peers, ports: ports)]
    world.sample.policy(
      "shop/api", pods: world.sample.selector(["app": "api"]), types: [.ingress, .egress],
      ingress: rules)
    // By name, so that no pod of another namespace, which nothing isolates, is in the group.
    let api = Group(
      name: "API",
      term: .pods(
        namespaces: .names([world.sample.symbol("shop")]),
        selector: world.sample.selector(["app": "api"]), serviceAccount: nil))
    return (world, api)
  }
}

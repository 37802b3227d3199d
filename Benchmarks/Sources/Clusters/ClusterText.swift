/// A cluster as text: apps of a few tiers in many namespaces, tenants of several namespaces, and beside them an
/// ingress controller, a monitoring system and DNS.
struct ClusterText {
  let pods: Int
  let policies: Int
  let namespaces: Int
  let isFull: Bool
  let shape: Shape
  var random: SplitMix64

  static let apps = ["web", "api", "db", "cache", "worker", "cron", "auth", "search"]

  init(pods: Int, policies: Int, namespaces: Int, isFull: Bool, shape: Shape, seed: UInt64) {
    self.pods = pods
    self.policies = policies
    self.namespaces = namespaces
    self.isFull = isFull
    self.shape = shape
    random = SplitMix64(state: seed)
  }

  func tenant(of namespace: Int) -> String { "t\(namespace % max(2, namespaces / 5))" }

  func namespaceManifests() -> [Value] {
    var manifests: [Value] = []
    func add(_ name: String, _ labels: [(key: String, value: Value)]) {
      manifests.append(
        .map([
          ("apiVersion", .text("v1")), ("kind", .text("Namespace")),
          ("metadata", .map([("name", .text(name)), ("labels", .map(labels))])),
        ]))
    }
    for index in 0..<namespaces {
      let environment = index % 3 == 0 ? "dev" : "prod"
      add("ns-\(index)", [("tenant", .text(tenant(of: index))), ("env", .text(environment))])
    }
    add("ingress", [("role", .text("ingress"))])
    add("monitoring", [("role", .text("monitoring"))])
    add("kube-system", [("role", .text("system"))])
    return manifests
  }

  /// One pod after the other, so that a hundred thousand need not be there at once.
  mutating func eachPod(_ receive: (Value) -> Void) {
    for index in 0..<pods {
      let namespace = index % namespaces
      let app = Self.apps[index / namespaces % Self.apps.count]
      receive(
        pod(
          "\(app)-\(index)", in: "ns-\(namespace)", app: app, index: index,
          address: "10.\(index >> 16 & 255).\(index >> 8 & 255).\(index & 255)",
          port: 8000 + namespace % 5, tier: ["db", "cache"].contains(app) ? "backend" : "frontend"))
    }
    for index in 1...3 {
      for (block, (namespace, app, port)) in [
        ("ingress", "ingress", 80), ("monitoring", "prometheus", 9090),
        ("kube-system", "kube-dns", 53),
      ].enumerated() {
        receive(
          pod(
            "\(app)-\(index)", in: namespace, app: app, index: nil,
            address: "10.250.\(block).\(index)", port: port, tier: "edge"))
      }
    }
  }
}

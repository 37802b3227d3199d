/// A cluster as text: apps of a few tiers in many namespaces, tenants of several namespaces, and beside them an
/// ingress controller, a monitoring system and DNS.
struct ClusterText {
  let pods: Int
  let policies: Int
  let namespaces: Int
  let isFull: Bool
  var random: SplitMix64

  static let apps = ["web", "api", "db", "cache", "worker", "cron", "auth", "search"]

  init(pods: Int, policies: Int, namespaces: Int, isFull: Bool, seed: UInt64) {
    self.pods = pods
    self.policies = policies
    self.namespaces = namespaces
    self.isFull = isFull
    random = SplitMix64(state: seed)
  }

  func tenant(of namespace: Int) -> String { "t\(namespace % max(2, namespaces / 5))" }

  func namespaceManifests() -> String {
    var text = ""
    func add(_ name: String, _ labels: [(String, String)]) {
      text += "---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: \(name)\n  labels:\n"
      for (key, value) in labels { text += "    \(key): \(value)\n" }
    }
    for index in 0..<namespaces {
      let environment = index % 3 == 0 ? "dev" : "prod"
      add("ns-\(index)", [("tenant", tenant(of: index)), ("env", environment)])
    }
    add("ingress", [("role", "ingress")])
    add("monitoring", [("role", "monitoring")])
    add("kube-system", [("role", "system")])
    return text
  }

  mutating func podManifests() -> String {
    var text = "apiVersion: v1\nkind: List\nitems:\n"
    for index in 0..<pods {
      let namespace = index % namespaces
      let app = Self.apps[index / namespaces % Self.apps.count]
      text += pod(
        "\(app)-\(index)", in: "ns-\(namespace)", app: app,
        address: "10.\(index >> 16 & 255).\(index >> 8 & 255).\(index & 255)",
        port: 8000 + namespace % 5, tier: ["db", "cache"].contains(app) ? "backend" : "frontend")
    }
    for index in 1...3 {
      for (block, (namespace, app, port)) in [
        ("ingress", "ingress", 80), ("monitoring", "prometheus", 9090),
        ("kube-system", "kube-dns", 53),
      ].enumerated() {
        text += pod(
          "\(app)-\(index)", in: namespace, app: app, address: "10.250.\(block).\(index)",
          port: port, tier: "edge")
      }
    }
    return text
  }

  private mutating func pod(
    _ name: String, in namespace: String, app: String, address: String, port: Int, tier: String
  ) -> String {
    var text = """
      - apiVersion: v1
        kind: Pod
        metadata:
          name: \(name)
          namespace: \(namespace)
          labels:
            app: \(app)
            tier: \(tier)
            pod-template-hash: h\(random.hexadecimal(8))
          ownerReferences:
          - apiVersion: apps/v1
            kind: ReplicaSet
            name: \(app)-\(random.below(3))
            uid: u-\(random.hexadecimal(16))

      """
    if isFull { text += fullMetadata(address) }
    text += """
        spec:
          containers:
          - name: c
            image: \(app):1
            ports:
            - containerPort: \(port)
              name: http
              protocol: TCP
            - containerPort: 9090
              name: metrics

      """
    if isFull { text += fullSpec() }
    text += """
        status:
          phase: Running
          podIP: \(address)
          podIPs:
          - ip: \(address)

      """
    if isFull {
      text += "    conditions:\n"
      for index in 0..<5 {
        text += "    - type: T\(index)\n"
        text += "      status: \"True\"\n      lastTransitionTime: \"2026-01-01T00:00:00Z\"\n"
      }
    }
    return text
  }

  private mutating func fullMetadata(_ address: String) -> String {
    """
        annotations:
          cni.projectcalico.org/podIP: \(address)/32
          kubectl.kubernetes.io/restartedAt: "2026-01-01T00:00:00Z"
        creationTimestamp: "2026-01-01T00:00:00Z"
        resourceVersion: "\(random.below(1 << 30))"

    """
  }

  private mutating func fullSpec() -> String {
    var text = "      env:\n"
    for index in 0..<20 {
      text += "      - name: VARIABLE_\(index)\n        value: a value of some length, \(index)\n"
    }
    text += "      resources:\n        limits:\n          cpu: 500m\n          memory: 128Mi\n"
    text += "      volumeMounts:\n"
    for index in 0..<8 { text += "      - mountPath: /var/lib/\(index)\n        name: v\(index)\n" }
    text += "    volumes:\n"
    for index in 0..<8 { text += "    - name: v\(index)\n      emptyDir: {}\n" }
    return text + "    nodeName: node-\(random.below(100))\n"
  }
}

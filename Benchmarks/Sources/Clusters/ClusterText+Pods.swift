extension ClusterText {
  /// - Parameter index: nil for a pod that policies of a shape do not speak of.
  mutating func pod(
    _ name: String, in namespace: String, app: String, index: Int?, address: String, port: Int,
    tier: String
  ) -> Value {
    var labels: [(key: String, value: Value)] = [
      ("app", .text(app)), ("tier", .text(tier)),
      ("pod-template-hash", .text("h\(random.hexadecimal(8))")),
    ]
    if shape == .vocabulary, let index { labels += vocabularyLabels(index) }
    var metadata: [(key: String, value: Value)] = [
      ("name", .text(name)), ("namespace", .text(namespace)), ("labels", .map(labels)),
      (
        "ownerReferences",
        .list([
          .map([
            ("apiVersion", .text("apps/v1")), ("kind", .text("ReplicaSet")),
            ("name", .text("\(app)-\(random.below(3))")),
            ("uid", .text("u-\(random.hexadecimal(16))")),
          ])
        ])
      ),
    ]
    if isFull { metadata += fullMetadata(address) }
    var container: [(key: String, value: Value)] = [
      ("name", .text("c")), ("image", .text("\(app):1")),
      (
        "ports",
        .list([
          .map([
            ("containerPort", .number(port)), ("name", .text("http")), ("protocol", .text("TCP")),
          ]),
          .map([("containerPort", .number(9090)), ("name", .text("metrics"))]),
        ])
      ),
    ]
    if isFull { container += Self.fullContainer }
    var spec: [(key: String, value: Value)] = [("containers", .list([.map(container)]))]
    if isFull { spec += fullSpec() }
    var status: [(key: String, value: Value)] = [
      ("phase", .text("Running")), ("podIP", .text(address)),
      ("podIPs", .list([.map([("ip", .text(address))])])),
    ]
    if isFull { status.append(Self.conditions) }
    return .map([
      ("apiVersion", .text("v1")), ("kind", .text("Pod")), ("metadata", .map(metadata)),
      ("spec", .map(spec)), ("status", .map(status)),
    ])
  }

  private mutating func fullMetadata(_ address: String) -> [(key: String, value: Value)] {
    [
      (
        "annotations",
        .map([
          ("cni.projectcalico.org/podIP", .text("\(address)/32")),
          ("kubectl.kubernetes.io/restartedAt", .quoted("2026-01-01T00:00:00Z")),
        ])
      ),
      ("creationTimestamp", .quoted("2026-01-01T00:00:00Z")),
      ("resourceVersion", .quoted("\(random.below(1 << 30))")),
    ]
  }

  private static let fullContainer: [(key: String, value: Value)] = [
    (
      "env",
      .list(
        (0..<34).map {
          .map([
            ("name", .text("VARIABLE_\($0)")), ("value", .text("a value of some length, \($0)")),
          ])
        })
    ),
    (
      "resources",
      .map([("limits", .map([("cpu", .text("500m")), ("memory", .text("128Mi"))]))])
    ),
    (
      "volumeMounts",
      .list(
        (0..<8).map { .map([("mountPath", .text("/var/lib/\($0)")), ("name", .text("v\($0)"))]) })
    ),
  ]

  private mutating func fullSpec() -> [(key: String, value: Value)] {
    [
      (
        "volumes",
        .list((0..<8).map { .map([("name", .text("v\($0)")), ("emptyDir", .map([]))]) })
      ),
      ("nodeName", .text("node-\(random.below(100))")),
    ]
  }

  private static let conditions: (key: String, value: Value) = (
    "conditions",
    .list(
      (0..<5).map {
        .map([
          ("type", .text("T\($0)")), ("status", .quoted("True")),
          ("lastTransitionTime", .quoted("2026-01-01T00:00:00Z")),
        ])
      })
  )
}

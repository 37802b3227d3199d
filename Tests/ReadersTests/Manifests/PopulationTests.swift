import ClusterModel
import Readers
import Testing

/// intents.md, "The universe": which pods there are.
@Suite struct PopulationTests {
  @Test(arguments: [
    ("Deployment", "apps/v1"), ("ReplicaSet", "apps/v1"), ("DaemonSet", "apps/v1"),
    ("ReplicationController", "v1"), ("Rollout", "argoproj.io/v1alpha1"),
    ("DeploymentConfig", "apps.openshift.io/v1"),
  ])
  func c153AControllerIsItsTemplate(kind: String, group: String) {
    let reading = manifests(
      controller(kind, group: group, metadata: ", labels: {app: not-this}", labels: "app: web"))
    #expect(reading.messages(.error) == [])
    #expect(reading.pods == ["shop/web app=web of \(kind)/web replicas"])
    #expect(reading.snapshot.pods.first?.containerPorts == [ContainerPort(number: 80)])
  }

  @Test func c153ACronJobsTemplateLiesDeeper() {
    let reading = manifests(
      """
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: report, namespace: shop}
      spec:
        jobTemplate:
          metadata: {labels: {app: not-this}}
          spec:
            template:
              metadata: {labels: {app: report}}
              spec: {containers: [{name: c}]}
      """)
    #expect(reading.messages(.error) == [])
    #expect(reading.pods == ["shop/report app=report of CronJob/report replicas"])
  }

  @Test func c154AJobsPodsKnowItsName() {
    #expect(
      manifests(controller("Job", group: "batch/v1")).pods == [
        "shop/web app=web,batch.kubernetes.io/job-name=web,job-name=web of Job/web replicas"
      ])
  }

  @Test func c154AStatefulSetsPodsAreToldApart() {
    func labels(_ index: Int) -> String {
      "app=web,apps.kubernetes.io/pod-index=\(index),statefulset.kubernetes.io/pod-name=web-\(index)"
    }
    func pods(_ indices: [Int]) -> [String] {
      indices.map { "shop/web-\($0) \(labels($0)) of StatefulSet/web" }
    }
    #expect(manifests(controller("StatefulSet")).pods == pods([0, 1]))
    #expect(manifests(controller("StatefulSet", spec: "replicas: 1")).pods == pods([0, 1]))
    #expect(
      manifests(controller("StatefulSet", spec: "{replicas: 3, ordinals: {start: 5}}")).hasErrors)
    #expect(
      manifests(controller("StatefulSet", spec: "replicas: 3\n  ordinals: {start: 5}")).pods
        == pods([5, 6, 7]))
    let large = manifests(controller("StatefulSet", spec: "replicas: 1001"))
    #expect(large.snapshot.pods.count == 1000)
    #expect(large.messages(.warning).count == 1)
  }

  @Test(arguments: [
    ("Deployment", "apps/v1", "replicas: 0"), ("Job", "batch/v1", "suspend: true"),
    ("Job", "batch/v1", "parallelism: 0"), ("ReplicaSet", "apps/v1", "replicas: 0"),
  ])
  func c155AControllerAtRestIsAPotentialOne(kind: String, group: String, spec: String) {
    let reading = manifests(controller(kind, group: group, spec: spec))
    #expect(reading.pods.count == 1)
    #expect(reading.pods.first?.hasSuffix("of \(kind)/web replicas potential") == true)
  }

  @Test func c155AStatefulSetAtRestIsAPotentialOne() {
    let reading = manifests(controller("StatefulSet", spec: "replicas: 0"))
    #expect(reading.snapshot.pods.count == 2)
    #expect(reading.snapshot.workloads.map(\.isPotential) == [true])
  }

  @Test func c155AFinishedJobIsAPotentialOne() {
    let job = controller("Job", group: "batch/v1").replacing("---", with: "")
    let reading = manifests(job + "status: {completionTime: '2024-01-01T00:00:00Z'}")
    #expect(reading.snapshot.workloads.map(\.isPotential) == [true])
  }

  @Test func c156PodsCountInsteadOfTheirTemplate() {
    let reading = manifests(
      controller(metadata: ", uid: u1")
        + pod("web-1", metadata: owned(by: "Deployment", "x", uid: "u1"))
        + pod("web-2", metadata: owned(by: "Deployment", "web")))
    #expect(
      reading.pods == [
        "shop/web-1 app=web of Deployment/web", "shop/web-2 app=web of Deployment/web",
      ])
    #expect(reading.diagnostics == [])
  }

  @Test func c156OwnersAreFollowedToTheTop() {
    let reading = manifests(
      pod("web-1", metadata: owned(by: "ReplicaSet", "web-5d"))
        + controller("ReplicaSet", name: "web-5d", metadata: owned(by: "Deployment", "web"))
        + controller()
        + controller(
          "Job", name: "report-1", group: "batch/v1",
          metadata: owned(by: "CronJob", "report"))
        + pod("report-1-x", metadata: owned(by: "Job", "report-1")))
    #expect(
      reading.pods == [
        "shop/web-1 app=web of Deployment/web", "shop/report-1-x app=web of CronJob/report",
      ])
  }

  @Test func c156AControllerUnderAnotherIsNotCountedTwice() {
    let reading = manifests(
      controller("ReplicaSet", name: "web-5d", metadata: owned(by: "Deployment", "web"))
        + controller(
          "ReplicaSet", name: "web-4c", spec: "replicas: 0",
          metadata: owned(by: "Deployment", "web")) + controller())
    #expect(reading.pods == ["shop/web app=web of Deployment/web replicas"])
  }

  @Test func c156OldRevisionsOfAMissingOwnerAreLeftOut() {
    let reading = manifests(
      controller(
        "ReplicaSet", name: "web-4c", spec: "replicas: 0",
        metadata: owned(by: "Deployment", "web"), labels: "app: old")
        + controller(
          "ReplicaSet", name: "web-5d", spec: "replicas: 2",
          metadata: owned(by: "Deployment", "web")))
    #expect(reading.pods == ["shop/web-5d app=web of Deployment/web replicas"])
  }

  @Test func c156MissingReplicaSetsAndJobsAreSeenThrough() {
    let reading = manifests(
      controller()
        + pod(
          "web-7d9c-x", labels: "app: web, pod-template-hash: 7d9c",
          metadata: owned(by: "ReplicaSet", "web-7d9c"))
        + controller("CronJob", name: "report", group: "batch/v1")
        .replacing(
          "  template:\n    metadata: {labels: {app: web}}\n    spec:",
          with: "  jobTemplate: {spec: {template: {spec: {containers: []}}}}\n  x:")
        + pod("report-28-x", metadata: owned(by: "Job", "report-28")))
    #expect(reading.messages(.error) == [])
    #expect(
      reading.pods == [
        "shop/web-7d9c-x app=web,pod-template-hash=7d9c of Deployment/web",
        "shop/report-28-x app=web of CronJob/report",
      ])
  }

  @Test func c156AMissingOwnerGivesItsName() {
    let reading = manifests(
      pod("a", metadata: owned(by: "ReplicaSet", "web-1"))
        + pod("b", metadata: owned(by: "ReplicaSet", "web-1"))
        + pod("c", metadata: owned(by: "Node", "n1")))
    #expect(
      reading.pods == [
        "shop/a app=web of ReplicaSet/web-1", "shop/b app=web of ReplicaSet/web-1",
        "shop/c app=web of Pod/c",
      ])
    #expect(reading.snapshot.workloads.count == 2)
  }

  /// Operators give what they make the name of their own object.
  @Test func c156AControllerIsNotItsOwnOwner() {
    let reading = manifests(
      controller("StatefulSet", metadata: owned(by: "Database", "web"))
        + controller(
          "DaemonSet", name: "agent", metadata: owned(by: "Database", "web"), labels: "app: agent"))
    #expect(reading.snapshot.pods.count == 3)
  }

  @Test func c156ANameAloneIsNoOwnerOfOtherPods() {
    let reading = manifests(
      controller(metadata: ", uid: u1")
        + pod("web-1", metadata: owned(by: "Application", "web", uid: "u2"))
        + pod("other", labels: "app: other", metadata: owned(by: "Application", "web")))
    #expect(
      reading.pods == [
        "shop/web app=web of Deployment/web replicas", "shop/web-1 app=web of Application/web",
        "shop/other app=other of Application/web",
      ])
  }

  @Test func c49FinishedPodsDoNotStandForThoseToCome() {
    func ending(_ object: String, _ status: String) -> String {
      object.replacing("---\n", with: "status: \(status)\n---\n")
    }
    let evicted = pod("web-1", metadata: owned(by: "Deployment", "web"))
    #expect(
      manifests(controller() + ending(evicted, "{phase: Failed}")).pods.first
        == "shop/web app=web of Deployment/web replicas")
    let job = controller("Job", group: "batch/v1")
    let done = ending(pod("web-1", metadata: owned(by: "Job", "web")), "{phase: Succeeded}")
    #expect(manifests(job + done).snapshot.pods.count == 2)
    let failed = ending(job, "{conditions: [{type: Failed, status: 'True'}]}")
    #expect(manifests(failed + done).snapshot.pods.count == 1)
  }

  @Test func c156OwnersInOtherNamespacesAreNone() {
    let other = controller().replacing("namespace: shop", with: "namespace: other")
    let reading = manifests(other + pod("a", metadata: owned(by: "Deployment", "web")))
    #expect(
      reading.pods == [
        "other/web app=web of Deployment/web replicas", "shop/a app=web of Deployment/web",
      ])
    #expect(reading.snapshot.workloads.count == 2)
  }

  @Test func c156ATemplateThatDiffersFromItsPodsIsANote() {
    let reading = manifests(
      controller(labels: "app: web, tier: new") + pod("a", metadata: owned(by: "Deployment", "web"))
        + pod("b", metadata: owned(by: "Deployment", "web")))
    #expect(
      reading.messages(.note) == [
        "1:1 pod `shop/a` and 1 more differs from the template of Deployment `shop/web` in label `tier`: the pods count"
      ])
  }

  @Test func ownersInACircleEnd() {
    let reading = manifests(
      controller(name: "a", metadata: owned(by: "Deployment", "b"))
        + controller(name: "b", metadata: owned(by: "Deployment", "a"))
        + pod("p", metadata: owned(by: "Deployment", "a")))
    #expect(reading.snapshot.pods.count == 1)
  }

  @Test func c49AndC50PhasesAreKept() {
    let phases = ["Pending", "Running", "Succeeded", "Failed", "Unknown"].map {
      manifests("{apiVersion: v1, kind: Pod, metadata: {name: a}, status: {phase: \($0)}}")
        .snapshot.pods.first?.phase
    }
    #expect(phases == [.pending, .running, .succeeded, .failed, .unknown])
    #expect(
      messages(.error, "{apiVersion: v1, kind: Pod, metadata: {name: a}, status: {phase: run}}")
        .count == 1)
    #expect(manifests(pod("a")).snapshot.pods.first?.phase == .unknown)
  }

  @Test func c52AddressesComeFromThePodsStatus() {
    func addresses(_ status: String) -> [String] {
      let reading = manifests(
        "{apiVersion: v1, kind: Pod, metadata: {name: a}, status: {\(status)}}")
      return reading.snapshot.pods.flatMap(\.addresses).map(\.description)
        + reading.messages(.error)
    }
    #expect(addresses("podIP: 10.0.0.1") == ["10.0.0.1"])
    #expect(
      addresses("podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: 'fd00::1'}]") == [
        "10.0.0.1", "fd00::1",
      ])
    #expect(addresses("podIPs: []") == [])
    #expect(addresses("podIP: ''") == [])
    #expect(addresses("podIPs: [{ip: 10.0.0.1}, {ip: 10.0.0.2}]").count == 3)
    #expect(addresses("podIP: 10.0.0").count == 1)
  }

  @Test func c41HostNetworkNodeAndServiceAccountAreKept() throws {
    let reading = manifests(
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {hostNetwork: true, nodeName: n1, serviceAccountName: robot, serviceAccount: old}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: b}
      spec: {serviceAccount: old}
      """)
    let pods = reading.snapshot.pods
    #expect(pods.map(\.isHostNetwork) == [true, false])
    #expect(pods.map { $0.nodeName.map { reading.name($0) } } == ["n1", nil])
    #expect(pods.map { $0.serviceAccount.map { reading.name($0) } } == ["robot", "old"])
  }

  @Test func portsAreThoseOfContainersThatKeepRunning() throws {
    let reading = manifests(
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        initContainers:
        - {name: i, ports: [{containerPort: 1}]}
        - {name: s, restartPolicy: Always, ports: [{containerPort: 2, name: side, hostPort: 22}]}
        containers:
        - {name: c, ports: [{containerPort: 3, protocol: UDP}, {containerPort: 4, hostPort: 0, name: ''}]}
        - {name: d}
      """)
    #expect(reading.messages(.error) == [])
    let side = try #require(reading.snapshot.symbols.symbol(for: "side"))
    #expect(
      reading.snapshot.pods.first?.containerPorts == [
        ContainerPort(number: 3, protocol: .udp), ContainerPort(number: 4),
        ContainerPort(name: side, number: 2, hostPort: 22),
      ])
  }

  @Test func c63bAPortNameWithSeveralNumbersGetsAWarning() {
    func warnings(_ second: String) -> Int {
      messages(
        .warning,
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
          - {name: c, ports: [{containerPort: 80, name: http}]}
          - {name: d, ports: [{\(second)}]}
        """
      ).count
    }
    #expect(warnings("containerPort: 81, name: http") == 1)
    #expect(warnings("containerPort: 80, name: http") == 0)
    #expect(warnings("containerPort: 81, name: http, protocol: UDP") == 0)
  }

  @Test(arguments: [
    "spec: {containers: {}}", "spec: {containers: [{ports: [{containerPort: '80'}]}]}",
    "spec: {containers: [{ports: [{containerPort: 0}]}]}", "spec: {containers: [{ports: [80]}]}",
    "spec: {containers: [{ports: [{containerPort: 80, protocol: tcp}]}]}",
    "spec: {containers: [{ports: [{containerPort: 80, name: HTTP}]}]}",
    "spec: {containers: [{ports: [{containerport: 80}]}]}".replacing("port: 80", with: "Port: x"),
    "spec: {hostNetwork: 'true'}", "spec: {hostnetwork: true}", "spec: []",
    "spec: {serviceAccountName: A B}", "status: {podIP: [a]}",
    "metadata: {name: a, labels: [b]}", "metadata: {name: a, Labels: {b: c}}",
    "metadata: {name: a, ownerReferences: {}}",
  ])
  func thePartsThatMatterAreStrictlyTyped(part: String) {
    let metadata = part.hasPrefix("metadata") ? "" : "metadata: {name: a}\n"
    #expect(
      messages(.error, "apiVersion: v1\nkind: Pod\n\(metadata)\(part)\n").count == 1, "\(part)")
  }

  @Test func aMisspeltFieldThatIsMissedIsNamed() {
    let reading = manifests(
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{ports: [{contanerPort: 80}]}]}"
    )
    #expect(reading.suggestions == ["contanerPort is written: did you mean containerPort?"])
  }

  @Test(arguments: [
    ("apiVersion: v1\nkind: Namespace\nmetadata: {name: a, label: {team: x}}", "labels"),
    ("apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespce: shop}\nspec: {}", "namespace"),
    (
      controller().replacing("metadata: {labels: {app", with: "metadata: {lables: {app"), "labels"
    ),
    (
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, namespce: shop}",
      "namespace"
    ),
  ])
  func misspeltLabelsAndNamespacesAreNamedOnce(text: String, meant: String) {
    #expect(manifests(text).suggestions == ["did you mean \(meant)?"])
  }

  @Test func aControllerWithoutTemplateIsAnError() {
    let text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n"
    #expect(messages(.error, text) == ["1:1 spec: missing"])
    #expect(messages(.error, text + "spec: {}") == ["4:7 spec.template: missing"])
  }
}

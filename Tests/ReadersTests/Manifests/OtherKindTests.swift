import ClusterModel
import Readers
import Testing

@Suite struct OtherKindTests {
  private func unmodelled(_ text: String) -> [String] {
    let reading = manifests(text)
    #expect(reading.messages(.error) == [])
    return reading.snapshot.unmodelledObjects.map { object in
      let group = reading.name(object.group)
      let namespace = object.namespace.map { reading.name($0) + "/" } ?? ""
      return "\(reading.name(object.kind)).\(group) \(namespace)\(reading.name(object.name))"
    }
  }

  private func object(_ version: String, _ kind: String, spec: String = "{}") -> String {
    "{apiVersion: \(version), kind: \(kind), metadata: {name: a}, spec: \(spec)}"
  }

  @Test(arguments: [
    ("cilium.io/v2", "CiliumClusterwideNetworkPolicy"),
    ("projectcalico.org/v3", "GlobalNetworkPolicy"), ("projectcalico.org/v3", "Tier"),
    ("crd.projectcalico.org/v1", "GlobalNetworkPolicy"), ("projectcalico.org/v3", "HostEndpoint"),
    ("crd.antrea.io/v1beta1", "ClusterNetworkPolicy"), ("example.org/v1", "MyClusterNetworkPolicy"),
    // Of a kind nothing is known of, no namespace may mean all of them.
    ("example.org/v1", "FancyNetworkPolicy"),
  ])
  func clusterScopedPoliciesTouchEveryNamespace(version: String, kind: String) {
    let group = version.split(separator: "/")[0]
    #expect(unmodelled(object(version, kind)) == ["\(kind).\(group) a"])
  }

  @Test(arguments: [
    ("cilium.io/v2", "CiliumNetworkPolicy"), ("projectcalico.org/v3", "NetworkPolicy"),
    ("security.istio.io/v1", "AuthorizationPolicy"), ("k8s.ovn.org/v1", "EgressFirewall"),
    ("crd.antrea.io/v1beta1", "NetworkPolicy"), ("networking.istio.io/v1", "Sidecar"),
  ])
  func namespacedPoliciesTouchTheirNamespace(version: String, kind: String) {
    let group = version.split(separator: "/")[0]
    #expect(unmodelled(object(version, kind)) == ["\(kind).\(group) default/a"])
    let text = "{apiVersion: \(version), kind: \(kind), metadata: {name: A_1, namespace: shop}}"
    #expect(unmodelled(text) == ["\(kind).\(group) shop/A_1"])
  }

  @Test func aPolicyByNameAloneIsOfTheNamespaceItNames() {
    let text =
      "{apiVersion: example.org/v1, kind: FancyNetworkPolicy, metadata: {name: a, namespace: shop}}"
    #expect(unmodelled(text) == ["FancyNetworkPolicy.example.org shop/a"])
  }

  @Test func istiosRootNamespaceSpeaksForTheMesh() {
    let text =
      "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: a, namespace: istio-system}}"
    #expect(unmodelled(text) == ["AuthorizationPolicy.security.istio.io a"])
  }

  @Test(arguments: [
    "{podSelector: {}, ingress: []}", "{subject: {}, rules: []}",
    "{endpointSelector: {}, egress: []}",
    "{selector: {}, from: []}", "{targetRefs: [], to: []}", "{appliedTo: [], egress: []}",
    "{workloadSelector: {}, ingress: []}",
  ])
  func whatLooksLikeAPolicyIsTakenForOne(spec: String) {
    #expect(unmodelled(object("example.org/v1", "Fence", spec: spec)) == ["Fence.example.org a"])
    let namespaced = object("example.org/v1", "Fence", spec: spec)
      .replacing("name: a", with: "name: a, namespace: shop")
    #expect(unmodelled(namespaced) == ["Fence.example.org shop/a"])
  }

  @Test func aListOfSpecsIsLookedInto() {
    let text =
      "{apiVersion: example.org/v1, kind: Fence, metadata: {name: a}, specs: [{podSelector: {}, ingress: []}]}"
    #expect(unmodelled(text) == ["Fence.example.org a"])
  }

  @Test(arguments: [
    ("monitoring.coreos.com/v1", "ServiceMonitor", "{selector: {}, endpoints: []}"),
    ("gateway.networking.k8s.io/v1", "HTTPRoute", "{parentRefs: [], rules: []}"),
    ("cert-manager.io/v1", "Certificate", "{secretName: a}"),
    ("projectcalico.org/v3", "StagedNetworkPolicy", "{}"),
  ])
  func otherUnknownKindsAreListed(version: String, kind: String, spec: String) {
    let reading = manifests(object(version, kind, spec: spec))
    #expect(reading.messages(.error) == [])
    #expect(reading.snapshot.unmodelledObjects.isEmpty)
    let group = version.split(separator: "/")[0]
    #expect(
      reading.snapshot.ignoredKinds == [
        IgnoredKind(kind: "\(kind).\(group)", count: 1, isKnown: false)
      ])
  }

  @Test func kindsThatCannotMatterAreCounted() {
    let reading = manifests(
      """
      {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {b: c}}
      ---
      {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {b: other}}
      ---
      {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: "a:b"}, rules: []}
      ---
      {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: {versions: [{a: b}]}}
      """)
    #expect(reading.diagnostics == [])
    #expect(
      reading.snapshot.ignoredKinds == [
        IgnoredKind(kind: "ClusterRole.rbac.authorization.k8s.io", count: 1, isKnown: true),
        IgnoredKind(kind: "ConfigMap", count: 2, isKnown: true),
        IgnoredKind(
          kind: "CustomResourceDefinition.apiextensions.k8s.io", count: 1, isKnown: true),
      ])
    #expect(reading.objectCount == 4)
  }

  @Test func servicesAreRead() throws {
    let reading = manifests(
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        type: LoadBalancer
        externalTrafficPolicy: Local
        selector: {app: web}
        ports:
        - {port: 80, targetPort: http, name: http}
        - {port: 53, targetPort: 5353, protocol: UDP}
        - {port: 81, targetPort: 0}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: bare}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: none}, spec: {selector: {}, ports: [{port: 1}]}}
      """)
    #expect(reading.messages(.error) == [])
    let services = reading.snapshot.services
    #expect(services.map { $0.selector.map { reading.labels($0) } } == ["app=web", nil, ""])
    #expect(services.map(\.keepsClientAddress) == [true, false, false])
    #expect(services.map { $0.type.map { reading.name($0) } } == ["LoadBalancer", nil, nil])
    let http = try #require(reading.snapshot.symbols.symbol(for: "http"))
    #expect(
      services[0].ports == [
        ServicePort(name: http, port: 80, targetPort: .name(http)),
        ServicePort(protocol: .udp, port: 53, targetPort: .number(5353)), ServicePort(port: 81),
      ])
  }

  @Test(arguments: [
    "type: Loadbalancer", "ports: [{}]", "ports: [{port: 0}]",
    "ports: [{port: 80, targetPort: '80'}]",
    "selector: {a: 1}", "selector: web", "ports: [{port: 80, protocol: tcp}]",
  ])
  func servicesAreStrictlyTyped(spec: String) {
    let text = "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {\(spec)}}"
    #expect(messages(.error, text).count == 1)
  }

  @Test func ingressesLeadToServices() {
    let reading = manifests(
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: a}
      spec:
        defaultBackend: {service: {name: fallback, port: {name: http}}}
        rules:
        - {host: x}
        - http:
            paths:
            - {path: /, backend: {service: {name: web, port: {number: 80}}}}
            - {path: /b, backend: {resource: {kind: StorageBucket, name: b}}}
      ---
      apiVersion: networking.k8s.io/v1beta1
      kind: Ingress
      metadata: {name: b}
      spec: {backend: {serviceName: old, servicePort: 81}}
      """)
    #expect(reading.messages(.error) == [])
    #expect(
      reading.snapshot.ingresses.map { $0.backends.map { reading.name($0.service) } } == [
        ["fallback", "web"], ["old"],
      ])
  }

  @Test func l41APolicyInANamespaceOfNobodyGetsAWarning() {
    let reading = manifests(
      """
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: shpo}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
      """)
    #expect(
      reading.messages(.warning) == [
        "1:1 metadata.namespace: the namespace `shpo` is not among the manifests, nor is any pod in it"
      ])
    #expect(reading.suggestions == ["did you mean shop?"])
  }
}

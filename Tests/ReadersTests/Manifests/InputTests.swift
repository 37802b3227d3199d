import ClusterModel
import Readers
import Testing

/// semantics.md 2.6, as far as it is about single objects and texts.
@Suite struct InputTests {
  @Test func c150ListsAndTypedListsAreTakenApart() {
    let reading = manifests(
      """
      # a comment first
      apiVersion: v1
      kind: List
      items:
      - {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
      - apiVersion: v1
        kind: List
        items:
        - {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop}}
      ---
      apiVersion: networking.k8s.io/v1
      items:
      - {metadata: {name: p, namespace: shop}, spec: {podSelector: {}}}
      kind: NetworkPolicyList
      ---
      kind: PodList
      apiVersion: v1
      metadata: {resourceVersion: "1"}
      items:
      - {metadata: {name: b, namespace: shop}}
      - {metadata: {name: c, namespace: shop}, kind: Pod}
      ---
      {apiVersion: v1, kind: ServiceList, items: []}
      ---
      {apiVersion: v1, kind: ServiceList, items: }
      """)
    #expect(reading.messages(.error) == [])
    #expect(reading.snapshot.networkPolicies.count == 1)
    #expect(reading.snapshot.namespaces.count == 1)
    #expect(reading.pods.map { $0.prefix(6) } == ["shop/a", "shop/b", "shop/c"])
    #expect(reading.objectCount == 5)
  }

  @Test func c150AByteOrderMarkAndJSONAreRead() {
    let json = #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","labels":{"k":"\ud83d"}}}"#
    #expect(messages(.error, json).count == 1)
    let text = "\u{feff}" + json.replacing(#"\ud83d"#, with: "v")
    #expect(manifests(text).pods == ["default/a k=v of Pod/a"])
  }

  @Test func placesKnowDocumentLineAndColumn() throws {
    let reading = manifests("---\n---\n# pod\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n")
    let place = try #require(reading.snapshot.pods.first?.place)
    #expect((place.document, place.line, place.column) == (2, 4, 1))
    #expect(reading.snapshot.files[place.file] == "m.yaml")
  }

  @Test func c151AMissingNamespaceIsTheDefaultOne() {
    let text = "{apiVersion: v1, kind: Pod, metadata: {name: a}}"
    #expect(manifests(text).pods == ["default/a  of Pod/a"])
    #expect(manifests(text, namespace: "shop").pods == ["shop/a  of Pod/a"])
    let scoped = "{apiVersion: v1, kind: Namespace, metadata: {name: a, namespace: b}}"
    #expect(manifests(scoped).snapshot.namespaces.count == 1)
  }

  @Test func c152UsedNamespacesAreThereWithoutPlace() {
    let reading = manifests(
      """
      {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: used}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: declared, labels: {k: v}}}
      """)
    let namespaces = reading.snapshot.namespaces
    #expect(namespaces.map { reading.name($0.name) } == ["used", "declared"])
    #expect(namespaces.map(\.isDeclared) == [false, true])
    #expect(namespaces.map { reading.labels($0.labels) } == ["", "k=v"])
  }

  @Test func c28AWrongNameLabelIsKeptWithAWarning() {
    let reading = manifests(
      """
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: {kubernetes.io/metadata.name: other}
      """)
    // L-43.
    #expect(reading.messages(.warning).count == 1)
    #expect(
      reading.labels(reading.snapshot.namespaces[0].labels) == "kubernetes.io/metadata.name=other")
    #expect(
      messages(
        .warning,
        "{apiVersion: v1, kind: Namespace, metadata: {name: a, labels: {kubernetes.io/metadata.name: a}}}"
      ) == [])
  }

  @Test func c154SelectorsOnInjectedLabelsGetAWarning() {
    let warnings = messages(
      .warning, policy("podSelector: {matchLabels: {app: web, pod-template-hash: '12'}}"))
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("`pod-template-hash` is set by a controller") == true)
    #expect(
      messages(
        .warning,
        policy("podSelector: {matchExpressions: [{key: controller-uid, operator: Exists}]}")
      ).count == 1)
    #expect(
      messages(
        .warning,
        policy("podSelector: {matchLabels: {statefulset.kubernetes.io/pod-name: a-0}}")) == [])
  }

  @Test func c157GeneratedNamesEndInAStar() {
    let text = """
      {apiVersion: v1, kind: Pod, metadata: {generateName: web-, labels: {a: b}}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {generateName: web-, labels: {a: c}}}
      """
    let reading = manifests(text)
    #expect(reading.messages(.error) == [])
    #expect(reading.pods.map { $0.prefix(17) } == ["default/web-* a=b", "default/web-* a=c"])
  }

  @Test func c158TwoDifferentObjectsOfOneNameAreAnError() {
    let reading = manifests(
      pod("a") + pod("a", labels: "app: other") + policy("{}") + "\n---\n"
        + policy("ingress: []").split(separator: "---")[0])
    #expect(
      reading.messages(.error).map { String($0.drop { $0 != " " }) } == [
        " Pod `shop/a` is given in m.yaml:1 already, and differently",
        " NetworkPolicy `default/p` is given in m.yaml:11 already, and differently",
      ])
    #expect(reading.snapshot.pods.count == 1)
  }

  @Test func twoIdenticalObjectsAreANote() {
    let first = "apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {b: c, d: e}}\n"
    let second = "metadata: {labels: {d: e, b: c}, name: a}\nkind: Pod\napiVersion: v1\n"
    let reading = manifests(first + "---\n" + second)
    #expect(reading.messages(.error) == [])
    #expect(reading.messages(.note) == ["5:1 Pod `default/a` is given in m.yaml:1 already, alike"])
    #expect(reading.snapshot.pods.count == 1)
  }

  @Test func oneNameMayServeSeveralKindsGroupsAndNamespaces() {
    let reading = manifests(
      """
      {apiVersion: v1, kind: Service, metadata: {name: a}}
      ---
      {apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: a}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: a}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: b}}
      """)
    #expect(reading.messages(.error) == [])
    #expect(reading.snapshot.services.count == 1)
    #expect(reading.snapshot.pods.count == 2)
    #expect(reading.snapshot.ignoredKinds.map(\.kind) == ["Service.serving.knative.dev"])
  }

  @Test func c159TheOldNetworkPolicyIsAnErrorWithAHint() {
    let reading = manifests(
      "apiVersion: extensions/v1beta1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: {}}"
    )
    #expect(
      reading.messages(.error) == [
        "2:7 API servers no longer serve NetworkPolicy of `extensions/v1beta1`"
      ])
    #expect(reading.suggestions == ["write apiVersion: networking.k8s.io/v1"])
    #expect(reading.snapshot.networkPolicies.isEmpty)
  }

  @Test func otherOutdatedVersionsAreReadWithAWarning() {
    for (version, kind) in [("extensions/v1beta1", "Deployment"), ("apps/v1beta2", "Deployment")] {
      let reading = manifests(controller(kind, group: version))
      #expect(reading.messages(.error) == [])
      #expect(reading.messages(.warning).count == 1)
      #expect(reading.suggestions == ["write apiVersion: apps/v1"])
      #expect(reading.pods == ["shop/web app=web of Deployment/web replicas"])
    }
  }

  @Test(arguments: [
    ("v1", "Deployment", "write apiVersion: apps/v1"),
    ("apps/v1", "NetworkPolicy", "write apiVersion: networking.k8s.io/v1"),
    ("networking.k8s.io/v2", "NetworkPolicy", "write apiVersion: networking.k8s.io/v1"),
    ("apps/v1", "Pod", "write apiVersion: v1"),
    ("networking.k8s.io/v1", "NetworkPolcy", "did you mean NetworkPolicy?"),
    ("networking.k8s.io/v1", "networkpolicy", "did you mean NetworkPolicy?"),
    ("apps/v1", "Deploymnet", "did you mean Deployment?"), ("v1", "pod", "did you mean Pod?"),
    ("v1", "Namspace", "did you mean Namespace?"), ("batch/v1", "Cronjob", "did you mean CronJob?"),
  ])
  func misspeltKindsAndVersionsAreErrors(version: String, kind: String, suggestion: String) {
    let reading = manifests("apiVersion: \(version)\nkind: \(kind)\nmetadata: {name: a}\n")
    #expect(reading.messages(.error) == ["2:7 `\(version)` has no kind `\(kind)`"])
    #expect(reading.suggestions == [suggestion])
  }

  @Test(arguments: ["true", "80", "1e3", "on", "[a]", "{a: b}", "1.10", "yes"])
  func c161NonStringLabelValuesAreErrors(value: String) {
    let objects = [
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {k: \(value)}}",
      "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: {k: \(value)}}",
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, labels: {k: \(value)}}",
      "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {k: \(value)}}",
      controller(labels: "k: \(value)"), policy("podSelector: {matchLabels: {k: \(value)}}"),
    ]
    for object in objects {
      let errors = messages(.error, object)
      #expect(errors.count == 1, "\(object)")
      #expect(
        errors.first?.contains("labels.k: ") == true
          || errors.first?.contains("matchLabels.k: ") == true
          || errors.first?.contains("selector.k: ") == true)
    }
  }

  @Test func c161SaysHowYAMLReadsAWord() {
    let reading = manifests("apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {k: on}}")
    #expect(
      reading.messages(.error) == [
        "3:33 metadata.labels.k: expected a string, found `on`, which YAML reads as true"
      ])
    #expect(reading.suggestions == ["write \"on\" with quotes"])
  }

  @Test(arguments: [
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n",
    "apiVersion: v1\nkind: Pod\nmetadata: {name: \"{{ .Values.name }}\"}\n",
    "{{- if .Values.enabled }}\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n{{- end }}\n",
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n    {{- include \"x\" . | nindent 4 }}\n",
    "apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {a: '{{ x }}'}}\n",
  ])
  func c163TemplatesAreRefusedWithTheCommand(text: String) {
    let reading = manifests(text)
    #expect(reading.messages(.error).count == 1)
    #expect(reading.messages(.error).first?.contains("template") == true)
    #expect(reading.suggestions.first?.contains("helm template") == true)
  }

  @Test func c163AnOpenShiftTemplateIsRefusedWithTheCommand() {
    let reading = manifests(
      "apiVersion: template.openshift.io/v1\nkind: Template\nmetadata: {name: a}\nobjects: []\n")
    #expect(
      reading.suggestions == ["oc process -f FILE -o yaml | netproof verify - --intents FILE"])
  }

  @Test func c163BracesInsideOtherObjectsAreNoTemplates() {
    let text = """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: a}
      data:
        alert: "{{ $labels.instance }}"
      """
    #expect(messages(.error, text) == [])
  }

  @Test(arguments: [
    "- op: replace\n  path: /spec/replicas\n  value: 3\n",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n$patch: delete\n",
    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n",
  ])
  func c163PatchesAndKustomizationsAreRefused(text: String) {
    let reading = manifests(text)
    #expect(reading.messages(.error).count == 1)
    #expect(reading.suggestions.first?.contains("kubectl kustomize") == true)
  }

  @Test(arguments: [
    ("a: b", "1:1 no apiVersion and no kind: this is no Kubernetes object"),
    ("kind: Pod", "1:1 apiVersion: missing"), ("apiVersion: v1", "1:1 kind: missing"),
    ("kind: 1\napiVersion: v1", "1:7 kind: expected a string, found the number `1`"),
    ("web", "1:1 expected a Kubernetes object, found `web`"),
    ("[1]", "1:1 expected a Kubernetes object, found a list"),
    ("apiVersion: v1\nkind: Pod", "1:1 metadata: missing"),
    ("apiVersion: v1\nkind: Pod\nmetadata: a", "3:11 metadata: expected a mapping, found `a`"),
  ])
  func whatIsNoObjectIsAnError(text: String, error: String) {
    #expect(messages(.error, text) == [error])
  }

  @Test func afterASyntaxErrorTheOtherDocumentsAreRead() {
    let reading = manifests(pod("a") + "a: [\n---\n" + pod("b"))
    #expect(reading.messages(.error).count == 1)
    #expect(reading.snapshot.pods.count == 2)
  }

  @Test func textThatIsNotUTF8IsNamed() {
    let reading = ManifestReading(of: [
      .text(name: "a.yaml", [0x61, 0xff]), .text(name: "b.yaml", [0xff, 0xfe, 0x61, 0]),
      .text(name: "c.yaml", Array(pod("c").utf8)),
    ])
    #expect(reading.messages(.error) == ["1:2 not UTF-8", "1:1 UTF-16, expected UTF-8"])
    #expect(reading.snapshot.pods.count == 1)
  }

  @Test func anEmptyFileIsANote() {
    #expect(messages(.note, "# nothing\n---\n") == ["1:1 the file holds no object"])
  }

  @Test func intentFilesAmongManifestsAreANote() {
    let reading = manifests("apiVersion: netproof.dev/v1alpha1\nkind: Intents\nintents: []\n")
    #expect(reading.messages(.error) == [])
    #expect(reading.suggestions == ["give it with --intents"])
  }
}

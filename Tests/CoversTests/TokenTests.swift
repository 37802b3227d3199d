import Foundation
import Intents
import Readers
import Testing

@testable import Covers

/// What the verified checker gets to read: everything that was written, and by name what its specification does not know.
@Suite struct TokenTests {
  /// `RECORD=1` writes the files anew, and still fails. proofs/checker/tests/run tries them on the checker.
  @Test(arguments: ["db-isolation", "nothing-else-is-allowed-in-namespace-shop"])
  func aShippedCertificateHasTheseTokens(name: String) throws {
    let subject = try #require(
      WorkedCover.subjects(in: "intents/aks-three-tier/05-web")
        .first { $0.intent.fileName == name })
    let cover = WorkedCover.repository.appending(path: "proofs/aks-three-tier/05-web/\(name).cover")
    let text = try String(contentsOf: cover, encoding: .utf8)
    let tokens = try subject.tokens(try CoverDocument(text))
    let golden = WorkedCover.repository.appending(path: "proofs/checker/tests/\(name).tokens")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try tokens.write(to: golden, atomically: true, encoding: .utf8)
      Issue.record("recorded \(golden.path)")
      return
    }
    #expect(tokens == (try String(contentsOf: golden, encoding: .utf8)))
  }

  // MARK: What the specification does not know

  @Test(arguments: [
    Change("ports: [{port: 80}]", "ports: [{port: http}]", "named =http"),
    Change("may reach DB", "may reach DB:http", "named =http"),
    Change("cni: upstream", "cni: calico", "beyond [ =cni%20calico ]"),
    Change("cni: upstream", "cni: azure-npm", "beyond [ =cni%20azure-npm ]"),
    Change(
      "cni: upstream", "clientAddress: may-be-node", "beyond [ =clientAddress%20may-be-node ]"),
    Change(
      "networking.k8s.io/v1 # none\nkind: NetworkPolicy", "cilium.io/v2\nkind: CiliumNetworkPolicy",
      "beyond [ =CiliumNetworkPolicy%20none ]"),
    Change("# more", Change.guarding("Pass", "db"), "admin =guard"),
    Change(
      "# more", Change.guarding("Deny", "db"),
      "=reason%20blocked%20ingress:%20denied%20by%20AdminNetworkPolicy/guard%20rule%201"),
    Change("labels: {app: db}", "labels: {app: other}", "=witness%20new%20destination"),
  ])
  func whatIsNotKnownIsNamed(change: Change) throws {
    let subject = try change.subject
    // Where there is no certificate, that of the case as it was.
    let cover =
      try (try? Cover(of: subject, .proved, in: .openCluster))
      ?? Cover(of: try Change("", "", "").subject, .proved, in: .openCluster)
    let tokens = try subject.tokens(try CoverDocument(cover.text))
    #expect(tokens.contains(change.expected), "\(tokens)")
  }

  @Test func whatIsKnownIsNotBeyond() throws {
    let subject = try Change("", "", "").subject
    let cover = try Cover(of: subject, .proved, in: .openCluster)
    let tokens = try subject.tokens(try CoverDocument(cover.text))
    #expect(tokens.contains("\nbeyond [ ]\n"))
    for word in ["named =http", "admin ", "new ", "closed beyond"] {
      #expect(!tokens.contains(word), "\(word)\n\(tokens)")
    }
  }

  // MARK: Nothing is left out

  @Test(arguments: [
    ("name: ops, labels", "name: dev, labels"), ("labels: {team: ops}", "labels: {team: dev}"),
    ("labels: {app: web}", "labels: {app: web, tier: a}"), ("kind: Pod # web", "kind: Nothing"),
    ("ip: 10.1.0.7", "ip: 10.1.0.8"), ("hostNetwork: false", "hostNetwork: true"),
    ("nodeName: one", "nodeName: two"), ("serviceAccountName: web", "serviceAccountName: db"),
    ("name: db-policy", "name: another"), ("policyTypes: [Ingress]", "policyTypes: [Egress]"),
    ("policyTypes: [Ingress]", "policyTypes: [Ingress, Egress]"),
    ("namespace: shop} # policy", "namespace: ops}"),
    ("operator: NotIn", "operator: In"), ("operator: Exists", "operator: DoesNotExist"),
    ("values: [old, older]", "values: [old]"), ("key: generation", "key: age"),
    ("podSelector: {matchLabels: {app: db}}", "podSelector: {}"),
    ("podSelector: {matchLabels: {app: web}}", "podSelector: {matchLabels: {app: api}}"),
    ("namespaceSelector: {matchLabels: {team: ops}}", "namespaceSelector: {}"),
    ("cidr: 10.2.0.0/16", "cidr: 10.2.0.0/17"), ("except: [10.2.1.0/24]", "except: []"),
    ("except: [10.2.1.0/24]", "except: [10.2.1.0/25]"), ("ports: [{port: 80}]", "ports: []"),
    ("ports: [{port: 80}]", "ports: [{port: 80}, {port: 81}]"),
    ("ports: [{port: 80}]", "ports: [{port: 80, endPort: 81}]"),
    ("ports: [{port: 80}]", "ports: [{port: 80, protocol: UDP}]"),
    ("ports: [{port: 80}]", "ports: [{protocol: UDP}]"),
    ("egress: []", "egress: [{to: [{podSelector: {}}]}]"), ("egress: []", "egress: [{}]"),
    ("cni: upstream", "cni: cilium"), ("cni: upstream", "cni: none"),
    ("clusterCIDRs: [10.1.0.0/16]", "clusterCIDRs: [10.1.0.0/17]"),
    ("ipFamilies: [IPv4]", "ipFamilies: [IPv4, IPv6]"), ("{team: admin}", "{tier: admin}"),
    ("{generation: admin}", "{age: admin}"), ("policiesOf: shop", "policiesOf: ops"),
    ("only WEB may", "only API may"), ("may reach DB", "may reach DB:80"),
    ("may reach DB", "may reach DB:80/UDP"), ("may reach DB", "may reach API"),
    ("DB: {namespace: shop", "DB: {namespace: ops"), ("pods: app=web}", "pods: app!=web}"),
    ("serviceAccount: db", "serviceAccount: web"),
  ])
  func everyWordCounts(old: String, new: String) throws {
    let document = try CoverDocument(
      try Cover(of: try Change("", "", "").subject, .proved, in: .openCluster).text)
    let tokens = try Change("", "", "").subject.tokens(document)
    let changed = try Change(old, new, "").subject
    do throws(CoverRejection) {
      #expect(try changed.tokens(document) != tokens)
    } catch {
      // The certificate names a pod that is not there any more.
      #expect(old == "kind: Pod # web")
    }
  }

  @Test func textsAreWordsOfTheFormat() {
    #expect(Tokens.text("app.kubernetes.io/name") == "=app.kubernetes.io/name")
    #expect(Tokens.text("") == "=")
    #expect(Tokens.text("a b%\n]é") == "=a%20b%25%0a]%c3%a9")
  }
}

/// A small case, with something in it that is written in another way.
struct Change: Sendable, CustomStringConvertible {
  let old: String
  let new: String
  let expected: String

  init(_ old: String, _ new: String, _ expected: String) {
    (self.old, self.new, self.expected) = (old, new, expected)
  }

  var description: String { "\(old) -> \(new)" }

  var subject: CoverSubject {
    get throws {
      if !old.isEmpty { try #require((Self.manifests + Self.intents).contains(old)) }
      func changed(_ text: String) -> String {
        old.isEmpty ? text : text.replacingOccurrences(of: old, with: new)
      }
      let subjects = WorkedCover.subjects(
        .text(name: "manifests.yaml", Array(changed(Self.manifests).utf8)),
        Array(changed(Self.intents).utf8))
      return try #require(subjects.first)
    }
  }

  static func guarding(_ action: String, _ app: String) -> String {
    """
    ---
    apiVersion: policy.networking.k8s.io/v1alpha1
    kind: AdminNetworkPolicy
    metadata: {name: guard}
    spec:
      priority: 5
      subject: {pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: \(app)}}}}
      ingress: [{action: \(action), from: [{namespaces: {}}]}]
    """
  }

  static let manifests = """
    apiVersion: v1
    kind: Namespace
    metadata: {name: shop}
    ---
    apiVersion: v1
    kind: Namespace
    metadata: {name: ops, labels: {team: ops}}
    ---
    apiVersion: v1
    kind: Pod # web
    metadata: {name: web, namespace: shop, labels: {app: web}}
    spec:
      serviceAccountName: web
      nodeName: one
      hostNetwork: false
      containers: [{name: c, image: web, ports: [{name: http, containerPort: 80}]}]
    status: {podIP: 10.1.0.7, podIPs: [{ip: 10.1.0.7}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: db, namespace: shop, labels: {app: db}}
    spec:
      serviceAccountName: db
      containers: [{name: c, image: db, ports: [{name: http, containerPort: 80}]}]
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: db-policy, namespace: shop} # policy
    spec:
      podSelector: {matchLabels: {app: db}}
      policyTypes: [Ingress]
      ingress:
        - from: [{podSelector: {matchLabels: {app: web}}}]
          ports: [{port: 80}]
      egress: []
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: others, namespace: ops}
    spec:
      podSelector: {matchExpressions: [{key: generation, operator: NotIn, values: [old, older]}, {key: app, operator: Exists}]}
      ingress:
        - from:
            - namespaceSelector: {matchLabels: {team: ops}}
            - ipBlock: {cidr: 10.2.0.0/16, except: [10.2.1.0/24]}
    ---
    apiVersion: networking.k8s.io/v1 # none
    kind: NetworkPolicy
    metadata: {name: none, namespace: elsewhere}
    spec: {podSelector: {}}
    # more

    """

  static let intents = """
    apiVersion: netproof.dev/v1alpha1
    kind: Intents
    metadata: {name: case}
    assume:
      cni: upstream
      clusterCIDRs: [10.1.0.0/16]
      ipFamilies: [IPv4]
      labels: {namespaceLabels: {team: admin}, podLabels: {generation: admin}}
      newNamespaces: {policiesOf: shop}
    groups:
      WEB: {namespace: shop, pods: app=web}
      API: {namespace: shop, pods: app=api}
      DB: {namespace: shop, pods: app=db, serviceAccount: db}
    intents:
      - only WEB may reach DB

    """
}

import ClusterModel
import Readers
import Testing

/// What the API takes and whoever reads the policies is fooled by (L-28 to L-32).
@Suite struct TierLintTests {
  private func policy(
    _ name: String, _ priority: Int, tier: String = "Admin", subject: String = "{namespaces: {}}",
    ingress: String = "", egress: String = ""
  ) -> String {
    Dialect.v1alpha2.object(
      name: name,
      spec: "tier: \(tier)\n  priority: \(priority)\n  subject: \(subject)\n  ingress: [\(ingress)]"
        + "\n  egress: [\(egress)]")
  }

  private func rule(_ action: String, _ peer: String = "namespaces: {}", _ port: Int? = nil)
    -> String
  {
    let ports = port.map { ", protocols: [{tcp: {destinationPort: {number: \($0)}}}]" } ?? ""
    return "{action: \(action), from: [{\(peer)}]\(ports)}"
  }

  private func egress(_ action: String, _ peer: String) -> String {
    "{action: \(action), to: [{\(peer)}]}"
  }

  private func warnings(_ texts: String...) -> [String] { said(.warning, texts) }
  private func notes(_ texts: String...) -> [String] { said(.note, texts) }

  private func said(_ severity: Diagnostic.Severity, _ texts: [String]) -> [String] {
    let reading = manifests(texts.joined())
    #expect(reading.messages(.error) == [])
    return reading.messages(severity)
  }

  @Test func l28AndC101RulesOfOnePriorityThatDisagree() {
    let found = warnings(
      policy("a", 5, ingress: rule("Accept", "namespaces: {matchLabels: {team: a}}")),
      policy("b", 5, ingress: rule("Deny", "namespaces: {matchLabels: {env: test}}")))
    #expect(found.count == 1)
    #expect(
      found.first?.hasSuffix(
        "spec.ingress[0]: Deny here, and Accept in ingress rule 1 of ClusterNetworkPolicy `a`, which has "
          + "the same priority, 5: of a flow that both match it is not defined which decides")
        == true)
  }

  @Test func l28AndC100NoTieWithoutACommonFlow() {
    let first = policy("a", 5, ingress: rule("Accept", "namespaces: {matchLabels: {team: a}}", 80))
    let pod = { (app: String) in "pods: {podSelector: {matchLabels: {app: \(app)}}}" }
    let deny = { (peer: String, port: Int?) in rule("Deny", peer, port) }
    for other in [
      policy("b", 6, ingress: deny("namespaces: {}", nil)),
      policy("b", 5, ingress: deny("namespaces: {matchLabels: {team: b}}", nil)),
      policy(
        "b", 5,
        ingress: deny(
          "namespaces: {matchExpressions: [{key: team, operator: NotIn, values: [a]}]}", nil)),
      policy(
        "b", 5,
        ingress: deny(
          "namespaces: {matchExpressions: [{key: team, operator: DoesNotExist}]}", nil)),
      policy("b", 5, ingress: deny("namespaces: {}", 81)),
      policy("b", 5, ingress: rule("Accept")),
      policy("b", 5, tier: "Baseline", ingress: deny("namespaces: {}", nil)),
      policy("b", 5, egress: egress("Deny", "namespaces: {}")),
    ] {
      #expect(warnings(first, other) == [])
    }
    let subject = { (app: String) in "{\(pod(app))}" }
    #expect(
      warnings(
        policy("a", 5, subject: subject("web"), ingress: rule("Accept")),
        policy("b", 5, subject: subject("db"), ingress: rule("Deny"))) == [])
    #expect(
      warnings(
        policy("a", 5, subject: subject("web"), ingress: rule("Accept")),
        policy("b", 5, subject: "{namespaces: {matchLabels: {team: a}}}", ingress: rule("Deny"))
      ).count == 1)
  }

  @Test func l28KnowsTheLabelsOfDeclaredNamespaces() {
    let policies =
      policy(
        "a", 5,
        ingress: rule("Accept", "namespaces: {matchLabels: {kubernetes.io/metadata.name: mon}}"))
      + policy("b", 5, ingress: rule("Deny", "namespaces: {matchLabels: {team: b}}"))
    let namespace = { (labels: String) in
      "{apiVersion: v1, kind: Namespace, metadata: {name: mon, labels: {\(labels)}}}"
    }
    #expect(warnings(policies).count == 1)
    #expect(warnings(policies, namespace("team: b")).count == 1)
    #expect(warnings(policies, namespace("team: c")) == [])
    #expect(warnings(policies, namespace("")) == [])
    let others = policies.replacing("{team: b}", with: "{kubernetes.io/metadata.name: shop}")
    #expect(warnings(others) == [])
  }

  @Test func l28KnowsRangesAndNodes() {
    func found(_ first: String, _ second: String) -> Int {
      warnings(
        policy("a", 5, egress: egress("Accept", first)),
        policy("b", 5, egress: egress("Deny", second))
      ).filter { $0.contains("not defined") }.count
    }
    #expect(found("networks: [10.0.0.0/8]", "networks: [10.1.0.0/16]") == 1)
    #expect(found("networks: [10.0.0.0/8]", "networks: [11.0.0.0/8, '::/0']") == 0)
    #expect(found("networks: [10.0.0.0/8]", "namespaces: {}") == 1)
    #expect(found("nodes: {}", "namespaces: {}") == 0)
    #expect(found("nodes: {matchLabels: {a: b}}", "nodes: {matchLabels: {a: c}}") == 0)
    #expect(found("nodes: {}", "networks: [10.0.0.0/8]") == 1)
    #expect(found("domainNames: [example.org]", "networks: [10.0.0.0/8]") == 1)
  }

  @Test func l28InTheBaselineTierPassIsAsGoodAsAccept() {
    let accept = policy("a", 5, tier: "Baseline", ingress: rule("Accept"))
    let pass = policy("b", 5, tier: "Baseline", ingress: rule("Pass"))
    #expect(warnings(accept, pass) == [])
    #expect(
      warnings(policy("a", 5, ingress: rule("Accept")), policy("b", 5, ingress: rule("Pass"))).count
        == 1)
  }

  @Test func twoAPIsAreReadAsOne() {
    let first = Dialect.baseline.policy("ingress: [{action: Allow, from: [{namespaces: {}}]}]")
    let found = warnings(first, policy("a", 7, tier: "Baseline", ingress: rule("Deny")))
    #expect(found.count == 2)
    #expect(found.contains { $0.contains("different APIs") })
    #expect(found.contains { $0.contains("which ties with any priority: ") })
    #expect(warnings(first, Dialect.admin.policy("")) == [])
  }

  @Test func l29RulesBehindOnesThatMatchMore() {
    func found(_ rules: String...) -> [String] {
      warnings(policy("a", 5, ingress: rules.joined(separator: ", ")))
    }
    let tenant = "namespaces: {matchLabels: {team: a}}"
    let web =
      "pods: {namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {app: web}}}"
    #expect(
      found(rule("Deny"), rule("Accept", tenant)).map(\.text) == [
        "spec.ingress[1]: no flow comes to this rule: rule 1 matches whatever it matches, and says Deny"
      ])
    #expect(found(rule("Deny", tenant), rule("Accept", web)).count == 1)
    #expect(found(rule("Deny"), rule("Deny", tenant, 80)).first?.contains("adds nothing") == true)
    #expect(found(rule("Accept", tenant), rule("Deny")) == [])
    #expect(found(rule("Accept", web), rule("Deny", tenant)) == [])
    #expect(found(rule("Accept", "namespaces: {}", 80), rule("Deny", tenant)) == [])
    #expect(found(rule("Accept", "namespaces: {}", 80), rule("Deny", tenant, 81)) == [])
    #expect(found(rule("Accept", "namespaces: {}", 80), rule("Deny", tenant, 80)).count == 1)
  }

  @Test func l29KnowsRanges() {
    func found(_ first: String, _ second: String) -> Int {
      warnings(
        policy("a", 5, egress: egress("Accept", first) + ", " + egress("Deny", second))
      ).filter { $0.contains("no flow") }.count
    }
    #expect(found("networks: [10.0.0.0/8]", "networks: [10.1.0.0/16, 10.2.0.0/16]") == 1)
    #expect(found("networks: [10.0.0.0/8]", "networks: [10.1.0.0/16, 11.0.0.0/8]") == 0)
    #expect(found("networks: [10.1.0.0/16]", "networks: [10.0.0.0/8]") == 0)
    #expect(found("networks: [0.0.0.0/0]", "namespaces: {}") == 0)
    #expect(found("nodes: {}", "nodes: {matchLabels: {a: b}}") == 1)
    #expect(found("domainNames: [example.org]", "networks: [10.0.0.0/8]") == 0)
  }

  @Test func l30APassBehindWhichNothingDecides() {
    let pass = rule("Pass")
    let nothing = "has no rule that decides"
    #expect(
      notes(policy("a", 5, ingress: rule("Deny", "namespaces: {}", 80) + ", " + pass)).map(\.text)
        == [
          "spec.ingress[1]: this Pass has no effect: behind it the Admin tier \(nothing)"
        ])
    #expect(
      notes(policy("a", 5, ingress: pass + ", " + rule("Deny", "pods: {podSelector: {}}"))) == [])
    #expect(notes(policy("a", 5, ingress: pass), policy("b", 6, ingress: rule("Deny"))) == [])
    #expect(notes(policy("a", 5, ingress: pass), policy("b", 5, ingress: rule("Deny"))) == [])
    #expect(notes(policy("a", 5, ingress: pass), policy("b", 4, ingress: rule("Deny"))).count == 1)
    #expect(
      notes(policy("a", 5, ingress: pass), policy("b", 6, egress: egress("Deny", "namespaces: {}")))
        .count == 1)
    let accept = rule("Accept", "pods: {podSelector: {}}")
    #expect(notes(policy("a", 5, ingress: pass + ", " + accept)) == [])
    #expect(notes(policy("a", 5, tier: "Baseline", ingress: pass + ", " + accept)).count == 1)
  }

  @Test func l32AllAddressesAreThoseOfPodsToo() {
    let all = egress("Deny", "networks: ['::/0']")
    #expect(
      warnings(policy("a", 5, egress: all)).map(\.text) == [
        "spec.egress[0]: ::/0 is every address, those of pods too: this denies flows to every pod of the cluster"
      ])
    let pass = egress("Pass", "namespaces: {}")
    #expect(warnings(policy("a", 5, egress: pass + ", " + all)) == [])
    #expect(warnings(policy("b", 4, egress: pass), policy("a", 5, egress: all)) == [])
    #expect(warnings(policy("b", 6, egress: pass), policy("a", 5, egress: all)).count == 1)
    #expect(warnings(policy("a", 5, egress: egress("Accept", "networks: [0.0.0.0/0]"))) == [])
    #expect(warnings(policy("a", 5, egress: egress("Deny", "networks: [0.0.0.0/1]"))) == [])
    let baseline = Dialect.baseline.policy(
      "egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]")
    #expect(
      manifests(baseline).suggestions == [
        "to leave pods out, write before it: {action: Allow, to: [{namespaces: {}}]}"
      ])
  }
}

extension String {
  /// Without line and column.
  fileprivate var text: String { split(separator: " ").dropFirst().joined(separator: " ") }
}

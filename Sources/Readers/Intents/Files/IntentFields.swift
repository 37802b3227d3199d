import ClusterModel

/// The fields of an intent file; `schemas/intents.schema.json` has the same, and a test compares them.
struct IntentFields {
  static let apiVersion = "netproof.dev/v1alpha1"
  static let kind = "Intents"

  /// What they are the fields of, as in `an intent has no sentence`.
  let owner: String
  let names: [String]

  static let file = IntentFields(
    owner: "an intent file",
    names: ["apiVersion", "kind", "metadata", "world", "assume", "groups", "intents"])
  static let metadata = IntentFields(owner: "`metadata`", names: ["name"])
  static let assume = IntentFields(
    owner: "`assume`",
    names: [
      "cni", "clusterCIDRs", "ipFamilies", "clientAddress", "labels", "newNamespaces",
      "baselineScope",
    ])
  static let fixedLabels = IntentFields(
    owner: "`assume.labels`", names: ["namespaceLabels", "podLabels"])
  static let newNamespaces = IntentFields(
    owner: "`assume.newNamespaces`", names: ["policiesOf"])
  static let group = IntentFields(
    owner: "a group",
    names: ["namespace", "namespaces", "pods", "serviceAccount", "cidr", "except", "anyOf"])
  static let selector = IntentFields(
    owner: "a selector", names: ["matchLabels", "matchExpressions"])
  static let requirement = IntentFields(
    owner: "a line of `matchExpressions`", names: ["key", "operator", "values"])
  static let intent = IntentFields(
    owner: "an intent", names: ["id", "intent", "world", "severity", "because", "waiver"])
  static let waiver = IntentFields(owner: "a waiver", names: ["until", "reason"])

  static let all = [
    file, metadata, assume, fixedLabels, newNamespaces, group, selector, requirement, intent,
    waiver,
  ]

  /// What `field` is a field of, where it is none here.
  func home(of field: String) -> String? {
    // `name` and `labels` mean something else in most places.
    guard Spelling.nearest(to: field, among: names) == nil, owner != Self.metadata.owner else {
      return nil
    }
    return Self.all.first { $0.names.contains(field) }?.owner
  }
}

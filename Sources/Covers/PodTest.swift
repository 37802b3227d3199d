import ClusterModel

/// What a rule, a policy or a group asks of a pod.
struct PodTest: Hashable {
  enum Namespaces: Hashable {
    case any
    case one(NamespaceID)
    case names([Symbol])
    case matching([Requirement])
    /// One that the manifests do not have: that of a policy's copy.
    case newNamespace
    /// The new namespace in which the other end is.
    case sameNewNamespace
  }

  var namespaces: Namespaces
  var labels: [Requirement]
  var account: Symbol?
  /// Policies know pods that are not on their node's network; groups know all.
  var isOfPolicy: Bool

  /// - Parameter selector: nil: every pod.
  init(
    _ namespaces: Namespaces, _ selector: LabelSelector?, account: Symbol? = nil,
    isOfPolicy: Bool = true
  ) {
    self.namespaces = namespaces
    self.labels = selector.map(Requirement.all) ?? []
    self.account = account
    self.isOfPolicy = isOfPolicy
  }
}

/// The values of a label with which one line of a selector is met; nil is absence.
struct Requirement: Hashable {
  var key: Symbol
  var allowed: ValueSet<Symbol?>

  /// The finite one of the values that are allowed and those that are not.
  var named: ValueSet<Symbol?> { allowed.isComplement ? allowed.complement : allowed }

  static func all(of selector: LabelSelector) -> [Requirement] {
    selector.matchLabels.map { Requirement(key: $0.key, allowed: ValueSet([$0.value])) }
      + selector.matchExpressions.map(Requirement.init)
  }
}

extension Requirement {
  private init(_ requirement: LabelSelectorRequirement) {
    key = requirement.key
    let values = requirement.values.map(Optional.some)
    allowed =
      switch requirement.operator {
      case .in: ValueSet(values)
      // Met where the label is absent, too (C-29).
      case .notIn: ValueSet(allBut: values)
      case .exists: ValueSet(allBut: [nil])
      case .doesNotExist: ValueSet([nil])
      }
  }
}

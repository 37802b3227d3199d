import ClusterModel
import Formula

/// Namespaces that a label value divides into tenants.
extension SymbolicReading {
  /// The flows between pods of different tenants, a case for each tenant of the destination.
  ///
  /// Between tenants are two namespaces of which at least one carries `key`, unless both do with equal value. The last
  /// case has the destinations without the key.
  func tenants(of key: Symbol) -> [Formula] {
    let (from, to) = (tenancy(of: source, key), tenancy(of: destination, key))
    let cases = zip(from.tenants, to.tenants).map { from, to in
      formulas.all([to, isPod(source), .not(from)])
    }
    let fromTenant = formulas.all([to.isNone, from.isAny])
    return cases + [fromTenant]
  }

  /// The flows that tenant isolation by `key` has in its scope, those within a tenant included.
  func isTenantScope(_ key: Symbol) -> Formula {
    formulas.all([
      isPod(source), isPod(destination),
      .not(formulas.equal(source.namespace, destination.namespace)),
      formulas.any([tenancy(of: source, key).isAny, tenancy(of: destination, key).isAny]),
    ])
  }

  /// To which tenant a pod's namespace belongs.
  private struct Tenancy {
    /// A condition for each tenant, in the same order for both ends.
    var tenants: [Formula]
    var isAny: Formula
    /// The namespace lacks the key.
    var isNone: Formula
  }

  private func tenancy(of end: EndVariables, _ key: Symbol) -> Tenancy {
    var members: [Symbol: [Int]] = [:]
    var values: [Symbol] = []
    var others: [Int] = []
    for index in snapshot.namespaces.indices where isTenantGiven(index, key) {
      guard let value = namespaceLabel(key, of: index) else {
        others.append(index + 1)
        continue
      }
      if members[value] == nil { values.append(value) }
      members[value, default: []].append(index + 1)
    }
    let given = values.map { formulas.member(end.namespace, of: members[$0] ?? []) }
    let carriers = formulas.member(end.namespace, of: members.values.flatMap(\.self))
    let isOther = formulas.member(end.namespace, of: others)
    guard let wider = schema.wider else {
      return Tenancy(tenants: given, isAny: carriers, isNone: isOther)
    }
    guard let index = wider.words.keyIndex(of: key) else {
      // By name, each namespace is a tenant of its own.
      let new = schema.newNamespaces.map { formulas.equal(end.namespace, $0) }
      let isAny = formulas.any([carriers, isInNewNamespace(end)])
      return Tenancy(tenants: given + new, isAny: isAny, isNone: isOther)
    }
    let variable = end.columns[wider.namespaceLabels.lowerBound + index]
    var tenants = (0..<wider.words.size(ofKey: index)).map { code in
      formulas.all([hasOpenNamespace(end), formulas.equal(variable, code)])
    }
    let lacks = tenants.removeFirst()
    for (value, isMember) in zip(values, given) {
      guard let code = wider.words.code(of: value, underKey: index) else {
        preconditionFailure("a tenant was compiled that the vocabulary has not seen")
      }
      tenants[code - 1] = formulas.any([isMember, tenants[code - 1]])
    }
    return Tenancy(
      tenants: tenants,
      isAny: formulas.any([carriers, formulas.all([hasOpenNamespace(end), .not(lacks)])]),
      isNone: formulas.any([isOther, lacks]))
  }

  /// Whether the tenant of a namespace of the manifests is known: names always are.
  private func isTenantGiven(_ index: Int, _ key: Symbol) -> Bool {
    hasGivenLabels(index) || key == schema.wider?.words.nameKey
  }
}

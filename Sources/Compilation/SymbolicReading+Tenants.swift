import ClusterModel
import Formula

/// Namespaces that a label value divides into tenants.
extension SymbolicReading {
  /// The flows between pods of different tenants, a case for each tenant of the destination.
  ///
  /// Between tenants are two namespaces of which at least one carries `key`, unless both do with equal value. The last
  /// case has the destinations without the key.
  func tenants(of key: Symbol) -> [Formula] {
    var members: [Symbol: [Int]] = [:]
    var values: [Symbol] = []
    var others: [Int] = []
    for index in snapshot.namespaces.indices {
      guard let value = namespaceLabel(key, of: index) else {
        others.append(index + 1)
        continue
      }
      if members[value] == nil { values.append(value) }
      members[value, default: []].append(index + 1)
    }
    let cases = values.map { value in
      let tenant = members[value] ?? []
      return formulas.all([
        formulas.member(destination.namespace, of: tenant), isPod(source),
        .not(formulas.member(source.namespace, of: tenant)),
      ])
    }
    let fromTenant = formulas.all([
      formulas.member(destination.namespace, of: others),
      formulas.member(source.namespace, of: members.values.flatMap(\.self)),
    ])
    return cases + [fromTenant]
  }

  /// The flows that tenant isolation by `key` has in its scope, those within a tenant included.
  func isTenantScope(_ key: Symbol) -> Formula {
    let carriers = snapshot.namespaces.indices.filter { namespaceLabel(key, of: $0) != nil }
      .map { $0 + 1 }
    let isSame = snapshot.namespaces.indices.map { index in
      formulas.all([
        formulas.equal(source.namespace, index + 1),
        formulas.equal(destination.namespace, index + 1),
      ])
    }
    return formulas.all([
      isPod(source), isPod(destination), .not(formulas.any(isSame)),
      formulas.any([
        formulas.member(source.namespace, of: carriers),
        formulas.member(destination.namespace, of: carriers),
      ]),
    ])
  }
}

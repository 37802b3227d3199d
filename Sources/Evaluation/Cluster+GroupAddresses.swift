public import ClusterModel
public import Intents

extension Cluster {
  /// The addresses of `family` outside the cluster that are in `group`.
  public func addresses(of family: IPFamily, in group: Group) -> IntervalSet<UInt128> {
    let external = externalAddresses(of: family)
    switch group.term {
    case .pods: return IntervalSet()
    case .external, .anyone: return external
    case .internet:
      let special = Self.specialPurpose.filter { $0.family == family }
      return external.subtracting(IntervalSet(unionOf: special.map(\.range)))
    case .addresses(let cidr, let except):
      guard cidr.family == family else { return IntervalSet() }
      let holes = except.filter { $0.family == family }.map(\.range)
      return external.intersection(IntervalSet(cidr.range))
        .subtracting(IntervalSet(unionOf: holes))
    case .anyOf(let members):
      return members.reduce(IntervalSet()) { $0.union(addresses(of: family, in: $1)) }
    }
  }
}

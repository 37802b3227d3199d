import ClusterModel
import Evaluation

extension Space {
  /// The values of a dimension as far as there are any in a region: what a line says of flows that are there.
  func cut(_ values: Values, _ dimension: Dimension, to region: Region) -> Values {
    switch values {
    case .ports(let ports): return .ports(ports.intersection(region.ports))
    case .addresses(let family, let addresses):
      guard case .address(let role) = dimension else { return values }
      let there = region[role].ends.reduce(IntervalSet<UInt128>()) {
        $0.union(self.addresses(role, $1, family, region) ?? IntervalSet())
      }
      return .addresses(family, addresses.intersection(there))
    case .words(let words): return .words(words.intersection(self.words(dimension, region)))
    case .names(let names):
      let there = self.names(dimension, region)
      return .names(names.intersection(there))
    }
  }

  private func words(_ dimension: Dimension, _ region: Region) -> ValueSet<String> {
    switch dimension {
    case .transport: ValueSet(region.transports.map(\.name))
    case .family: ValueSet(region.families.map(\.word))
    case .kind(let role): ValueSet(region[role].ends.map(kind))
    case .pod(let role): ValueSet(region[role].ends.map(podName))
    case .newcomers: ValueSet(newcomers.map(\.rawValue))
    case .portName: ValueSet(["yes", "perhaps", "no"])
    case .sameNamespace: ValueSet(["same", "different"])
    case .sameLabel: ValueSet(["equal", "different"])
    default: .everything
    }
  }

  private func names(_ dimension: Dimension, _ region: Region) -> ValueSet<Symbol?> {
    func all(_ role: Role, _ values: (Int) -> ValueSet<Symbol?>) -> ValueSet<Symbol?> {
      region[role].ends.reduce(ValueSet([])) { $0.union(values($1)) }
    }
    return switch dimension {
    case .namespace(let role): all(role) { namespaces(role, $0, region) }
    case .label(let role, let key): all(role) { labels(key, role, $0, region) }
    case .namespaceLabel(let role, let key): all(role) { namespaceLabels(key, role, $0, region) }
    case .account(let role): all(role) { accounts(role, $0, region) }
    default: .everything
    }
  }
}

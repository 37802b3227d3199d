import ClusterModel
import Evaluation

/// Some of the values of a dimension.
enum Values: Hashable, Sendable {
  /// Of a dimension whose values are fixed words: kinds, protocols, families, pods.
  case words(ValueSet<String>)
  /// Of one with names or label values; nil is absence.
  case names(ValueSet<Symbol?>)
  case ports(IntervalSet<UInt16>)
  case addresses(IPFamily, IntervalSet<UInt128>)

  var isEmpty: Bool {
    switch self {
    case .words(let set): set.isEmpty
    case .names(let set): set.isEmpty
    case .ports(let set): set.isEmpty
    case .addresses(_, let set): set.isEmpty
    }
  }

  /// Nil for values of different dimensions.
  func union(_ other: Values) -> Values? {
    switch (self, other) {
    case (.words(let left), .words(let right)): .words(left.union(right))
    case (.names(let left), .names(let right)): .names(left.union(right))
    case (.ports(let left), .ports(let right)): .ports(left.union(right))
    case (.addresses(let family, let left), .addresses(let other, let right)) where family == other:
      .addresses(family, left.union(right))
    default: nil
    }
  }

  func isDisjoint(with other: Values) -> Bool {
    switch (self, other) {
    case (.words(let left), .words(let right)): left.isDisjoint(with: right)
    case (.names(let left), .names(let right)): left.isDisjoint(with: right)
    case (.ports(let left), .ports(let right)): left.intersection(right).isEmpty
    case (.addresses(let family, let left), .addresses(let other, let right)) where family == other:
      left.intersection(right).isEmpty
    default: false
    }
  }

  /// Every other value. Numbers have an end, which is that of their type.
  var complement: Values {
    switch self {
    case .words(let set): .words(set.complement)
    case .names(let set): .names(set.complement)
    case .ports(let set): .ports(IntervalSet(0...UInt16.max).subtracting(set))
    case .addresses(let family, let set):
      .addresses(family, IntervalSet(0...family.last).subtracting(set))
    }
  }
}

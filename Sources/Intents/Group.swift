public import ClusterModel

/// A set of endpoints, by name or written in place.
public struct Group: Hashable, Sendable {
  public indirect enum Term: Hashable, Sendable {
    /// Pods; the conditions are conjoined.
    case pods(namespaces: NamespaceTerm, selector: LabelSelector?, serviceAccount: Symbol?)
    /// Addresses outside the cluster: of `cidr`, without those of `except`.
    case addresses(cidr: CIDR, except: [CIDR])
    /// `Internet`: external without the ranges that are not publicly routed.
    case internet
    /// `external`: every address that is no known pod address and lies outside clusterCIDRs.
    case external
    /// `anyone`: every pod and every external address.
    case anyone
    /// A union, in written order.
    case anyOf([Group])
  }

  /// As a person refers to it: the declared name, or the inline term as written.
  public var name: String
  public var term: Term

  public init(name: String, term: Term) {
    self.name = name
    self.term = term
  }
}

/// The namespaces of a group's pods.
public enum NamespaceTerm: Hashable, Sendable {
  case any
  /// `namespace: NAME` or `namespace: [A, B]`.
  case names([Symbol])
  /// `namespaces: SELECTOR`.
  case matching(LabelSelector)
}

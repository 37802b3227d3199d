import ClusterModel
import Evaluation

/// What a reading of a region has found out of port names already: many rules name the same, and every end has to be looked at.
final class PortNames {
  struct Query: Hashable {
    var name: Symbol
    var isOfPolicy: Bool
    var perhaps: Ternary
  }

  private struct Asked: Hashable {
    var name: Symbol
    var transports: [TransportProtocol]
    var isOfPolicy: Bool
  }

  private var known: [Query: Ternary] = [:]
  private var asked: Set<Asked> = []

  /// What a name is in the region, found out once.
  func value(of query: Query, _ find: () -> Ternary) -> Ternary {
    if let value = known[query] { return value }
    let value = find()
    known[query] = value
    return value
  }

  /// Whether nobody has asked yet what would tell the ends apart by a name.
  func isFirst(_ name: Symbol, _ transports: [TransportProtocol], isOfPolicy: Bool) -> Bool {
    asked.insert(Asked(name: name, transports: transports, isOfPolicy: isOfPolicy)).inserted
  }
}

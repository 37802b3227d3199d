import ClusterModel
import Evaluation
import Intents

extension CoverSubject {
  /// The flows that a part speaks of, in words, a line each.
  func scope(_ kind: PartKind) -> [String] {
    let regions = regions(kind)
    let boxes =
      switch kind {
      case .split(.prohibition): regions.prohibited
      case .split(.obligation): regions.required
      case .existence: regions.sought
      case .permission: regions.permitted
      }
    return boxes.map { $0.words(cluster.snapshot.symbols).escapingControls }
  }
}

extension Box<Group> {
  /// `from anyone but API to DB on TCP 5984`.
  fileprivate func words(_ symbols: SymbolTable) -> String {
    var text = "from \(source.words(symbols)) to \(destination.words(symbols))"
    let ports = self.ports.text(symbols: symbols)
    text += ports.isEmpty ? ", every port" : " on \(ports)"
    switch namespaces {
    case .divided(let key)?:
      text += ", in different namespaces that do not both carry \(symbols[key]) with one value"
    case .crossing(let key)?:
      text += ", in different namespaces of which one carries \(symbols[key])"
    case nil: break
    }
    return text
  }
}

extension Box<Group>.Side {
  fileprivate func words(_ symbols: SymbolTable) -> String {
    func names(_ groups: [Group]) -> String {
      groups.map { $0.name.isEmpty ? $0.definition(symbols: symbols) : $0.name }
        .joined(separator: " or ")
    }
    return switch self {
    case .anyone: "anyone"
    case .oneOf(let groups): names(groups)
    case .noneOf(let groups): "anyone but \(names(groups))"
    }
  }
}

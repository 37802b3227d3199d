public import ClusterModel

extension LabelSelector {
  /// As `kubectl get -l` takes it: `app=web,tier in (a,b),!legacy`. Empty for the selector that selects everything.
  public func text(symbols: SymbolTable) -> String {
    let pairs = matchLabels.map { "\(symbols[$0.key])=\(symbols[$0.value])" }
    return (pairs + matchExpressions.map { $0.text(symbols: symbols) }).joined(separator: ",")
  }
}

extension LabelSelectorRequirement {
  /// As `kubectl get -l` takes it.
  public func text(symbols: SymbolTable) -> String {
    let key = symbols[key]
    let values = values.map { symbols[$0] }
    switch `operator` {
    case .in where values.count == 1: return "\(key)=\(values[0])"
    case .notIn where values.count == 1: return "\(key)!=\(values[0])"
    case .in: return "\(key) in (\(values.joined(separator: ",")))"
    case .notIn: return "\(key) notin (\(values.joined(separator: ",")))"
    case .exists: return key
    case .doesNotExist: return "!\(key)"
    }
  }
}

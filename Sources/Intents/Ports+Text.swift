public import ClusterModel

extension Ports {
  /// As an intent file writes them behind a target, without the colon; empty for `.all`.
  public func text(symbols: SymbolTable) -> String {
    switch self {
    case .all: ""
    case .list(let terms): terms.map { $0.text(symbols: symbols) }.joined(separator: ",")
    }
  }

  /// With defaults written out, to follow `on`: `TCP 80 or 443, or port http of any protocol`.
  func words(symbols: SymbolTable) -> String {
    switch self {
    case .all: "any port of TCP, UDP or SCTP"
    case .list(let terms): terms.map { $0.words(symbols: symbols) }.joined(separator: " or ")
    }
  }
}

extension PortTerm {
  /// As an intent file writes it: `80`, `8000-8080`, `53/UDP`, `http`, `*/UDP`.
  public func text(symbols: SymbolTable) -> String {
    let selected =
      switch selection {
      case .numbers(let range): Self.text(range)
      case .name(let name): symbols[name]
      case .every: "*"
      }
    return selected + (`protocol`.map { "/" + $0.name } ?? "")
  }

  fileprivate func words(symbols: SymbolTable) -> String {
    switch selection {
    case .numbers(let range): "\((`protocol` ?? .tcp).name) \(Self.text(range))"
    case .name(let name):
      `protocol`.map { "\($0.name) port `\(symbols[name])` of the destination pod" }
        ?? "the destination pod's port `\(symbols[name])`"
    case .every: "any \(`protocol`?.name ?? "") port"
    }
  }

  private static func text(_ range: ClosedRange<UInt16>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }
}

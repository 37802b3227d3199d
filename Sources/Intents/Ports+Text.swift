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
    case .list(let terms): Self.words(terms, symbols)
    }
  }

  /// Names that stand in a row share their words, and what is said twice is said once.
  private static func words(_ terms: [PortTerm], _ symbols: SymbolTable) -> String {
    var parts: [String] = []
    var named: (protocol: TransportProtocol?, names: [String])?
    func add(_ part: String) { if !parts.contains(part) { parts.append(part) } }
    func close() {
      if let (proto, names) = named { add(PortTerm.words(names, proto)) }
      named = nil
    }
    for term in terms {
      guard case .name(let name) = term.selection else {
        close()
        add(term.words(symbols: symbols))
        continue
      }
      if named?.protocol != term.protocol { close() }
      let names = named?.names ?? []
      let text = symbols[name]
      named = (term.protocol, names.contains(text) ? names : names + [text])
    }
    close()
    return parts.joined(separator: " or ")
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
    case .name(let name): Self.words([symbols[name]], `protocol`)
    case .every: "any \(`protocol`?.name ?? "") port"
    }
  }

  /// `the destination pod's ports http or https`
  fileprivate static func words(_ names: [String], _ protocol: TransportProtocol?) -> String {
    let noun = names.count == 1 ? "port" : "ports"
    let list = names.map { "`\($0)`" }.joined(separator: " or ")
    return `protocol`.map { "\($0.name) \(noun) \(list) of the destination pod" }
      ?? "the destination pod's \(noun) \(list)"
  }

  private static func text(_ range: ClosedRange<UInt16>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }
}

public import ClusterModel

extension Group {
  /// What the group is, in words: `pods app=admin in namespace shop`. Members of a union are named, not spelled out.
  public func definition(symbols: SymbolTable) -> String {
    Self.definition(of: term, symbols: symbols)
  }

  public static func definition(of term: Term, symbols: SymbolTable) -> String {
    switch term {
    case .pods(let namespaces, let selector, let account):
      var words =
        selector.map { $0.text(symbols: symbols) }.map { $0.isEmpty ? "any pod" : "pods \($0)" }
        ?? "any pod"
      words += namespaces.words(symbols: symbols)
      if let account { words += " with service account \(symbols[account])" }
      return words
    case .addresses(let cidr, let except):
      let exceptions = except.map(\.description).joined(separator: ", ")
      return cidr.description + (except.isEmpty ? "" : " except \(exceptions)")
    case .internet: return "Internet"
    case .external: return "external"
    case .anyone: return "anyone"
    case .anyOf(let groups):
      return "any of " + groups.map(\.name).removingRepetitions.joined(separator: ", ")
    }
  }
}

extension NamespaceTerm {
  /// To follow `pods`, with a blank in front; empty for every namespace.
  fileprivate func words(symbols: SymbolTable) -> String {
    switch self {
    case .any: return ""
    case .names(let names) where names.count == 1: return " in namespace \(symbols[names[0]])"
    case .names(let names):
      return " in namespaces " + names.map { symbols[$0] }.joined(separator: ", ")
    case .matching(let selector):
      let text = selector.text(symbols: symbols)
      return text.isEmpty ? "" : " in namespaces labelled \(text)"
    }
  }
}

extension [String] {
  /// In order of first occurrence.
  var removingRepetitions: [String] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

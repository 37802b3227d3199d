import ClusterModel
import Evaluation
import Intents

/// A part of a certificate for the verified checker: its witness and its cases.
struct PartTokens {
  let space: Space
  /// What the specification does not know.
  private(set) var beyond: [String] = []

  init(_ space: Space) {
    self.space = space
  }

  /// - Parameters:
  ///   - witness: with its text, as the certificate has it.
  ///   - tree: nil where the witness is all there is.
  mutating func text(
    _ kind: PartKind, _ witness: (value: Witness, text: String), _ tree: Tree?
  ) -> String {
    let shows =
      switch kind {
      case .split(.prohibition): "prohibits"
      case .split(.obligation): "requires"
      case .existence: "finds"
      case .permission: "permits"
      }
    var text =
      "\(shows) \(space.world.rawValue) \(space.population.rawValue) \(text(of: witness.value, witness.text))"
    if let tree { text += "\n" + self.text(tree, indent: "  ") }
    return text
  }

  // MARK: Witnesses

  private mutating func text(of witness: Witness, _ text: String) -> String {
    var words: [Dimension: String] = [:]
    var isPlain = true
    for value in witness.values {
      switch (value.dimension, value.values) {
      case (.newcomers, .words(let set)) where set.single == Newcomers.nobody.rawValue: continue
      case (.family, .words(let set)), (.transport, .words(let set)):
        words[value.dimension] = set.single
      case (.pod(let role), .words(let set)):
        words[.pod(role)] = set.single.map { "pod \(Tokens.text($0))" }
      case (.kind, .words(let set)) where set.single == "outside": continue
      case (.address(let role), .addresses(_, let set)) where set.isSingle:
        words[.pod(role)] = set.first.map { "address \(Tokens.number($0))" }
      case (.port, .ports(let set)) where set.isSingle:
        words[.port] = set.first.map { "\($0)" }
      default: isPlain = false
      }
    }
    let asked: [Dimension] = [.pod(.source), .pod(.destination), .family, .transport, .port]
    let found = asked.compactMap { words[$0] }
    let decision = [Ternary.yes: "allowed", .no: "blocked"][witness.allowed] ?? "unknown"
    if isPlain, found.count == asked.count {
      return (found + [decision]).joined(separator: " ")
    }
    beyond.append("witness \(text)")
    return "new \(Tokens.text(text))"
  }

  // MARK: Cases

  private mutating func text(_ tree: Tree, indent: String) -> String {
    switch tree {
    case .closed(let reason): return "\(indent)closed \(text(reason))"
    case .split(let dimension, let cases):
      var lines = ["\(indent)split \(text(dimension)) ["]
      var rest = "] no-more"
      for part in cases {
        let tree = text(part.tree, indent: indent + "  ")
        if let values = part.values {
          lines += ["\(indent)  \(text(values))", tree]
        } else {
          rest = "] otherwise\n\(tree)"
        }
      }
      return (lines + [indent + rest]).joined(separator: "\n")
    }
  }

  private func text(_ dimension: Dimension) -> String {
    func key(_ key: Symbol) -> String { Tokens.text(space.symbols[key]) }
    return switch dimension {
    case .newcomers: "new"
    case .transport: "transport"
    case .port: "port"
    case .family: "family"
    case .kind(let role): "kind \(role.word)"
    case .namespace(let role): "namespace \(role.word)"
    case .label(let role, let label): "label \(role.word) \(key(label))"
    case .namespaceLabel(let role, let label): "namespace-label \(role.word) \(key(label))"
    case .account(let role): "account \(role.word)"
    case .address(let role): "address \(role.word)"
    case .pod(let role): "pod \(role.word)"
    case .portName(let name): "port-name \(key(name))"
    case .sameNamespace: "same-namespace"
    case .sameLabel(let label): "same-label \(key(label))"
    }
  }

  /// Values of a line, which are always some: `otherwise` is not among them.
  private func text(_ values: Values) -> String {
    switch values {
    case .words(let words):
      Tokens.list(words.elements.sorted().map { Tokens.option(Tokens.text($0)) })
    case .names(let names):
      Tokens.list(
        names.elements.map { $0.map { space.symbols[$0] } }
          .sorted { ($0 ?? "", $0 == nil ? 0 : 1) < ($1 ?? "", $1 == nil ? 0 : 1) }
          .map { Tokens.option($0.map(Tokens.text)) })
    case .ports(let ports): Tokens.ranges(ports) { "\($0)" }
    case .addresses(_, let addresses): Tokens.ranges(addresses, Tokens.number)
    }
  }

  // MARK: Reasons

  private mutating func text(_ reason: Reason) -> String {
    switch reason {
    case .outsideScope: return "outside-scope"
    case .permitted: return "permitted"
    case .ownNode: return "own-node"
    case .notEnforced: return "not-enforced"
    case .blocked(let direction, let names, let denying):
      guard denying.isEmpty else { return unknown(reason) }
      return "blocked \(direction.word) \(Tokens.list(names.map(Tokens.text)))"
    case .allowed(let egress, let ingress):
      guard let egress = text(egress), let ingress = text(ingress) else { return unknown(reason) }
      return "allowed \(egress) \(ingress)"
    }
  }

  private mutating func unknown(_ reason: Reason) -> String {
    beyond.append("reason \(space.text(reason))")
    return "beyond"
  }

  /// Nil where the specification has no such ground: one of several rules, or a rule or none.
  private func text(_ basis: Basis) -> String? {
    switch basis {
    case .outside: return "outside"
    case .hostNetwork: return "host"
    case .decided(let rules, let isLeftOver):
      if rules.isEmpty { return isLeftOver ? "not-isolated" : nil }
      guard rules.count == 1, !isLeftOver else { return nil }
      // `NAMESPACE/NAME rule NUMBER`.
      let words = rules[0].split(separator: " ")
      guard words.count == 3, words[1] == "rule", words[0].contains("/") else { return nil }
      return "rule \(Tokens.text(String(words[0]))) \(words[2])"
    }
  }
}

import ClusterModel

/// A side of a flow.
enum Role: Hashable, Sendable, CaseIterable {
  case source, destination

  var other: Role { self == .source ? .destination : .source }

  /// The side for which policies of a direction speak.
  init(subjectOf direction: Direction) {
    self = direction == .ingress ? .destination : .source
  }

  var word: String { self == .source ? "src" : "dst" }
}

/// Something that flows differ in: every flow has exactly one value of it.
enum Dimension: Hashable, Sendable {
  /// Which ends are pods that the manifests do not have.
  case newcomers
  case transport
  case port
  case family
  case kind(Role)
  case namespace(Role)
  case label(Role, Symbol)
  case namespaceLabel(Role, Symbol)
  case account(Role)
  case address(Role)
  /// Which pod of the manifests an end is.
  case pod(Role)
  /// Whether the flow's port is one that the destination calls so.
  case portName(Symbol)
  /// Whether the two ends are in one namespace; asked of two new namespaces.
  case sameNamespace
  /// Whether the namespaces of the two ends have the same value of a label, or both lack it.
  case sameLabel(Symbol)
}

extension Dimension {
  /// As a line of a case split begins.
  func text(_ symbols: SymbolTable) -> String {
    switch self {
    case .newcomers: "new"
    case .transport: "proto"
    case .port: "port"
    case .family: "family"
    case .kind(let role): "\(role.word).kind"
    case .namespace(let role): "\(role.word).ns"
    case .label(let role, let key): "\(role.word).label.\(symbols[key])"
    case .namespaceLabel(let role, let key): "\(role.word).ns.label.\(symbols[key])"
    case .account(let role): "\(role.word).account"
    case .address(let role): "\(role.word).address"
    case .pod(let role): "\(role.word).pod"
    case .portName(let name): "port-name.\(symbols[name])"
    case .sameNamespace: "ns"
    case .sameLabel(let key): "ns.label.\(symbols[key])"
    }
  }

  /// Nil for anything else.
  init?(_ text: some StringProtocol, _ symbols: inout SymbolTable) {
    func rest(_ prefix: String) -> Symbol? {
      guard text.hasPrefix(prefix), text.count > prefix.count else { return nil }
      return symbols.intern(String(text.dropFirst(prefix.count)))
    }
    for role in Role.allCases {
      let word = role.word
      switch String(text) {
      case "\(word).kind": self = .kind(role)
      case "\(word).ns": self = .namespace(role)
      case "\(word).account": self = .account(role)
      case "\(word).address": self = .address(role)
      case "\(word).pod": self = .pod(role)
      default:
        if let key = rest("\(word).ns.label.") {
          self = .namespaceLabel(role, key)
        } else if let key = rest("\(word).label.") {
          self = .label(role, key)
        } else {
          continue
        }
      }
      return
    }
    switch String(text) {
    case "new": self = .newcomers
    case "proto": self = .transport
    case "port": self = .port
    case "family": self = .family
    case "ns": self = .sameNamespace
    default:
      if let key = rest("ns.label.") {
        self = .sameLabel(key)
      } else if let name = rest("port-name.") {
        self = .portName(name)
      } else {
        return nil
      }
    }
  }

  /// In which order a reader wants to be asked, once the scope is settled.
  var rank: Int {
    switch self {
    case .newcomers: 0
    case .transport: 1
    case .port: 2
    case .kind(.source): 3
    case .sameNamespace, .sameLabel: 4
    case .namespace(.source): 5
    case .namespaceLabel(.source, _): 6
    case .label(.source, _): 7
    case .account(.source): 8
    case .kind(.destination): 9
    case .namespace(.destination): 10
    case .namespaceLabel(.destination, _): 11
    case .label(.destination, _): 12
    case .account(.destination): 13
    case .family: 14
    case .portName: 15
    case .address: 16
    case .pod: 17
    }
  }
}

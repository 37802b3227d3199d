import ClusterModel
import FoundationEssentials
import Intents

/// Writes sentences of one or several intent files, with the groups that they name, as one new intent file.
struct IntentFileWriter {
  private let symbols: SymbolTable
  private let model: IntentFile
  private var groups: [Group] = []
  private var intents: [String] = []

  /// - Parameter model: the file whose assumptions the new one takes over.
  init(symbols: SymbolTable, like model: IntentFile) {
    self.symbols = symbols
    self.model = model
  }

  /// Adds a sentence; a group of its file whose name is taken by another group gets a new one.
  mutating func add(_ intent: Intent, of file: IntentFile) {
    var sentence = intent.sentence
    for group in file.groups {
      let name = free(group)
      if !groups.contains(where: { $0.name == name }) {
        groups.append(Group(name: name, term: group.term))
      }
      if name != group.name { sentence = Self.replacing(group.name, by: name, in: sentence) }
    }
    intents.append("{world: \(intent.world.rawValue), intent: \(Self.quoted(sentence))}")
  }

  var text: String {
    var lines = ["apiVersion: netproof.dev/v1alpha1", "kind: Intents"]
    lines.append("assume:")
    lines += assumptions.map { "  " + $0 }
    if !groups.isEmpty { lines.append("groups:") }
    lines += groups.map { "  \($0.name): \(term($0))" }
    lines.append("intents:")
    lines += intents.map { "  - " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }

  private func free(_ group: Group) -> String {
    var name = group.name
    var number = 2
    while let taken = groups.first(where: { $0.name == name }), taken.term != group.term {
      name = "\(group.name)-\(number)"
      number += 1
    }
    return name
  }

  /// Replaces whole words; what follows `=` or `,` inside a selector may be replaced too, which a reader of the
  /// folder would see at once.
  private static func replacing(_ word: String, by new: String, in text: String) -> String {
    var result = ""
    var current = ""
    func flush() {
      result += current == word ? new : current
      current = ""
    }
    for character in text {
      if character.isLetter || character.isNumber || "-_".contains(character) {
        current.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }

  // MARK: YAML

  private var assumptions: [String] {
    let assumed = model.assumptions
    var lines = ["cni: \(assumed.cni.rawValue)"]
    if !assumed.clusterCIDRs.isEmpty {
      lines.append("clusterCIDRs: " + list(assumed.clusterCIDRs.map(\.description)))
    }
    if let families = assumed.ipFamilies {
      lines.append("ipFamilies: " + list(families.map { $0 == .ipv4 ? "IPv4" : "IPv6" }))
    }
    if assumed.clientAddress != .preserved {
      lines.append("clientAddress: \(assumed.clientAddress.rawValue)")
    }
    if assumed.baselineScope != .direction {
      lines.append("baselineScope: \(assumed.baselineScope.rawValue)")
    }
    let fixed = [
      ("namespaceLabels", assumed.fixedNamespaceLabels), ("podLabels", assumed.fixedPodLabels),
    ].filter { !$0.1.isEmpty }.map { field, keys in
      let owners = keys.map { Self.quoted(symbols[$0]) + ": admin" }
      return "\(field): {\(owners.joined(separator: ", "))}"
    }
    if !fixed.isEmpty { lines.append("labels: {\(fixed.joined(separator: ", "))}") }
    if let namespace = assumed.newNamespacePolicies {
      lines.append("newNamespaces: {policiesOf: \(Self.quoted(symbols[namespace]))}")
    }
    return lines
  }

  private func term(_ group: Group) -> String {
    switch group.term {
    case .internet, .external, .anyone: "{anyOf: [\(group.name)]}"
    case .anyOf(let members): "{anyOf: [\(members.map(member).joined(separator: ", "))]}"
    case .addresses(let cidr, let except):
      // The reader refuses empty lists: they say nothing.
      "{cidr: \(Self.quoted("\(cidr)"))"
        + (except.isEmpty ? "" : ", except: \(list(except.map(\.description)))") + "}"
    case .pods(let namespaces, let selector, let account):
      "{"
        + [
          self.namespaces(namespaces),
          selector.flatMap { $0.isEmpty ? nil : "pods: " + self.selector($0) },
          account.map { "serviceAccount: " + Self.quoted(symbols[$0]) },
        ].compactMap(\.self).joined(separator: ", ") + "}"
    }
  }

  private func member(_ group: Group) -> String {
    switch group.term {
    case .internet: "Internet"
    case .external: "external"
    case .anyone: "anyone"
    case .pods, .addresses, .anyOf: term(group)
    }
  }

  private func namespaces(_ term: NamespaceTerm) -> String? {
    switch term {
    case .any: nil
    case .names(let names): "namespace: " + list(names.map { symbols[$0] })
    case .matching(let selector):
      selector.isEmpty ? nil : "namespaces: " + self.selector(selector)
    }
  }

  private func selector(_ selector: LabelSelector) -> String {
    let labels = selector.matchLabels.map {
      "\(Self.quoted(symbols[$0.key])): \(Self.quoted(symbols[$0.value]))"
    }
    let expressions = selector.matchExpressions.map { requirement in
      let word =
        switch requirement.operator {
        case .in: "In"
        case .notIn: "NotIn"
        case .exists: "Exists"
        case .doesNotExist: "DoesNotExist"
        }
      let values =
        requirement.values.isEmpty
        ? "" : ", values: " + list(requirement.values.map { symbols[$0] })
      return "{key: \(Self.quoted(symbols[requirement.key])), operator: \(word)\(values)}"
    }
    // The reader refuses empty lists: they say nothing.
    let fields = [
      labels.isEmpty ? nil : "matchLabels: {\(labels.joined(separator: ", "))}",
      expressions.isEmpty ? nil : "matchExpressions: [\(expressions.joined(separator: ", "))]",
    ]
    return "{\(fields.compactMap(\.self).joined(separator: ", "))}"
  }

  private func list(_ texts: [String]) -> String {
    "[" + texts.map(Self.quoted).joined(separator: ", ") + "]"
  }

  /// A double-quoted scalar.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\x" + (digits.count == 1 ? "0" : "") + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension LabelSelector {
  fileprivate var isEmpty: Bool { matchLabels.isEmpty && matchExpressions.isEmpty }
}

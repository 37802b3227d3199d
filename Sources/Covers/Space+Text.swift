import ClusterModel
import Evaluation
import Intents

/// The words of certificates.
extension Space {
  /// Which ends can be new pods in this world.
  var newcomers: [Newcomers] {
    switch world {
    case .deployed: [.nobody]
    case .open, .openCluster: [.nobody, .source, .destination]
    case .openBoth: Newcomers.allCases
    }
  }

  /// `src.label.app api|web`.
  func line(_ dimension: Dimension, _ values: Values?) -> String {
    dimension.text(symbols) + " " + (values.map { text($0) } ?? "otherwise")
  }

  /// Values as they stand in a line; those of a complement have no text, and are `otherwise`.
  func text(_ values: Values) -> String {
    switch values {
    case .words(let words) where !words.isComplement:
      words.elements.map(Self.quoted).sorted().joined(separator: "|")
    case .names(let names) where !names.isComplement:
      names.elements.map { $0.map { Self.quoted(symbols[$0]) } ?? "absent" }.sorted(by: Self.comes)
        .joined(separator: "|")
    case .ports(let ports): Self.text(ports.ranges.map { ("\($0.lowerBound)", "\($0.upperBound)") })
    case .addresses(let family, let set):
      set.ranges.map { Self.text($0, family) }.joined(separator: "|")
    case .words, .names: "otherwise"
    }
  }

  /// `absent` comes last.
  private static func comes(_ left: String, _ right: String) -> Bool {
    (left == "absent" ? 1 : 0, left) < (right == "absent" ? 1 : 0, right)
  }

  /// A value that looks like a word of the format, or like none, is in quotes.
  static func quoted(_ text: String) -> String {
    let isPlain =
      !["absent", "otherwise", ""].contains(text)
      && text.unicodeScalars.allSatisfy {
        $0.value > 32 && $0.value != 127 && !"|\"\\".unicodeScalars.contains($0)
      }
    if isPlain { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" || scalar == "|" || scalar.value <= 32
        || scalar.value == 127
      {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func text(_ ranges: [(String, String)]) -> String {
    ranges.map { $0 == $1 ? $0 : "\($0)..\($1)" }.joined(separator: "|")
  }

  /// As a CIDR where it is one.
  private static func text(_ range: ClosedRange<UInt128>, _ family: IPFamily) -> String {
    let (first, last) = (
      IPAddress(family: family, bits: range.lowerBound),
      IPAddress(family: family, bits: range.upperBound)
    )
    if first == last { return "\(first)" }
    let length = (range.lowerBound ^ range.upperBound).leadingZeroBitCount - 128 + family.bitWidth
    let block = CIDR(first, prefixLength: length)
    return block.range == range ? "\(block)" : "\(first)..\(last)"
  }

  // MARK: Reasons

  func text(_ reason: Reason) -> String {
    switch reason {
    case .outsideScope: "outside the scope"
    case .permitted: "permitted by the intent"
    case .blocked(let direction, let names, let denying):
      "blocked \(direction.word): "
        + [
          denying.isEmpty ? nil : "denied by \(denying.joined(separator: ", "))",
          names.isEmpty
            ? nil : "isolated by \(names.joined(separator: ", ")); no rule matches",
        ].compactMap(\.self).joined(separator: "; or ")
    case .allowed(let egress, let ingress):
      "allowed egress: \(text(egress)); ingress: \(text(ingress))"
    case .ownNode: "allowed: a node and its own pod"
    case .notEnforced: "allowed: policies are not enforced"
    }
  }

  private func text(_ basis: Basis) -> String {
    switch basis {
    case .outside: "outside the cluster"
    case .hostNetwork: "hostNetwork"
    case .decided(let rules, let isLeftOver):
      (rules + (isLeftOver ? ["not isolated"] : [])).joined(separator: " or ")
    }
  }

  // MARK: Order

  /// Numbers ascending, names alphabetical, what is left last.
  func sorted(_ cases: [Tree.Case], _ dimension: Dimension) -> [Tree.Case] {
    if cases.count > 1, !cases.contains(where: { $0.values == nil }) { return sortedAll(cases) }
    return sortedAll(cases.filter { $0.values != nil }) + cases.filter { $0.values == nil }
  }

  private func sortedAll(_ cases: [Tree.Case]) -> [Tree.Case] {
    cases.sorted { left, right in
      guard let left = left.values, let right = right.values else { return false }
      switch (left, right) {
      case (.ports(let left), .ports(let right)): return (left.first ?? 0) < (right.first ?? 0)
      case (.addresses(_, let left), .addresses(_, let right)):
        return (left.first ?? 0) < (right.first ?? 0)
      default: return Self.comes(text(left), text(right))
      }
    }
  }

  /// A region in a few words, for whoever has to find out why it is not closed.
  func describe(_ region: Region) -> String {
    func side(_ role: Role) -> String {
      let names = region[role].ends.prefix(3).map { end -> String in
        switch ends[end] {
        case .pod: podName(end)
        case .newPod(let home): "a new pod in \(name(home))"
        case .anyPod(let home): "any pod in \(name(home))"
        case .outside(let family): "outside \(family.word)"
        }
      }
      let labels = region[role].labels.map { "\(symbols[$0.key]) \(text(.names($0.value)))" }
      return (names + labels.sorted()).joined(separator: ", ")
    }
    let ports = text(.ports(region.ports))
    let transports = region.transports.map(\.name).joined(separator: "|")
    return "from \(side(.source)) to \(side(.destination)), \(transports) \(ports)"
  }

  private func name(_ home: Home) -> String {
    switch home {
    case .namespace(let id): symbols[snapshot[id].name]
    case .new: "a new namespace"
    }
  }
}

extension Direction {
  var word: String { self == .ingress ? "ingress" : "egress" }
}

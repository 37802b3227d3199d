import ClusterModel
import Compilation
import Formula

/// What atoms say, in words: `destination app=db`, `port 8000-8080`, `source in shop`.
struct AtomPhrases {
  let formulas: FormulaStore
  let meanings: [Variable: Meaning]

  func phrase(for variable: Variable, _ range: ClosedRange<Int>) -> String {
    switch meanings[variable] {
    case nil: "\(formulas.name(of: variable)) \(range.lowerBound)-\(range.upperBound)"
    case .port: "port " + Self.text(range)
    case .addresses(let family, let bounds): phrase(for: variable, family, bounds, range)
    case .words(let kind, let words): phrase(for: variable, kind, words, range)
    }
  }

  /// What a cut says: `port<=5431`, `destination app<=web` in the order in which words are numbered.
  func phrase(for variable: Variable, upTo value: Int) -> String {
    switch meanings[variable] {
    case .words(let kind, let words) where value > 0:
      "\(subject(of: variable, kind))<=\(words[value])"
    case .addresses(let family, let bounds) where value >= Self.firstRange:
      "\(end(of: variable))\(family.word)<="
        + "\(Self.last(bounds, value, family))"
    case .port: "port<=\(value)"
    default: phrase(for: variable, 0...value)
    }
  }

  /// The variable in words, without its value.
  private func subject(of variable: Variable, _ kind: Meaning.Kind) -> String {
    let end = end(of: variable)
    switch kind {
    case .label(let key): return end + key
    case .namespaceLabel(let key): return "\(end)namespace \(key)"
    default: return end + kind.word
    }
  }

  /// The last address of the range with a code.
  private static func last(_ bounds: [IPAddress], _ code: Int, _ family: IPFamily) -> IPAddress {
    let next = code - firstRange + 1
    return IPAddress(
      family: family, bits: next < bounds.count ? bounds[next].bits - 1 : family.last)
  }

  /// `80`, `8000-8080`.
  private static func text(_ range: ClosedRange<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }

  /// The end that a variable is about, `old source` in a comparison; of one about the whole flow the side, if it is one side's.
  private func end(of variable: Variable) -> String {
    let parts = formulas.name(of: variable).split(separator: ".")
    let index = parts.firstIndex { $0 == "source" || $0 == "destination" }
    return parts[..<(index.map { $0 + 1 } ?? parts.count - 1)].map { $0 + " " }.joined()
  }

  // MARK: Words

  private func phrase(
    for variable: Variable, _ kind: Meaning.Kind, _ words: [String], _ range: ClosedRange<Int>
  ) -> String {
    // Long lists are told by their numbers, which the comment at the variable explains.
    let values =
      range.count <= 3
      ? words[range].joined(separator: ",") : "number \(range.lowerBound)-\(range.upperBound)"
    let end = end(of: variable)
    switch kind {
    case .family, .protocol, .oneNode: return end + values
    case .namespace: return range == 0...0 ? "\(end)outside" : "\(end)in \(values)"
    case .hostNetwork: return "\(end)on \(values)"
    case .serviceAccount: return "\(end)as service account \(values)"
    case .label(let key): return "\(end)\(key)=\(values)"
    case .isNew: return end + values
    case .individual: return "\(end)one pod \(values)"
    case .namespaceName: return "\(end)in namespace called \(values)"
    case .namespaceLabel(let key): return "\(end)in namespace \(key)=\(values)"
    case .namedPort(let name): return "\(end)calls \(name) \(values)"
    case .hostPorts: return "\(end)host ports \(values)"
    case .node: return "\(end)node \(values)"
    case .place: return "\(end)on \(values)"
    }
  }

  // MARK: Addresses

  private func phrase(
    for variable: Variable, _ family: IPFamily, _ bounds: [IPAddress], _ range: ClosedRange<Int>
  ) -> String {
    let word = family.word
    let special = [(0, "no \(word)"), (1, "unknown \(word)")].filter { range.contains($0.0) }
      .map(\.1)
    var parts = special
    if range.upperBound >= Self.firstRange {
      let first = bounds[max(range.lowerBound, Self.firstRange) - Self.firstRange]
      parts.append(Self.text(first, Self.last(bounds, range.upperBound, family).bits))
    }
    return end(of: variable) + parts.joined(separator: " or ")
  }

  /// The codes before say that there is no address, and that nobody knows it.
  static let firstRange = 2

  /// A range in prefix notation where it has one.
  static func text(_ first: IPAddress, _ last: UInt128) -> String {
    if first.bits == last { return first.description }
    let width = first.family.bitWidth
    let size = last - first.bits
    let length = width - (UInt128.bitWidth - size.leadingZeroBitCount)
    let cidr = CIDR(first, prefixLength: max(length, 0))
    if cidr.range == first.bits...last { return cidr.description }
    return "\(first)-\(IPAddress(family: first.family, bits: last))"
  }
}

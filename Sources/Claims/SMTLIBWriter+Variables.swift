import ClusterModel
import Compilation
import Formula

/// What the script says before the definitions: variables, their values, and the atoms about them.
extension SMTLIBWriter {
  mutating func writeVariables() {
    line("; The flow that is asked about. A word is a number; 0 is what an address outside has.")
    var explained: Set<Meaning> = []
    for variable in naming.parts.variables {
      if let meaning = statement.meanings[variable], explained.insert(meaning).inserted {
        explain(meaning)
      }
      line("(declare-const \(naming.symbol(of: variable)) (_ BitVec \(width(of: variable))))")
    }
    line("")
  }

  /// All values of a variable, in comments.
  private mutating func explain(_ meaning: Meaning) {
    switch meaning {
    case .port, .words(.oneNode, _): break
    case .words(let kind, let words):
      comment("\(kind.word): " + numbered(words))
    case .addresses(let family, let bounds):
      let words = bounds.indices.map { index in
        AtomPhrases.text(
          bounds[index], index + 1 < bounds.count ? bounds[index + 1].bits - 1 : family.last)
      }
      comment("\(family.word) address: " + numbered(["(none)", "(unknown)"] + words))
    }
  }

  private func numbered(_ words: [String]) -> String {
    words.enumerated().map { "\($0.offset)=\($0.element)" }.joined(separator: ", ")
  }

  mutating func writeAtoms() {
    line("; What is said of it.")
    for atom in naming.parts.atoms {
      let variable = naming.symbol(of: atom.variable)
      func numeral(_ value: Int) -> String { "(_ bv\(value) \(width(of: atom.variable)))" }
      let (lower, upper) = (atom.range.lowerBound, atom.range.upperBound)
      let term =
        if lower == upper {
          "(= \(variable) \(numeral(lower)))"
        } else if lower == 0 {
          "(bvule \(variable) \(numeral(upper)))"
        } else if upper == formulas.size(of: atom.variable) - 1 {
          "(bvule \(numeral(lower)) \(variable))"
        } else {
          "(and (bvule \(numeral(lower)) \(variable)) (bvule \(variable) \(numeral(upper))))"
        }
      line("(define-fun \(printer.atoms[atom.formula] ?? "") () Bool \(term))")
    }
    line("")
  }

  func width(of variable: Variable) -> Int {
    let last = formulas.size(of: variable) - 1
    return max(1, Int.bitWidth - last.leadingZeroBitCount)
  }
}

extension IPFamily {
  var word: String { self == .ipv4 ? "IPv4" : "IPv6" }
}

extension Meaning.Kind {
  /// What the comment at a variable calls it.
  var word: String {
    switch self {
    case .family: "family"
    case .protocol: "protocol"
    case .oneNode: "nodes"
    case .namespace: "namespace"
    case .hostNetwork: "network"
    case .serviceAccount: "service account"
    case .label(let key): "label \(key)"
    case .isNew: "pod"
    case .individual: "pods with labels that nobody knows"
    case .namespaceName: "name of a new namespace"
    case .namespaceLabel(let key): "label \(key) of a namespace that is not declared"
    case .namedPort(let name): "port \(name)"
    case .hostPorts: "host ports"
    case .node: "nodes that peers tell apart"
    case .place: "node"
    }
  }
}

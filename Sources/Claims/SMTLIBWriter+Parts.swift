import ClusterModel
import Compilation
import Formula
import Intents

/// The named parts of the script, the background, and the negated claim.
extension SMTLIBWriter {
  mutating func write(_ definition: Definition) {
    if let words = words(about: definition) { comment(words) }
    define(naming.symbol(of: definition), definition.formula)
  }

  /// What stands above a definition; nil where the symbol says it all.
  private func words(about definition: Definition) -> String? {
    let phrases = naming.phrases
    let prefix = phrases.prefix(of: definition.side)
    return switch definition.part {
    case .group(let group, _): group.definition(symbols: phrases.snapshot.symbols)
    case .selection(let policy, let direction, _):
      prefix
        + "\(phrases.name(of: policy, definition.side)) for \(direction.word)"
        + phrases.place(of: policy, definition.side)
    case .decision(.networkPolicy, let direction, let namespace):
      prefix + "\(direction == .ingress ? "ingress into" : "egress from") "
        + "\(phrases.name(ofNamespace: namespace ?? 0)): by NetworkPolicies, and what follows them"
    case .decision(.admin, let direction, _):
      prefix + "\(direction.word): by the policies of the Admin tier, and what follows them"
    case .decision(.baseline, let direction, _):
      prefix + "\(direction.word): by the policies of the Baseline tier"
    case .exempt: "a node and the pods on it reach each other, whatever policies say"
    case .exposed: "the pod may see a node's address instead of the client's"
    case .sentence(let index):
      phrases.sentences.indices.contains(index) ? phrases.sentences[index] : nil
    case .exists, .outside, .pods, .newPod, .flow, .world, .rule, .direction, .allowed: nil
    }
  }

  // MARK: Assertions

  mutating func writeBackground() {
    line(
      "; What exists: every variable has one of its values, and each end is something that is there."
    )
    for variable in naming.parts.variables
    where formulas.size(of: variable) != 1 << width(of: variable) {
      let last = "(_ bv\(formulas.size(of: variable) - 1) \(width(of: variable)))"
      line("(assert (bvule \(naming.symbol(of: variable)) \(last)))")
    }
    for fact in statement.background { line("(assert \(printer.term(fact)))") }
    line("")
  }

  mutating func writeNegation() {
    line("; The negated claim: the \(claim.subject) is broken in one of these ways.")
    let breaches = naming.breaches
    for (symbol, breach) in zip(breaches, statement.breaches) { define(symbol, breach.formula) }
    switch breaches.count {
    case 0: line("(assert false)")
    case 1: line("(assert \(breaches[0]))")
    default: line("(assert (or \(breaches.joined(separator: " "))))")
    }
  }
}

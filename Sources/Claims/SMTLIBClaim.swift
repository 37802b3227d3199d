import ClusterModel
import Compilation
import Formula

/// A claim as an SMT-LIB 2.6 script that any solver can answer: `unsat` says that the claim holds.
///
/// The logic is QF_BV: a variable is a bit-vector as wide as its values need, and `bvule` and `=` are all that is asked of it. Each
/// atom, each group, each policy and each of its rules has a definition of its own; the negated claim comes last, and there is one
/// `(check-sat)`: a sentence that claims two things is denied by a breach of either. The text depends on the statement alone.
public enum SMTLIBClaim {
  public static func text(_ claim: StatedClaim) -> String {
    var writer = SMTLIBWriter(claim)
    return writer.write()
  }
}

struct SMTLIBWriter {
  let claim: StatedClaim
  let naming: Naming
  private(set) var text = ""
  /// The shared parts that are defined.
  private var written: Set<Formula> = []

  init(_ claim: StatedClaim) {
    self.claim = claim
    naming = Naming(claim)
  }

  var statement: Statement { claim.statement }
  var formulas: FormulaStore { statement.formulas }
  var printer: TermPrinter { naming.printer }

  mutating func write() -> String {
    text.reserveCapacity(1 << 16)
    writeHeader()
    writeVariables()
    writeAtoms()
    line(
      "; What is named: groups, pods, policies, rules, in the order in which one is made of another."
    )
    for definition in naming.parts.definitions { write(definition) }
    line("")
    writeBackground()
    writeNegation()
    line("(check-sat)")
    line("(exit)")
    return text
  }

  mutating func line(_ line: String) {
    text += line
    text += "\n"
  }

  /// A comment of as many lines as it needs.
  mutating func comment(_ words: String) {
    for line in Self.comment(words) { self.line(line) }
  }

  static func comment(_ words: String) -> [String] {
    var lines: [String] = []
    var current = ";"
    for word in words.escapingControls.split(separator: " ") {
      if current.utf8.count + word.utf8.count > 118, current != ";" {
        lines.append(current)
        current = ";  "
      }
      current += " " + word
    }
    return lines + [current]
  }

  /// The comments in front: what is claimed, of what, and how to check it.
  private mutating func writeHeader() {
    for words in claim.header { comment(words) }
    line(
      "; check: z3 FILE | cvc5 FILE | bitwuzla FILE must print exactly \"unsat\", and exit with 0")
    line("(set-info :smt-lib-version 2.6)")
    line("(set-logic QF_BV)")
    line("(set-info :status unsat)")
    line("")
  }

  // MARK: Definitions

  mutating func define(_ symbol: String, _ formula: Formula) {
    defineShared(in: formula)
    line("(define-fun \(symbol) () Bool \(printer.spelled(formula)))")
  }

  /// The parts with symbols of their own that a formula is made of, inner ones first.
  private mutating func defineShared(in formula: Formula) {
    var pending: [(formula: Formula, isOpen: Bool)] = [(formula.positive, true)]
    while let (part, isOpen) = pending.popLast() {
      guard isOpen else {
        if part != formula.positive, let symbol = printer.shared[part],
          written.insert(part).inserted
        {
          line("(define-fun \(symbol) () Bool \(printer.spelled(part)))")
        }
        continue
      }
      guard case .all(let operands) = formulas.shape(of: part), !written.contains(part) else {
        continue
      }
      pending.append((part, false))
      for operand in operands { pending.append((operand.positive, true)) }
    }
  }
}

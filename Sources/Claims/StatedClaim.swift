public import Compilation

/// A claim in one world as formulas over parts that have names, with the words about it: to be written down in one notation or another.
public struct StatedClaim {
  public let statement: Statement
  let phrases: Phrases
  /// What holds if the claim does: `intent`, `relation`.
  let subject: String
  /// What a script says of itself, a comment each: what is claimed, of what, and under which assumptions.
  let header: [String]

  init(_ statement: Statement, _ phrases: Phrases, subject: String, header: [String]) {
    self.statement = statement
    self.phrases = phrases
    self.subject = subject
    self.header =
      ["netproof claim: \"unsat\" says that the \(subject) holds"] + header
  }
}

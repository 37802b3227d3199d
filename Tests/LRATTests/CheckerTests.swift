import LRAT
import Testing

@Suite struct CheckerTests {
  /// Four clauses over two variables, and the proof: 1 follows, then nothing is left.
  private let formula = "c two\nc var 2 port<=80\np cnf 2 4\n1 2 0\n1 -2 0\n-1 2 0\n-1 -2 0\n"
  private let proof = "5 1 0 1 2 0\n6 0 5 3 4 0\n"

  /// What the checker says of the texts; nil where it accepts them.
  private func problem(_ formula: String, _ proof: String) -> String? {
    do throws(RefutationError) {
      let cnf = try CNF(dimacs: Array(formula.utf8))
      try cnf.checkRefutation(Array(proof.utf8))
      return nil
    } catch {
      return error.description
    }
  }

  @Test func aProofIsAccepted() throws {
    #expect(problem(formula, proof) == nil)
    #expect(problem(formula, "c why\n\n" + proof) == nil)
    #expect(problem(formula, "5 1 0 1 2 0\n5 d 1 2 0\n6 0 5 3 4 0\n") == nil)
    #expect(try CNF(dimacs: Array(formula.utf8)).names == [2: "port<=80"])
  }

  @Test(arguments: [
    ("", "proof line 0: the empty clause is never derived"),
    ("5 1 0 1 2 0\n", "proof line 1: the empty clause is never derived"),
    ("5 1 0 1 2 0\n6 0 5 3 4 0", "proof line 2: the last line is cut short"),
    ("5 1 0 1 2 0\n6 0 5 3\n", "proof line 2: no 0 ends the line"),
    ("5 1\n", "proof line 1: no 0 ends the line"),
    ("5 1 0 2 1 0\n6 0 5 4 3 0 0\n", "proof line 2: `0` is left over"),
    ("5 1 0 1 1 0\n", "proof line 1: step 5: hint 1 is satisfied"),
    ("6 0 3 4 0\n", "proof line 1: step 6: hint 3 is not unit"),
    ("5 1 0 1 0\n", "proof line 1: step 5: the hints lead to no conflict"),
    ("5 1 0 1 2 3 0\n", "proof line 1: step 5: hints follow the conflict"),
    ("5 1 0 1 9 0\n", "proof line 1: step 5: there is no clause 9"),
    ("5 1 0 1 5 0\n", "proof line 1: step 5: there is no clause 5"),
    ("4 1 0 1 2 0\n", "proof line 1: step 4 does not follow 4"),
    ("5 1 0 1 2 0\n5 0 5 3 4 0\n", "proof line 2: step 5 does not follow 5"),
    ("5 3 0 1 2 0\n", "proof line 1: there is no variable for 3"),
    ("5 1 -1 0 1 2 0\n", "proof line 1: step 5: the hints lead to no conflict"),
    (
      "5 1 0 -1 2 0\n",
      "proof line 1: step 5: a negative hint: only steps that follow from the clauses are accepted"
    ),
    ("5 d 7 0\n", "proof line 1: clause 7 is deleted and does not exist"),
    ("5 d 1 0\n5 d 1 0\n", "proof line 2: clause 1 is deleted and does not exist"),
    ("5 1 0 1 2 0\n5 d 1 0\n6 0 5 1 4 0\n", "proof line 3: step 6: there is no clause 1"),
    ("5 1 0 1 2 0\n6 0 5 3 4 0\n7 0 5 3 4 0\n", "proof line 3: something follows the empty clause"),
    ("5 x 0 1 2 0\n", "proof line 1: `x` is not a number"),
    ("5 01 0 1 2 0\n", "proof line 1: `01` is not a number"),
    ("5 -0 1 2 0\n", "proof line 1: `-0` is not a number"),
    ("5 12345678901234567 0\n", "proof line 1: `12345678901234567` is not a number"),
  ])
  func aWrongProofIsRefused(proof: String, reason: String) {
    #expect(problem(formula, proof) == reason)
  }

  @Test(arguments: [
    ("", "formula line 0: there is no line `p cnf VARIABLES CLAUSES` before the clauses"),
    ("1 0\n", "formula line 1: there is no line `p cnf VARIABLES CLAUSES` before the clauses"),
    ("p cnf 1 1\n2 0\n", "formula line 2: there is no variable for 2"),
    ("p cnf 1 1\n-2 0\n", "formula line 2: there is no variable for -2"),
    ("p cnf 1 2\n1 0\n", "formula line 2: the header announces 2 clauses, the text has 1"),
    ("p cnf 1 0\n1 0\n", "formula line 2: the header announces 0 clauses, the text has 1"),
    ("p cnf 1 1\n1\n", "formula line 2: no 0 ends the line"),
    ("p cnf 1 1\n1 0 1 0\n", "formula line 2: `1 0` is left over"),
    ("p cnf 1 1\np cnf 1 1\n1 0\n", "formula line 2: there is a second header"),
    ("c var 1 a\nc var 1 b\np cnf 1 0\n", "formula line 3: variable 1 has a second name"),
    ("c var 2 a\np cnf 1 0\n", "formula line 2: there is no variable for 2"),
    ("p cnf 1 1\n1 0", "formula line 2: the last line is cut short"),
    ("p dnf 1 1\n", badHeader), ("p cnf -1 1\n", badHeader), ("p cnf 999999999 1\n", badHeader),
  ])
  func aWrongFormulaIsRefused(formula: String, reason: String) {
    #expect(problem(formula, proof) == reason)
  }

  private static let badHeader =
    "formula line 1: the header is not `p cnf VARIABLES CLAUSES` with at most 67108864 variables"

  @Test func theProofOfAnotherFormulaIsRefused() {
    // The last clause is gone or weaker: 1 and 2 satisfy it.
    let smaller = formula.replacing("p cnf 2 4", with: "p cnf 2 3").replacing("-1 -2 0\n", with: "")
    #expect(problem(smaller, proof) == "proof line 2: step 6: there is no clause 4")
    let weaker = formula.replacing("-1 -2 0", with: "-1 2 0")
    #expect(problem(weaker, proof) == "proof line 2: step 6: hint 4 is satisfied")
  }
}

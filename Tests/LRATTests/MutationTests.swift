import Foundation
import LRAT
import Samples
import Testing

/// Damaged certificates are refused, unless they are still proofs.
@Suite struct MutationTests {
  struct Certificate {
    var cnf: String
    var lrat: String
  }

  private static func accepts(_ certificate: Certificate) -> Bool {
    do throws(RefutationError) {
      try CNF(dimacs: Array(certificate.cnf.utf8)).checkRefutation(Array(certificate.lrat.utf8))
      return true
    } catch {
      return false
    }
  }

  /// Certificates of a few kinds, each with one fault.
  private static func damaged(seed: UInt64, count: Int) -> [Certificate] {
    var generator = SplitMix64(seed: seed)
    var formulas = [Formulas.pigeonhole(3), Formulas.parity(5, using: &generator)]
    while formulas.count < 6 {
      let clauses = Formulas.random(variables: 8, clauses: 45, using: &generator)
      if !Formulas.isSatisfiable(8, clauses) { formulas.append(Formulas.cnf(8, clauses)) }
    }
    let whole = formulas.compactMap { formula -> Certificate? in
      guard case .refuted(let core) = formula.prove() else { return nil }
      return Certificate(cnf: core.formula.dimacs(), lrat: core.proof.lrat)
    }
    var damage = Damage(generator: generator)
    return (0..<count).map { index in
      var certificate = whole[index % whole.count]
      if damage.generator.chance(35) {
        certificate.cnf = damage.damaged(certificate.cnf)
      } else {
        certificate.lrat = damage.damaged(certificate.lrat)
      }
      return certificate
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func whatIsAcceptedIsStillAProof(seed: UInt64) {
    var accepted = 0
    for certificate in Self.damaged(seed: seed, count: 250) where Self.accepts(certificate) {
      accepted += 1
      let isValid = ReferenceCheck.isValid(formula: certificate.cnf, proof: certificate.lrat)
      #expect(isValid, "\(certificate)")
    }
    // Hints may change places; most faults are not so kind.
    #expect((1..<75).contains(accepted))
  }

  /// The check that is shipped for those who do not trust this one says the same.
  @Test func theShippedScriptAgrees() throws {
    let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let python = python ?? Self.inPath("python3") else {
      print("theShippedScriptAgrees: skipped, python3 is not installed")
      return
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let certificates = Self.damaged(seed: 99, count: 400)
    for (index, certificate) in certificates.enumerated() {
      try Data(certificate.cnf.utf8).write(to: folder.appending(path: "\(index).cnf"))
      try Data(certificate.lrat.utf8).write(to: folder.appending(path: "\(index).lrat"))
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "proofs/checker")
    let all = """
      import sys; sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode = True
      import lratcheck
      for i in range(int(sys.argv[3])):
        try: lratcheck.check(f"{sys.argv[2]}/{i}.cnf", f"{sys.argv[2]}/{i}.lrat"); print("yes")
        except lratcheck.Wrong: print("no")
      """
    let output = try Self.run(
      python, ["-c", all, script.path, folder.path, "\(certificates.count)"])
    let verdicts = output.split(separator: "\n").map { $0 == "yes" }
    #expect(verdicts == certificates.map(Self.accepts))
  }

  private static func inPath(_ program: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

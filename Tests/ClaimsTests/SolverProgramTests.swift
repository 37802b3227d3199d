import Claims
import Foundation
import Intents
import Testing

/// The scripts in front of the solvers that people have, as far as they are installed.
@Suite struct SolverProgramTests {
  private static func path(of program: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  @Test(arguments: ["z3", "cvc5", "bitwuzla"])
  func solversAgreeThatShippedIntentsHold(program: String) throws {
    guard let path = Self.path(of: program) else {
      print("solversAgreeThatShippedIntentsHold: skipped, \(program) is not installed")
      return
    }
    let shipped = try #require(ShippedCase.all.first { $0.name == "aks-three-tier/05-web" })
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (index, intent) in shipped.file.intents.enumerated()
    where intent.claim.kind == .prohibition {
      let statement = try StatedClaim(
        intent, in: .deployed, shipped.snapshot, shipped.file.assumptions,
        intents: shipped.file.intents, fileName: shipped.fileName)
      let file = folder.appending(path: "\(index).smt2")
      try Data(SMTLIBClaim.text(statement).utf8).write(to: file)
      let isRefuted = intent.id?.hasPrefix("refuted") ?? false
      let (output, status) = try Self.run(path, [file.path])
      // With `:status unsat`, no solver is content with sat.
      #expect((output == "unsat\n") == !isRefuted, "\(intent.sentence): \(output)")
      #expect((status == 0) == !isRefuted)
    }
  }

  private static func run(
    _ program: String, _ arguments: [String]
  ) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}

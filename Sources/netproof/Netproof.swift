import ArgumentParser

/// The command line: `netproof verify`, `netproof list`, `netproof explain`, `netproof diff` and `netproof intents explain`.
@main
struct Netproof: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "netproof",
    abstract: "Proves what Kubernetes network policies allow and forbid.",
    discussion: """
      An intent file says in plain sentences which flows must and must not exist; netproof decides each of them \
      for all flows at once, and shows a flow that breaks it where one does.

      Exit status: 0 all in order, 1 an intent is refuted or vacuous, 2 wrong input or usage, 3 unsupported or \
      inconclusive, 4 the engines disagree.
      """,
    version: version,
    subcommands: [
      VerifyCommand.self, ListCommand.self, ExplainFlowsCommand.self, DiffCommand.self,
      IntentsCommand.self, ProofsCommand.self,
    ])

  /// Replaces ArgumentParser's: wrong usage ends with 2 like any other wrong input, not with its own 64.
  static func main() async {
    Terminal.ignoreClosedPipes()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let status as ProcessStatus {
      Terminal.exit(status.code)
    } catch {
      var text = fullMessage(for: error)
      while text.hasSuffix("\n") { text.removeLast() }
      guard exitCode(for: error).isSuccess else {
        Terminal.writeError(text + "\n")
        Terminal.exit(2)
      }
      Terminal.write(text + "\n", otherwise: 2)
    }
  }
}

/// Ends the process with a status that is no error of the command line.
struct ProcessStatus: Error {
  var code: Int32
}

struct IntentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "intents", abstract: "Looks at intent files.", subcommands: [ExplainCommand.self])
}

import ArgumentParser

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Decides every intent about a set of manifests.",
    usage: """
      netproof verify <folder with manifests/ and intents.yaml> [<options>]
      netproof verify <manifests> ... --intents <file> [<options>]
      """, discussion: HelpTexts.verify)

  @OptionGroup(title: "Input") var input: InputOptions

  @OptionGroup(title: "Decision") var decision: DecisionOptions
  @OptionGroup(title: "Output") var output: OutputOptions
}

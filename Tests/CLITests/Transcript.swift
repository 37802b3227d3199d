import Foundation

/// A markdown file whose fenced blocks are either files (```` ```yaml shop.yaml ````) or sessions
/// (```` ```console ````: `$ command`, what it prints, `[exit status]`).
struct Transcript {
  let text: String

  /// The same text with what the commands print now.
  ///
  /// Every transcript runs in a folder of its own, with the worked cases as `intents`.
  func replayed(in folder: URL) throws -> String {
    var lines: [String] = []
    var rest = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    while let line = rest.popFirst() {
      lines.append(line)
      guard line.hasPrefix("```"), line.count > 3 else { continue }
      let body = Array(rest.prefix { $0 != "```" })
      rest = rest.dropFirst(body.count)
      let words = line.dropFirst(3).split(separator: " ").map(String.init)
      if words == ["console"] {
        lines += try session(body, in: folder)
      } else {
        if words.count == 2 { try write(body, to: folder.appending(path: words[1])) }
        lines += body
      }
      // The closing fence is no opening one.
      if let fence = rest.popFirst() { lines.append(fence) }
    }
    return lines.joined(separator: "\n")
  }

  private func session(_ body: [String], in folder: URL) throws -> [String] {
    var lines: [String] = []
    for line in body where line.hasPrefix("$ ") {
      let run = try Program.run(String(line.dropFirst(2)), in: folder)
      lines.append(line)
      var output = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      if output.last == "" { output.removeLast() }
      lines += output + ["[\(run.status)]"]
    }
    return lines
  }

  private func write(_ body: [String], to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data((body.joined(separator: "\n") + "\n").utf8).write(to: file)
  }
}

import Foundation
import Testing

/// A file that says what is expected, rewritten by `RECORD=1`, which fails so that no recording passes unseen.
struct Golden {
  let file: URL

  func expect(_ actual: String) throws {
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard actual != expected else { return }
    if Program.isRecording {
      try Data(actual.utf8).write(to: file)
      Issue.record("recorded \(file.lastPathComponent)")
    } else {
      Issue.record("\(file.path) differs:\n\(Self.difference(expected, actual))")
    }
  }

  /// The lines between the common beginning and the common end.
  static func difference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0 == $1 }.count
    let lines =
      old[head..<(old.count - tail)].map { "- \($0)" }
      + new[head..<(new.count - tail)].map { "+ \($0)" }
    return (["line \(head + 1):"] + lines.prefix(60)).joined(separator: "\n")
  }
}

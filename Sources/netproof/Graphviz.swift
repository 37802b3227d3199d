import Reports
import Subprocess

/// Draws graphs with the program of https://graphviz.org.
enum Graphviz {
  /// Bytes; a picture of what a person can still look at is far smaller.
  private static let largestPicture = 256 << 20
  private static let longestMessage = 64 << 10

  /// The graph that `format` writes, as SVG.
  static func picture(of format: any ListFormat) async throws(UsageError) -> [UInt8] {
    let result: ExecutionResult<Void, BytesOutput, StringOutput<UTF8>>
    do {
      let collected = Collected()
      var stream = ReportStream { collected.bytes += $0 }
      try format.write(to: &stream)
      try stream.flush()
      result = try await run(
        .name("dot"), arguments: ["-Tsvg"], input: .array(collected.bytes),
        output: .bytes(limit: largestPicture), error: .string(limit: longestMessage))
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .noGraphviz
    } catch {
      throw .graphviz("\(error)")
    }
    guard result.terminationStatus.isSuccess else {
      let message = result.standardError.split(separator: "\n").first.map(String.init)
      throw .graphviz(message ?? "dot ended with \(result.terminationStatus)")
    }
    return result.standardOutput
  }

  private final class Collected {
    var bytes: [UInt8] = []
  }
}

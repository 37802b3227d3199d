import Foundation

/// The built executable, and the repository it was built from.
enum Program {
  /// What a run printed on both streams, in the order of writing.
  struct Run {
    var output: String
    var status: Int32
  }

  /// Beside the test bundle, where the package manager builds both.
  static let path: String = {
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = [folder, folder.deletingLastPathComponent(), bundleFolder].compactMap(\.self)
    for candidate in candidates {
      let path = candidate.appending(path: "netproof").path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    fatalError("netproof is not beside the tests: build it first")
  }()

  /// The folder of the bundle among the arguments, as `swift test` runs it.
  private static let bundleFolder: URL? = {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    return bundle.map { URL(filePath: $0).deletingLastPathComponent() }
  }()

  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }

  /// Runs a line of shell with `netproof` in the path.
  static func run(_ line: String, in folder: URL) throws -> Run {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    let programs = URL(filePath: path).deletingLastPathComponent().path
    environment["PATH"] = programs + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    for name in ["NO_COLOR", "COLUMNS", "LC_ALL", "LANG"] { environment[name] = nil }
    environment["LC_ALL"] = "C.UTF-8"
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Run(output: String(decoding: data, as: UTF8.self), status: process.terminationStatus)
  }
}

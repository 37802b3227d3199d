import FoundationEssentials

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The process's standard streams.
enum Terminal {
  static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isError: Bool { isatty(STDERR_FILENO) == 1 }

  /// The columns of the terminal that is the standard output; nil where there is none.
  static var width: Int? {
    var size = winsize()
    // The kernel fills `size`, which lives for the whole call.
    guard isOutput, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }

  /// Where the output is no terminal the width is fixed: a report is the same wherever it is made.
  static var reportWidth: Int {
    guard let width else { return 100 }
    // Narrower than 60 columns nothing is aligned, wider than 120 the eye loses the line.
    return min(max(width, 60), 120)
  }

  /// Whether the environment wants colours (https://no-color.org).
  static var allowsColours: Bool {
    let environment = ProcessInfo.processInfo.environment
    return (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// A reader that has gone (`netproof ... | head -1`) is no reason to die: the exit status is still the verdict.
  static func ignoreClosedPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Writes the whole text to standard output.
  ///
  /// - Parameter status: the exit status if it cannot be written for another reason than that nobody reads it.
  static func write(_ text: String, otherwise status: Int32) {
    write(Array(text.utf8), otherwise: status)
  }

  /// Writes to standard error as far as anybody reads it.
  static func writeError(_ text: String) {
    try? Descriptor.standardError.write(Array(text.utf8))
  }

  static func exit(_ status: Int32) -> Never {
    #if canImport(Darwin)
      Darwin.exit(status)
    #else
      Glibc.exit(status)
    #endif
  }

  /// Writes the bytes to standard output; false if nobody reads it any more.
  ///
  /// - Parameter status: the exit status if they cannot be written for another reason.
  @discardableResult
  static func write(_ bytes: [UInt8], otherwise status: Int32) -> Bool {
    do throws(Descriptor.Failure) {
      try Descriptor.standardOutput.write(bytes)
      return true
    } catch {
      if error.isClosedPipe { return false }
      writeError("netproof: error: standard output cannot be written: \(error.reason)\n")
      exit(status)
    }
  }
}

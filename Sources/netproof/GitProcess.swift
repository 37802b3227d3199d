import FoundationEssentials

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One run of the user's own git, without a shell: nothing of what is passed is ever interpreted.
enum GitProcess {
  struct Output {
    var status: Int32
    var bytes: [UInt8]
    /// What git said on standard error, without the line break at its end.
    var message: String

    /// The first line.
    var line: String {
      let text = String(decoding: bytes, as: UTF8.self)
      return text.split(separator: "\n").first.map(String.init) ?? ""
    }
  }

  /// git cannot be started, with the number of the system's error.
  struct Failure: Error {
    var number: Int32
    var isMissing: Bool { number == ENOENT }
  }

  /// What is written to git at once; a pipe holds it, so that nobody waits for anybody.
  static let inputLimit = 60_000

  /// - Parameters:
  ///   - folder: where git runs.
  ///   - input: at most `inputLimit` bytes.
  static func run(
    _ arguments: [String], in folder: String, input: [UInt8] = []
  ) throws(Failure) -> Output {
    precondition(input.count <= inputLimit, "more than a pipe holds")
    let (toGit, fromGit, errors) = (try Pipe(), try Pipe(), try Pipe())
    let child = try spawn(["git", "-C", folder] + arguments, toGit, fromGit, errors)
    toGit.closeReader()
    fromGit.closeWriter()
    errors.closeWriter()
    toGit.write(input)
    toGit.closeWriter()
    let bytes = fromGit.readAll()
    var message = String(decoding: errors.readAll(), as: UTF8.self)
    while message.hasSuffix("\n") { message.removeLast() }
    fromGit.closeReader()
    errors.closeReader()
    return Output(status: wait(for: child), bytes: bytes, message: message)
  }

  /// Read-only: no lock is taken, nobody is asked for anything, and messages are in one language.
  private static var environment: [String] {
    var variables = ProcessInfo.processInfo.environment
    variables["GIT_OPTIONAL_LOCKS"] = "0"
    variables["GIT_TERMINAL_PROMPT"] = "0"
    variables["LC_ALL"] = "C"
    return variables.map { "\($0.key)=\($0.value)" }.sorted()
  }

  private static func spawn(
    _ words: [String], _ input: Pipe, _ output: Pipe, _ errors: Pipe
  ) throws(Failure) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
    #endif
    // The calls copy what they are given; `actions` and the strings live until the child runs.
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input.reader, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, output.writer, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, errors.writer, STDERR_FILENO)
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer {
      unsafe arguments.forEach { unsafe free($0) }
      unsafe variables.forEach { unsafe free($0) }
    }
    var child = pid_t()
    let error = unsafe posix_spawnp(&child, "git", &actions, nil, &arguments, &variables)
    if error != 0 { throw Failure(number: error) }
    return child
  }

  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    // As WIFEXITED and WEXITSTATUS, which are macros.
    return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
  }

  /// Two descriptors that children do not inherit but by name.
  private struct Pipe {
    let reader: Int32
    let writer: Int32

    init() throws(Failure) {
      var ends: [Int32] = [0, 0]
      guard unsafe pipe(&ends) == 0 else { throw Failure(number: errno) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      (reader, writer) = (ends[0], ends[1])
    }

    func closeReader() { close(reader) }
    func closeWriter() { close(writer) }

    func write(_ bytes: [UInt8]) {
      var rest = bytes[...]
      while !rest.isEmpty {
        #if canImport(Darwin)
          let count = unsafe rest.withUnsafeBytes {
            unsafe Darwin.write(writer, $0.baseAddress, $0.count)
          }
        #else
          let count = unsafe rest.withUnsafeBytes {
            unsafe Glibc.write(writer, $0.baseAddress, $0.count)
          }
        #endif
        // git has gone, and will say why.
        if count < 0, errno != EINTR { return }
        rest = rest.dropFirst(max(count, 0))
      }
    }

    func readAll() -> [UInt8] {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = unsafe buffer.withUnsafeMutableBytes {
          unsafe read(reader, $0.baseAddress, $0.count)
        }
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return bytes }
        bytes += buffer[..<count]
      }
    }
  }
}

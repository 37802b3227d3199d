#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An open file of the operating system.
struct Descriptor {
  /// What the operating system says against it.
  struct Failure: Error {
    /// An `errno`.
    var number: Int32

    /// Nobody reads the other end.
    var isClosedPipe: Bool { number == EPIPE }

    var reason: String {
      switch number {
      case ENOSPC: "no space left"
      case ENOENT: "there is no such folder"
      case EACCES, EPERM: "no permission"
      case EROFS: "the file system is read-only"
      case EWOULDBLOCK: "another run is writing to it"
      default: "error \(number)"
      }
    }
  }

  static let standardOutput = Descriptor(number: STDOUT_FILENO)
  static let standardError = Descriptor(number: STDERR_FILENO)

  private let number: Int32

  private init(number: Int32) {
    self.number = number
  }

  /// Opens a file, empty, to be written.
  init(writingTo path: String) throws(Failure) {
    let number = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if number < 0 { throw Failure(number: errno) }
    self.number = number
  }

  /// Opens a file or a folder.
  init(readingFrom path: String) throws(Failure) {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
    if number < 0 { throw Failure(number: errno) }
    self.number = number
  }

  /// Keeps other runs out that ask for the same, until it is closed or the process ends in whatever way.
  ///
  /// - Throws: where another run has come first.
  func lock() throws(Failure) {
    if flock(number, LOCK_EX | LOCK_NB) < 0 { throw Failure(number: errno) }
  }

  /// Returns when what was written is on the disk.
  func synchronize() throws(Failure) {
    if fsync(number) < 0 { throw Failure(number: errno) }
  }

  /// Writes all of the bytes.
  func write(_ bytes: [UInt8]) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      #if canImport(Darwin)
        let count = unsafe rest.withUnsafeBytes {
          unsafe Darwin.write(number, $0.baseAddress, $0.count)
        }
      #else
        let count = unsafe rest.withUnsafeBytes {
          unsafe Glibc.write(number, $0.baseAddress, $0.count)
        }
      #endif
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(number: errno)
      }
      rest = rest.dropFirst(count)
    }
  }

  func close() throws(Failure) {
    #if canImport(Darwin)
      let result = Darwin.close(number)
    #else
      let result = Glibc.close(number)
    #endif
    if result < 0 { throw Failure(number: errno) }
  }

  /// Puts a file in the place of another, at once.
  static func rename(_ source: String, _ destination: String) throws(Failure) {
    #if canImport(Darwin)
      let result = unsafe Darwin.rename(source, destination)
    #else
      let result = unsafe Glibc.rename(source, destination)
    #endif
    if result < 0 { throw Failure(number: errno) }
  }
}

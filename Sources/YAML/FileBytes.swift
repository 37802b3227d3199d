#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of files. Here because reading into memory takes pointers, which the readers above do without.
public enum FileBytes {
  public struct Failure: Error, Hashable, Sendable {
    /// The system's words, as in `No such file or directory`.
    public let reason: String
    public let isMissing: Bool
  }

  /// All bytes of a file, a pipe or another readable thing that has a path.
  public static func contents(ofFile path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    return try contents(of: descriptor)
  }

  public static func contentsOfStandardInput() throws(Failure) -> [UInt8] {
    try contents(of: STDIN_FILENO)
  }

  /// How many bytes a file has; nil for what is no file, or is not there.
  public static func size(ofFile path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// The path without symbolic links, the same for every spelling of one file; nil where there is none.
  public static func canonicalPath(of path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func contents(of descriptor: Int32) throws(Failure) -> [UInt8] {
    var status = stat()
    let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    // One byte more than the limit is enough to notice it.
    var bytes = try receive(descriptor, atMost: min(max(size, 0), Limits.bytes) + 1)
    while bytes.count > size, bytes.count <= Limits.bytes {
      let more = try receive(descriptor, atMost: max(bytes.count, 65_536))
      if more.isEmpty { break }
      bytes += more
    }
    return bytes
  }

  /// Reads until there is no more, or `count` bytes are read.
  private static func receive(_ descriptor: Int32, atMost count: Int) throws(Failure) -> [UInt8] {
    var problem: Failure?
    // Memory that is read into need not be filled before.
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      while used < count {
        let free = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[used...])
        let received = read(descriptor, free.baseAddress, free.count)
        if received > 0 {
          used += received
        } else if received == 0 {
          return
        } else if errno != EINTR {
          problem = failure()
          return
        }
      }
    }
    if let problem { throw problem }
    return bytes
  }

  private static func failure() -> Failure {
    Failure(reason: String(cString: strerror(errno)).lowercased(), isMissing: errno == ENOENT)
  }
}

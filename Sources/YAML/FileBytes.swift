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

  /// The path without symbolic links, the same for every spelling of one file; nil where there is none.
  public static func canonicalPath(of path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func contents(of descriptor: Int32) throws(Failure) -> [UInt8] {
    var status = stat()
    let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    var bytes = [UInt8](repeating: 0, count: min(max(size, 0), Limits.bytes) + 1)
    var count = 0
    while true {
      // One byte more than the limit is enough to notice it.
      if count == bytes.count {
        if count > Limits.bytes { break }
        bytes += [UInt8](repeating: 0, count: max(count, 65_536))
      }
      let received = bytes.withUnsafeMutableBytes { buffer in
        let free = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
        return read(descriptor, free.baseAddress, free.count)
      }
      if received < 0 {
        if errno == EINTR { continue }
        throw failure()
      }
      if received == 0 { break }
      count += received
    }
    bytes.removeSubrange(count...)
    return bytes
  }

  private static func failure() -> Failure {
    Failure(reason: String(cString: strerror(errno)).lowercased(), isMissing: errno == ENOENT)
  }
}

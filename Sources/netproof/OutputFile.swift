import FoundationEssentials

/// Files that a run writes.
enum OutputFile {
  /// Writes a file as a whole or not at all: a reader never sees half of it.
  static func write(_ text: String, to path: String) throws(UsageError) {
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    if type == .typeDirectory { throw .unwritable(path, reason: "it is a folder") }
    do {
      let url = URL(filePath: path)
      // What is no file (a pipe, /dev/stdout) cannot be replaced, only written.
      let isReplaceable = type == nil || type == .typeRegular
      try Data(text.utf8).write(to: url, options: isReplaceable ? .atomic : [])
    } catch {
      throw .unwritable(path, reason: reason(error))
    }
  }

  /// Writes a file piece by piece, as a whole or not at all.
  ///
  /// - Parameter body: is given what takes the pieces.
  static func stream(
    to path: String, _ body: (_ send: @escaping ([UInt8]) throws -> Void) throws -> Void
  ) throws(UsageError) {
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    if type == .typeDirectory { throw .unwritable(path, reason: "it is a folder") }
    // What is no file (a pipe, /dev/stdout) cannot be replaced, only written.
    let isReplaceable = type == nil || type == .typeRegular
    let target =
      isReplaceable ? path + ".netproof-\(ProcessInfo.processInfo.processIdentifier)" : path
    do {
      let descriptor = try Descriptor(writingTo: target)
      do {
        try body(descriptor.write)
        try descriptor.close()
        if isReplaceable { try Descriptor.rename(target, path) }
      } catch {
        if isReplaceable { try? FileManager.default.removeItem(atPath: target) }
        throw error
      }
    } catch {
      throw .unwritable(path, reason: reason(error))
    }
  }

  /// Copies a file that is there.
  static func copy(_ source: String, to path: String) throws(UsageError) {
    do {
      try Data(contentsOf: URL(filePath: source)).write(to: URL(filePath: path))
    } catch {
      throw .unwritable(path, reason: reason(error))
    }
  }

  /// Makes a folder, and those that it lies in, as far as they are not there.
  ///
  /// - Returns: those that were not, the outermost first.
  @discardableResult
  static func makeFolders(_ path: String) throws(UsageError) -> [String] {
    var absent: [String] = []
    var outer = path
    while !outer.isEmpty, !FileManager.default.fileExists(atPath: outer) {
      absent.insert(outer, at: 0)
      outer = outer.lastIndex(of: "/").map { String(outer[..<$0]) } ?? ""
    }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path, reason: reason(error))
    }
    return absent
  }

  /// Removes folders in which nothing was put.
  static func removeEmpty(_ folders: [String]) {
    for folder in folders.reversed() {
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
      if names?.isEmpty ?? false { try? FileManager.default.removeItem(atPath: folder) }
    }
  }

  static func makeFolder(_ path: String) throws(UsageError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: false)
    } catch {
      throw .unwritable(path, reason: reason(error))
    }
  }

  static func reason(_ error: any Error) -> String {
    if let error = error as? Descriptor.Failure { return error.reason }
    guard let error = error as? CocoaError else { return "\(error)" }
    return switch error.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: "there is no such folder"
    case .fileWriteNoPermission, .fileReadNoPermission: "no permission"
    case .fileWriteOutOfSpace: "no space left"
    case .fileWriteVolumeReadOnly: "the file system is read-only"
    case .fileWriteFileExists: "it exists"
    default: "error \(error.code.rawValue)"
    }
  }
}

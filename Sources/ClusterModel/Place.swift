/// An index into the files of a run.
public struct FileID: Hashable, Comparable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  public static func < (left: FileID, right: FileID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Where something was written.
public struct Place: Hashable, Comparable, Sendable {
  public var file: FileID
  /// The number of the YAML document in its file, from 1.
  public var document: Int32
  /// From 1.
  public var line: Int32
  /// From 1, counted in Unicode scalars.
  public var column: Int32

  public init(file: FileID, document: Int32, line: Int32, column: Int32) {
    self.file = file
    self.document = document
    self.line = line
    self.column = column
  }

  /// The place of what nobody has written: hypothetical objects.
  public static let nowhere = Place(file: FileID(rawValue: -1), document: 0, line: 0, column: 0)

  public static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// The names of the files of a run, as the user wrote them; manifests and intent files share one table.
public struct FileTable: Sendable {
  public private(set) var names: [String] = []

  public init() {}

  public mutating func add(_ name: String) -> FileID {
    names.append(name)
    return FileID(rawValue: Int32(names.count - 1))
  }

  public subscript(file: FileID) -> String {
    names[Int(file.rawValue)]
  }
}

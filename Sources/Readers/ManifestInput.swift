public import ClusterModel
import YAML

/// Where manifests come from.
public enum ManifestInput: Hashable, Sendable {
  /// A file, or a folder with all `*.yaml`, `*.yml` and `*.json` files below it, but for those in hidden folders.
  case path(String)
  case standardInput
  /// A text that is in memory already.
  case text(name: String, [UInt8])
}

public struct ManifestReaderOptions: Sendable {
  /// The namespace of objects that name none (C-151).
  public var defaultNamespace: String
  /// Files that are read as intents: among the manifests they are passed over.
  public var intentFiles: [String]

  public init(defaultNamespace: String = "default", intentFiles: [String] = []) {
    self.defaultNamespace = defaultNamespace
    self.intentFiles = intentFiles
  }
}

/// What the manifests of a run say, and what is to be said about them.
public struct ManifestReading: Sendable {
  /// A file that was read, for whoever wants to keep what a run was about.
  public struct Source: Sendable {
    public enum Content: Sendable {
      case path(String)
      case bytes([UInt8])
    }

    /// As in `Snapshot.files`.
    public var name: String
    public var content: Content
  }

  /// Complete only where no diagnostic is an error. Its symbols and files go on to the intent reader.
  public var snapshot: Snapshot
  /// In reading order.
  public var diagnostics: [Diagnostic]
  public var sources: [Source]
  /// How many objects there were, items of lists counted one by one.
  public var objectCount: Int

  public var hasErrors: Bool { diagnostics.hasErrors }
}

extension ManifestReading {
  /// Reads all files of all inputs, whatever is wrong with some of them.
  public init(
    of inputs: [ManifestInput], options: ManifestReaderOptions = ManifestReaderOptions(),
    symbols: SymbolTable = SymbolTable(), files: FileTable = FileTable()
  ) {
    self.init(of: inputs, options: options, symbols: symbols, files: files, isAhead: nil)
  }

  /// - Parameter isAhead: whether to read on two cores; nil where that depends on what pays.
  init(
    of inputs: [ManifestInput], options: ManifestReaderOptions = ManifestReaderOptions(),
    symbols: SymbolTable = SymbolTable(), files: FileTable = FileTable(), isAhead: Bool?
  ) {
    var reader = ManifestReader(options: options, symbols: symbols, files: files)
    reader.read(inputs, isAhead: isAhead)
    self = reader.finish()
  }
}

extension ManifestReading {
  /// Whether both were read from the same texts, whatever their files are called and in whatever order they are.
  public func hasTexts(of other: ManifestReading) -> Bool {
    guard sources.count == other.sources.count,
      let (own, others) = try? (sources.map(Self.text), other.sources.map(Self.text))
    else { return false }
    return own.sorted(by: Self.precedes) == others.sorted(by: Self.precedes)
  }

  private static func text(of source: Source) throws(FileBytes.Failure) -> [UInt8] {
    switch source.content {
    case .path(let path): try FileBytes.contents(ofFile: path)
    case .bytes(let bytes): bytes
    }
  }

  private static func precedes(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    first.count == second.count
      ? first.lexicographicallyPrecedes(second) : first.count < second.count
  }
}

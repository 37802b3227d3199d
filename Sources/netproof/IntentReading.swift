import ClusterModel
import FoundationEssentials
import Intents
import Readers

/// What the intent files of a run say, and what is to be said about them.
struct IntentReading {
  private(set) var symbols: SymbolTable
  private(set) var files: FileTable
  private(set) var intentFiles: [IntentFile] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - symbols: those of the manifests, which the sentences share.
  ///   - files: the table to go on with.
  init(of paths: [String], symbols: SymbolTable, files: FileTable) {
    self.symbols = symbols
    self.files = files
    var reader = IntentReader()
    var seen: Set<String> = []
    for path in paths where seen.insert(URL(filePath: path).standardizedFileURL.path).inserted {
      do {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let file = self.files.add(path)
        reader.read(bytes, of: file, files: self.files, symbols: &self.symbols)
      } catch {
        diagnostics.append(Diagnostic(.error, at: nil, Self.message(path, error)))
      }
    }
    intentFiles = reader.files
    diagnostics += reader.diagnostics
  }

  private static func message(_ path: String, _ error: any Error) -> String {
    var isFolder = false
    if path == "-" { return "standard input is for manifests: name the intent file" }
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return "there is no intent file `\(path)`"
    }
    return isFolder
      ? "`\(path)` is a folder, expected an intent file"
      : "the intent file `\(path)` cannot be read: \(OutputFile.reason(error))"
  }
}

import ClusterModel
import Intents

/// The group names that the texts of one document may speak of, and the run's symbols.
///
/// A class, so that every parser of the document interns into the one table without copying it. A declaration is read when its
/// name is first met, so groups may be declared in any order.
final class Names {
  enum Resolution {
    case known(Group.Term)
    /// Declared, but the declaration is wrong, and that is reported where it stands.
    case broken
    /// Met while its own declaration is read; the path leads from the name to itself.
    case cyclic(path: [String])
    /// Named by a declaration that is itself named by one, and so on, deeper than anyone would.
    case tooDeep
    case unknown
  }

  /// Declarations inside declarations; the reader's stack is finite.
  static let depthLimit = 50

  var symbols: SymbolTable
  /// In written order, whether the declarations can be read or not.
  let declared: [String]
  private let isDeclared: Set<String>
  /// Whether the declarations cannot be told apart, so that every name may be one of them.
  private let declaresAll: Bool
  /// Reads a declaration; nil where it is wrong.
  var read: (String) -> Group.Term? = { _ in nil }
  /// The names that something refers to.
  private(set) var used: Set<String> = []
  private var known: [String: Resolution] = [:]
  private var open: [String] = []

  init(declared: [String] = [], declaresAll: Bool = false) {
    symbols = SymbolTable()
    self.declared = declared
    isDeclared = Set(declared)
    self.declaresAll = declaresAll
  }

  func resolve(_ name: String) -> Resolution {
    if let start = open.firstIndex(of: name) { return .cyclic(path: open[start...] + [name]) }
    used.insert(name)
    if open.count >= Self.depthLimit, known[name] == nil, isDeclared.contains(name) {
      return .tooDeep
    }
    return declaration(of: name)
  }

  /// What `name` stands for, without counting as a use of it.
  func declaration(of name: String) -> Resolution {
    if let resolution = known[name] { return resolution }
    guard isDeclared.contains(name) else { return declaresAll ? .broken : .unknown }
    open.append(name)
    let resolution = read(name).map(Resolution.known) ?? .broken
    open.removeLast()
    known[name] = resolution
    return resolution
  }

  func intern(_ text: String) -> Symbol { symbols.intern(text) }
}

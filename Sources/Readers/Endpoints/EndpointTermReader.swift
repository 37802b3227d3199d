public import ClusterModel
public import Intents

/// Reads one end of flows as a person types it on a command line.
///
/// ```
/// term    = name | address | group, each with [":" ports]
/// name    = [namespace "/"] [kind "/"] name, or [kind "/"] name "-n" namespace
/// address = "10.0.0.7", "2001:db8::1", "[2001:db8::1]:443" with ports
/// group   = what an intent's sentence takes: "Internet", "pods app=web in namespace shop", "10.0.0.0/8", "WEB"
/// ```
public struct EndpointTermReader {
  /// What is wrong with a term: lower case, no full stop, user input in backticks.
  public struct Failure: Error, Hashable, Sendable {
    public var message: String
    public var suggestion: String?
  }

  private let groups: [Group]

  /// - Parameter groups: those that intent files of the run declare: a term may be one of their names.
  public init(groups: [Group] = []) {
    self.groups = groups
  }

  /// - Parameter symbols: the run's own; the words of selectors and port names are added to it.
  public func read(
    _ text: String, symbols: inout SymbolTable
  ) throws(Failure) -> EndpointTerm {
    let names = Names(declared: groups.map(\.name))
    names.read = { name in groups.first { $0.name == name }?.term }
    swap(&symbols, &names.symbols)
    defer { swap(&symbols, &names.symbols) }
    do throws(Mistake) {
      return try EndpointParser(text, names: names).term()
    } catch {
      throw Failure(message: error.error.message, suggestion: error.error.suggestion)
    }
  }
}

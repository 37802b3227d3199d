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
    /// The word that was taken for the name of a group, and is that of none.
    public var unknownGroup: String?
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
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw Failure(
        message: "nothing is named",
        suggestion: "write a workload, an address, or a term of the intent language")
    }
    let names = Names(declared: groups.map(\.name))
    names.read = { name in groups.first { $0.name == name }?.term }
    swap(&symbols, &names.symbols)
    defer { swap(&symbols, &names.symbols) }
    do throws(Mistake) {
      return try EndpointParser(text, names: names).term()
    } catch {
      throw Failure(error)
    }
  }

  /// Reads ports by themselves, as they stand behind the colon of an end.
  public func readPorts(
    _ text: String, symbols: inout SymbolTable
  ) throws(Failure) -> Ports {
    let bare = text.hasPrefix(":") ? String(text.dropFirst()) : text
    guard bare.contains(where: { !$0.isWhitespace }) else {
      throw Failure(
        message: "a port is missing",
        suggestion: "write 80, 8000-8080, 53/UDP or the name of a container's port")
    }
    return try read("any pod:" + bare, symbols: &symbols).ports
  }
}

extension EndpointTermReader.Failure {
  fileprivate init(_ mistake: Mistake) {
    self.init(message: mistake.error.message, suggestion: mistake.error.suggestion)
    if case .unknownGroup(let name, _) = mistake.error { unknownGroup = name }
  }
}

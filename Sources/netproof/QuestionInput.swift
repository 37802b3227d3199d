import Analysis
import ClusterModel
import Evaluation
import Intents
import Readers
import Verification

/// What a question beside intents is about: the cluster of some manifests, and the words of its terms.
struct QuestionInput {
  private(set) var read: RunInput
  let locations: ManifestLocations
  private let assumptions: Assumptions
  private let reader: EndpointTermReader

  /// - Parameters:
  ///   - intents: files whose assumptions count, and whose groups may be named; those of a worked case if none are given.
  ///   - absentKinds: of `--assume-absent`.
  init(
    manifests: [String], intents: [String], defaultNamespace: String, absentKinds: [String]
  ) throws(UsageError) {
    locations = try ManifestLocations(manifests: manifests, assumptionsOf: intents)
    read = RunInput(locations, defaultNamespace: defaultNamespace)
    if !read.hasErrors { try read.remove(absentKinds: absentKinds) }
    let stated = read.files.map(\.assumptions)
    if let first = stated.first, let other = stated.firstIndex(where: { $0 != first }) {
      throw .severalAssumptions(
        read.snapshot.files[read.files[0].file], read.snapshot.files[read.files[other].file])
    }
    assumptions = stated.first ?? Assumptions()
    reader = EndpointTermReader(groups: read.files.flatMap(\.groups))
  }

  var hasErrors: Bool { read.hasErrors }

  /// Reads a term of an option; its words join the symbols of the snapshot.
  mutating func term(_ text: String, of option: String) throws(UsageError) -> EndpointTerm {
    do {
      return try reader.read(text, symbols: &read.snapshot.symbols)
    } catch {
      guard let word = error.unknownGroup else {
        throw .term(option: option, error.message, suggestion: error.suggestion)
      }
      // In small letters it is the name of a workload, most often.
      let suggestions = Suggestions(cluster)
      let meant = suggestions.workload(named: word).map { "did you mean \($0)?" }
      throw .term(
        option: option, "no group and no workload is named `\(word)`",
        suggestion: meant ?? error.suggestion
          ?? suggestions.workload(like: word).map { "did you mean \($0)?" })
    }
  }

  /// Reads the ports of an option; their names join the symbols of the snapshot.
  mutating func ports(_ text: String, of option: String) throws(UsageError) -> EndpointTerm {
    do {
      let ports = try reader.readPorts(text, symbols: &read.snapshot.symbols)
      var term = try reader.read("any pod", symbols: &read.snapshot.symbols)
      term.ports = ports
      return term
    } catch {
      throw .term(option: option, error.message, suggestion: error.suggestion)
    }
  }

  /// The cluster, once every term has been read.
  var cluster: Cluster { Cluster(read.snapshot, assumptions: assumptions) }

  /// Finds whom a term stands for.
  ///
  /// - Parameter isSource: sources have no ports.
  static func resolve(
    _ term: EndpointTerm, of option: String, isSource: Bool, _ resolver: EndpointResolver
  ) throws(UsageError) -> EndpointSelection {
    do {
      return try isSource ? resolver.resolveSource(term) : resolver.resolve(term)
    } catch {
      throw .term(option: option, error.message, suggestion: error.suggestion)
    }
  }
}

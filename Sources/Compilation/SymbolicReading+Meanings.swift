public import ClusterModel
import Formula
import Intents

/// What the values of a variable stand for.
public enum Meaning: Hashable, Sendable {
  /// Words of one kind, by value; those in parentheses are no words of the input.
  case words(Kind, [String])
  case port
  /// Addresses of a family: of no address, of one that nobody knows, and from 2 on of one from here to the next.
  case addresses(IPFamily, [IPAddress])

  /// What a variable is about.
  public enum Kind: Hashable, Sendable {
    case family, `protocol`, oneNode
    case namespace, hostNetwork, serviceAccount
    case label(String)
    case isNew, individual, namespaceName
    case namespaceLabel(String)
    case namedPort(String)
    case hostPorts, node
    /// The node that an end of a comparison is on, by its name.
    case place
  }
}

extension SymbolicReading {
  /// What the variables of the reading stand for.
  func meanings() -> [Variable: Meaning] {
    var meanings: [Variable: Meaning] = [
      variables.family: .words(.family, universe.families.map { $0 == .ipv4 ? "IPv4" : "IPv6" }),
      variables.protocol: .words(.protocol, TransportProtocol.allCases.map(\.name)),
      variables.port: .port,
      variables.oneNode: .words(.oneNode, ["(two nodes)", "(one node)"]),
    ]
    let columns = schema.meanings()
    for end in [source, destination] {
      for (variable, meaning) in zip(end.columns, columns) { meanings[variable] = meaning }
    }
    return meanings
  }
}

extension EndSchema {
  /// What each column stands for.
  func meanings() -> [Meaning] {
    let symbols = snapshot.symbols
    var meanings: [Meaning] = [
      .words(.namespace, namespaceWords),
      .words(.hostNetwork, ["(own network)", "(network of the node)"]),
      .words(
        .serviceAccount,
        ["(other)"]
          + vocabulary.serviceAccounts.sorted { $0.value < $1.value }.map { symbols[$0.key] }),
    ]
    meanings += spaces.map { space in
      .addresses(
        space.family, space.bounds.map { IPAddress(family: space.family, bits: $0) })
    }
    meanings += zip(vocabulary.keys, vocabulary.values).map { key, values in
      .words(.label(symbols[key]), ["(absent)", "(other)"] + values.map { symbols[$0] })
    }
    if let wider { meanings += self.meanings(of: wider) }
    meanings += ports.map(meaning)
    meanings.append(
      .words(.hostPorts, ["(none)"] + hostPortSets.indices.map { "(set \($0 + 1))" }))
    meanings.append(
      .words(.node, ["(unknown)"] + (1..<nodes.size).map { "(class \($0))" }))
    return meanings
  }

  private var namespaceWords: [String] {
    let new = wider == nil ? [] : ["(new)", "(second new)"]
    return ["(outside)"] + snapshot.namespaces.map { snapshot.symbols[$0.name] } + new
  }

  private func meanings(of wider: WiderColumns) -> [Meaning] {
    let (symbols, words) = (snapshot.symbols, wider.words)
    let individuals = wider.individuals.map { id in
      "\(symbols[snapshot[snapshot[id].namespace].name])/\(symbols[snapshot[id].name])"
    }
    let labels = words.keys.indices.map { index in
      let fresh = words.freshCount(ofKey: index) == 1 ? ["(other)"] : ["(other)", "(second other)"]
      return Meaning.words(
        .namespaceLabel(symbols[words.keys[index]]),
        ["(absent)"] + fresh + words.values[index].map { symbols[$0] })
    }
    return [
      .words(.isNew, ["(given)", "(new)"]), .words(.individual, ["(none)"] + individuals),
      .words(.namespaceName, ["(other)"] + words.names.map { symbols[$0] }),
    ] + labels
  }

  private func meaning(of port: NamedPort) -> Meaning {
    let numbers = port.resolutions.map { $0.map(String.init).joined(separator: " or ") }
    return .words(
      .namedPort("\(snapshot.symbols[port.name.name]) \(port.name.protocol.name)"),
      ["(none)"] + numbers + (wider == nil ? [] : ["(that of the flow)"]))
  }
}

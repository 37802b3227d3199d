import ClusterModel
public import Formula
import Intents

/// Who is in a group, and which ports a sentence speaks of (intents.md, "Groups" and "Ports").
extension SymbolicReading {
  /// Whether `end` is in one of `groups`.
  func isMember(_ end: EndVariables, of groups: [Group]) -> Formula {
    if definitions != nil {
      return formulas.any(
        groups.map { named(isMember(end, of: $0.term), .group($0, self.end(end))) })
    }
    return formulas.any(Group.parts(of: groups).map { isMember(end, of: $0) })
  }

  private func isMember(_ end: EndVariables, of term: Group.Term) -> Formula {
    switch term {
    case .pods(let namespaces, let selector, let serviceAccount):
      // Pods of hostNetwork are in groups like any other.
      return formulas.all([
        isPod(end), isIn(namespaces, end), selector.map { selects($0, end) } ?? .always,
        serviceAccount.map { formulas.equal(end.serviceAccount, code(ofServiceAccount: $0)) }
          ?? .always,
      ])
    case .addresses(let cidr, let except):
      let addresses = universe.families.indices.map { index in
        hasAddress(
          end, in: addressSpaces[index].atoms(of: cidr, except: except), family: index)
      }
      return formulas.all([isOutside(end), formulas.any(addresses)])
    case .internet: return isInternet(end)
    case .external: return isOutside(end)
    case .anyone: return .always
    case .anyOf(let members): return isMember(end, of: members)
    }
  }

  private func isIn(_ namespaces: NamespaceTerm, _ end: EndVariables) -> Formula {
    switch namespaces {
    case .any: .always
    case .names(let names): isInNamespace(names, end)
    case .matching(let selector): isInNamespace(matching: selector, end)
    }
  }

  private func code(ofServiceAccount name: Symbol) -> Int {
    guard let code = vocabulary.serviceAccounts[name] else {
      preconditionFailure("a group was compiled that the vocabulary has not seen")
    }
    return code
  }

  /// Whether `end` is an address outside the cluster that is publicly routed.
  func isInternet(_ end: EndVariables) -> Formula {
    let addresses = universe.families.indices.map { index in
      let space = addressSpaces[index]
      let excluded = space.notInternet
      return hasAddress(
        end, in: (0..<space.atomCount).filter { !excluded.contains($0) }, family: index)
    }
    return formulas.all([isOutside(end), formulas.any(addresses)])
  }

  /// One end is an address outside the cluster.
  public var hasOutsideEnd: Formula {
    formulas.any([isOutside(source), isOutside(destination)])
  }

  /// One end is an address outside the cluster that is publicly routed.
  public var hasInternetEnd: Formula {
    formulas.any([isInternet(source), isInternet(destination)])
  }

  /// Whether the flow goes to one of `targets`, on a port spoken of there.
  ///
  /// Possible takes each of several numbers of one name for the port that is meant, certain none of them.
  func goes(to targets: [Target]) -> ThreeValued {
    formulas.any(
      targets.map { target in
        formulas.all([
          ThreeValued(isMember(destination, of: [target.group])), isPort(of: target.ports),
        ])
      })
  }

  func isPort(of ports: Ports) -> ThreeValued {
    switch ports {
    case .all: ThreeValued(.always)
    case .list(let terms): formulas.any(terms.map(isPort))
    }
  }

  private func isPort(of term: PortTerm) -> ThreeValued {
    switch term.selection {
    case .numbers(let range):
      // Numbers without a protocol are TCP.
      return ThreeValued(
        formulas.all([isProtocol(term.protocol ?? .tcp), isPort(in: range)]))
    case .name(let name):
      return formulas.any(term.protocols.map { resolves(name, $0) })
    case .every:
      return ThreeValued(formulas.any(term.protocols.map(isProtocol)))
    }
  }
}

extension PortTerm {
  /// The protocols of a name or of `*`: where none is written, every one.
  var protocols: [TransportProtocol] {
    self.protocol.map { [$0] } ?? TransportProtocol.allCases
  }
}

import ClusterModel
import Intents

/// Sentences for the verified checker.
struct ClaimTokens {
  let symbols: SymbolTable

  func text(_ claim: Claim) -> String {
    switch claim {
    case .reaches(let from, let to): "reaches \(groups(from)) \(targets(to))"
    case .someReaches(let from, let to): "some-reaches \(groups(from)) \(targets(to))"
    case .mayReach(let from, let to): "may-reach \(groups(from)) \(targets(to))"
    case .cannotReach(let from, let to): "cannot-reach \(groups(from)) \(targets(to))"
    case .onlyMayReach(let from, let to): "only-may-reach \(groups(from)) \(targets(to))"
    case .onlyReaches(let from, let to): "only-reaches \(groups(from)) \(targets(to))"
    case .noEgress(let of, let except): "no-egress \(groups(of)) \(targets(except))"
    case .noIngress(let to, let except):
      "no-ingress \(groups(to)) \(Tokens.list(except.map(exception)))"
    case .isolated(let left, let right): "isolated \(groups(left)) \(groups(right))"
    case .namespacesIsolated(let key, let except):
      "namespaces-isolated \(Tokens.text(symbols[key])) \(Tokens.list(except.map(exception)))"
    case .nothingElse(let scope): "nothing-else \(text(scope))"
    }
  }

  private func text(_ scope: Scope) -> String {
    switch scope {
    case .everywhere: "everywhere"
    case .namespaces(let names): "namespaces \(Tokens.texts(names, symbols))"
    case .to(let to): "to \(targets(to))"
    case .from(let from): "from \(groups(from))"
    }
  }

  private func targets(_ targets: [Target]) -> String { Tokens.list(targets.map(target)) }

  private func target(_ target: Target) -> String {
    "\(groups([target.group])) \(ports(target.ports))"
  }

  private func exception(_ exception: IngressException) -> String {
    "\(Tokens.option(exception.from.map(groups))) \(ports(exception.ports))"
  }

  private func exception(_ exception: TenantException) -> String {
    switch exception {
    case .to(let to): "to \(target(to))"
    case .from(let from): "from \(self.exception(from))"
    }
  }

  private func groups(_ groups: [Group]) -> String { Tokens.list(groups.map { term($0.term) }) }

  private func term(_ term: Group.Term) -> String {
    switch term {
    case .pods(let namespaces, let selector, let account):
      let account = account.map { Tokens.text(symbols[$0]) }
      return "pods \(text(namespaces)) \(Tokens.selector(orNone: selector, symbols)) "
        + Tokens.option(account)
    case .addresses(let cidr, let except): return "addresses \(Tokens.block(cidr, except: except))"
    case .internet: return "internet"
    case .external: return "external"
    case .anyone: return "anyone"
    case .anyOf(let members): return "any-of \(groups(members))"
    }
  }

  private func text(_ namespaces: NamespaceTerm) -> String {
    switch namespaces {
    case .any: "any"
    case .names(let names): "named \(Tokens.texts(names, symbols))"
    case .matching(let selector): "matching \(Tokens.selector(selector, symbols))"
    }
  }

  private func ports(_ ports: Ports) -> String {
    switch ports {
    case .all: Tokens.list([])
    case .list(let terms): Tokens.list(terms.map(port))
    }
  }

  private func port(_ term: PortTerm) -> String {
    let transport = Tokens.option(term.protocol?.name)
    return switch term.selection {
    case .numbers(let range): "range \(range.lowerBound) \(range.upperBound) \(transport)"
    case .every: "every \(transport)"
    case .name(let name): "named \(Tokens.text(symbols[name]))"
    }
  }
}

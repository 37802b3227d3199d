import ClusterModel
import Intents

extension WorldMaker {
  /// A claim of any kind, prohibitions more often: they are what wider worlds are for.
  mutating func claim() -> Claim {
    let from = [group()]
    let to = [Target(group: group(), ports: ports())]
    switch Int.random(in: 0..<14, using: &random) {
    case 0: return .reaches(from: from, to: to)
    case 1:
      return random.chance(30) ? .someReaches(from: from, to: to) : .mayReach(from: from, to: to)
    case 2, 3: return .cannotReach(from: from, to: to)
    case 4, 5: return .onlyMayReach(from: from, to: to)
    case 6: return .onlyReaches(from: from, to: to)
    case 7: return .noEgress(of: from, except: random.chance(50) ? to : [])
    case 8: return .noIngress(to: from, except: random.chance(50) ? [exception()] : [])
    case 9: return .isolated(from, from: to.map(\.group))
    case 10, 11, 12:
      let exception: TenantException = random.chance(50) ? .to(to[0]) : .from(exception())
      return .namespacesIsolated(
        key: sample.symbol(
          corner() ? "kubernetes.io/metadata.name" : random.pick(grammar.namespaceKeys)),
        except: random.chance(30) ? [exception] : [])
    default:
      switch Int.random(in: 0..<3, using: &random) {
      case 0: return .nothingElse(.namespaces([sample.symbol(random.pick(names + ["nowhere"]))]))
      case 1: return .nothingElse(.to(to))
      default: return .nothingElse(.from(from))
      }
    }
  }

  private mutating func exception() -> IngressException {
    IngressException(from: random.chance(60) ? [group()] : nil, ports: ports())
  }

  private mutating func group() -> Group {
    let term: Group.Term
    switch Int.random(in: 0..<10, using: &random) {
    case 0: term = .anyone
    case 1: term = random.pick([.external, .external, .internet])
    case 2: term = CIDR("203.0.113.0/24").map { .addresses(cidr: $0, except: []) } ?? .external
    default:
      let namespaces: NamespaceTerm =
        switch Int.random(in: 0..<4, using: &random) {
        case 0, 1: .names([sample.symbol(random.chance(10) ? "nowhere" : random.pick(names))])
        case 2: .matching(namespaceSelector())
        default: .any
        }
      term = .pods(
        namespaces: namespaces, selector: random.chance(80) ? selector(grammar.podKeys) : nil,
        serviceAccount: corner() ? sample.symbol(random.pick(["robot", "default"])) : nil)
    }
    return Group(name: "G", term: term)
  }

  private mutating func ports() -> Ports {
    switch Int.random(in: 0..<6, using: &random) {
    case 0, 1: .all
    case 2: .list([PortTerm(.name(sample.symbol("http")), protocol: .tcp)])
    case 3: .list([PortTerm(.numbers(80...8080))])
    case 4: .list([PortTerm(.every, protocol: .udp)])
    default: .list([PortTerm(.numbers(80...80)), PortTerm(.numbers(53...53), protocol: .udp)])
    }
  }
}

import ClusterModel
public import Intents

extension Sample {
  public static func randomAssumptions(using random: inout SplitMix64) -> Assumptions {
    let cidrs = random.pick([[], ["10.0.0.0/16"], ["10.0.0.0/16", "fd00::/64"], ["10.0.0.0/29"]])
    return Assumptions(
      cni: random.pick([.upstream, .upstream, .upstream, .cilium, .none, .calico]),
      clusterCIDRs: cidrs.compactMap { CIDR($0) },
      ipFamilies: random.pick([nil, nil, [.ipv4], [.ipv6, .ipv4]]),
      clientAddress: random.chance(30) ? .mayBeNode : .preserved)
  }

  /// A claim of any kind, over groups that overlap, are empty, or lie outside.
  public mutating func randomClaim(using random: inout SplitMix64) -> Claim {
    let from = randomGroups(using: &random)
    let to = randomTargets(using: &random)
    switch Int.random(in: 0..<11, using: &random) {
    case 0: return .reaches(from: from, to: to)
    case 1: return .someReaches(from: from, to: to)
    case 2: return .mayReach(from: from, to: to)
    case 3: return .cannotReach(from: from, to: to)
    case 4: return .onlyMayReach(from: from, to: to)
    case 5: return .onlyReaches(from: from, to: to)
    case 6: return .noEgress(of: from, except: random.chance(50) ? to : [])
    case 7:
      return .noIngress(
        to: to.map(\.group), except: random.chance(50) ? [randomException(using: &random)] : [])
    case 8: return .isolated(from, from: to.map(\.group))
    case 9:
      let exception: TenantException =
        random.chance(50) ? .to(to[0]) : .from(randomException(using: &random))
      return .namespacesIsolated(
        key: symbol(random.pick(["team", "env", "kubernetes.io/metadata.name"])),
        except: random.chance(40) ? [exception] : [])
    default:
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return .nothingElse(.everywhere)
      case 1: return .nothingElse(.namespaces([symbol(random.pick(["x", "y", "nowhere"]))]))
      case 2: return .nothingElse(.to(to))
      default: return .nothingElse(.from(from))
      }
    }
  }

  private mutating func randomException(using random: inout SplitMix64) -> IngressException {
    IngressException(
      from: random.chance(50) ? randomGroups(using: &random) : nil,
      ports: randomPorts(using: &random))
  }

  private mutating func randomTargets(using random: inout SplitMix64) -> [Target] {
    (0..<Int.random(in: 1...2, using: &random)).map { _ in
      Target(group: randomGroup(using: &random), ports: randomPorts(using: &random))
    }
  }

  private mutating func randomGroups(using random: inout SplitMix64) -> [Group] {
    (0..<Int.random(in: 1...2, using: &random)).map { _ in randomGroup(using: &random) }
  }

  private mutating func randomGroup(
    using random: inout SplitMix64, mayNest: Bool = true
  ) -> Group {
    let term: Group.Term
    switch Int.random(in: 0..<10, using: &random) {
    case 0: term = .internet
    case 1: term = .external
    case 2: term = .anyone
    case 3:
      let cidr = random.pick(["203.0.113.0/24", "10.0.0.0/8", "fd00::/8", "198.51.100.0/24"])
      term = CIDR(cidr).map { .addresses(cidr: $0, except: []) } ?? .external
    case 4 where mayNest:
      term = .anyOf([
        randomGroup(using: &random, mayNest: false), randomGroup(using: &random, mayNest: false),
      ])
    default:
      let namespaces: NamespaceTerm =
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .names([symbol(random.pick(["x", "y"]))])
        case 1: .matching(randomSelector(["team", "env"], using: &random) ?? LabelSelector())
        default: .any
        }
      term = .pods(
        namespaces: namespaces, selector: randomSelector(["app", "role"], using: &random),
        serviceAccount: random.chance(15) ? symbol(random.pick(["robot", "default"])) : nil)
    }
    return Group(name: "G", term: term)
  }

  private mutating func randomPorts(using random: inout SplitMix64) -> Ports {
    if random.chance(30) { return .all }
    return .list(
      (0..<Int.random(in: 1...2, using: &random)).map { _ in
        switch Int.random(in: 0..<5, using: &random) {
        case 0: PortTerm(.every, protocol: random.pick([.tcp, .udp, .sctp]))
        case 1: PortTerm(.name(symbol(random.pick(["http", "dns"]))))
        case 2: PortTerm(.name(symbol("http")), protocol: random.pick([.tcp, .udp]))
        case 3: PortTerm(.numbers(80...8080), protocol: random.pick([nil, .udp]))
        default: PortTerm(.numbers(80...80), protocol: random.pick([nil, .udp, .sctp]))
        }
      })
  }
}

import ClusterModel
import Intents
import Readers
import Testing

/// Sentences against claims that are built by hand.
@Suite struct ClaimTests {
  private func claim(of sentence: String) throws -> (claim: Claim, reading: Reading) {
    let reading = Reading(sentence: sentence)
    try #require(!reading.diagnostics.hasErrors, "\(reading.transcript)")
    return (try #require(reading.intents.first).claim, reading)
  }

  /// A group that the header declares, as `{namespace: shop, pods: app=...}`.
  private func group(_ name: String, in reading: Reading) throws -> Group {
    try #require(reading.files[0].groups.first { $0.name == name })
  }

  private func tcp(_ port: UInt16) -> Ports { .list([PortTerm(.numbers(port...port))]) }

  @Test func declaredGroupsAreWhatTheirFieldsSay() throws {
    let (_, reading) = try claim(of: "WEB reaches API")
    let (app, web) = (try reading.symbol("app"), try reading.symbol("web"))
    #expect(
      try group("WEB", in: reading)
        == Group(
          name: "WEB",
          term: .pods(
            namespaces: .names([try reading.symbol("shop")]),
            selector: LabelSelector(matchLabels: [Labels.Pair(key: app, value: web)]),
            serviceAccount: nil)))
    let range = try #require(CIDR("203.0.113.0/24"))
    let except = try #require(CIDR("203.0.113.128/25"))
    #expect(
      try group("PARTNER", in: reading).term == .addresses(cidr: range, except: [except]))
  }

  @Test func verbsAreToldApart() throws {
    for (verb, build) in [
      ("reaches", { .reaches(from: $0, to: $1) }), ("may reach", { .mayReach(from: $0, to: $1) }),
      ("cannot reach", { .cannotReach(from: $0, to: $1) }),
    ] as [(String, ([Group], [Target]) -> Claim)] {
      let (claim, reading) = try claim(of: "WEB \(verb) API:80")
      let target = Target(group: try group("API", in: reading), ports: tcp(80))
      #expect(claim == build([try group("WEB", in: reading)], [target]))
    }
    for (text, build) in [
      ("some WEB reaches", { .someReaches(from: $0, to: $1) }),
      ("only WEB reaches", { .onlyReaches(from: $0, to: $1) }),
      ("only WEB may reach", { .onlyMayReach(from: $0, to: $1) }),
    ] as [(String, ([Group], [Target]) -> Claim)] {
      let (claim, reading) = try claim(of: "\(text) API")
      let target = Target(group: try group("API", in: reading))
      #expect(claim == build([try group("WEB", in: reading)], [target]))
    }
  }

  @Test(arguments: [
    ("WEB, DB reach API", "WEB and DB reach API"), ("WEB, DB reach API", "WEB, and DB reaches API"),
    ("DB has no egress", "DB have no egress"),
    ("WEB is isolated from DB", "WEB are isolated from DB"),
    (
      "API has no egress except to DB:80, DNS:53/UDP",
      "API has no egress except to DB:80, to DNS:53/UDP"
    ),
    (
      "namespaces labelled a are isolated from each other",
      "namespaces labeled a are isolated from each other"
    ),
    ("WEB reaches API:80", "WEB   reaches \u{a0} API:80"),
  ])
  func spellingsOfOneSentenceMeanTheSame(left: String, right: String) throws {
    #expect(try claim(of: left).claim == claim(of: right).claim)
  }

  @Test func exceptionsOfIngressKeepTheirOrder() throws {
    let (claim, reading) = try claim(
      of: "DB has no ingress except from API, WEB, on :80,81 from DNS, on :443/UDP")
    let ports = Ports.list([PortTerm(.numbers(80...80)), PortTerm(.numbers(81...81))])
    #expect(
      claim
        == .noIngress(
          to: [try group("DB", in: reading)],
          except: [
            IngressException(from: [try group("API", in: reading), try group("WEB", in: reading)]),
            IngressException(from: [try group("DNS", in: reading)], ports: ports),
            IngressException(
              from: nil, ports: .list([PortTerm(.numbers(443...443), protocol: .udp)])),
          ]))
  }

  @Test func exceptionsOfTenantsAreOfBothKinds() throws {
    let (claim, reading) = try claim(
      of: "namespaces labelled team are isolated from each other except to DNS, API:80, from WEB, "
        + "on :http from DB")
    #expect(
      claim
        == .namespacesIsolated(
          key: try reading.symbol("team"),
          except: [
            .to(Target(group: try group("DNS", in: reading))),
            .to(Target(group: try group("API", in: reading), ports: tcp(80))),
            .from(IngressException(from: [try group("WEB", in: reading)])),
            .from(
              IngressException(
                from: [try group("DB", in: reading)],
                ports: .list([PortTerm(.name(try reading.symbol("http")))]))),
          ]))
  }

  @Test func scopesOfNothingElse() throws {
    #expect(try claim(of: "nothing else is allowed").claim == .nothingElse(.everywhere))
    let (inNamespaces, reading) = try claim(of: "nothing else is allowed in namespaces shop, dev")
    let names = [try reading.symbol("shop"), try reading.symbol("dev")]
    #expect(inNamespaces == .nothingElse(.namespaces(names)))
    let (to, other) = try claim(of: "nothing else is allowed to API:80")
    let target = Target(group: try group("API", in: other), ports: tcp(80))
    #expect(to == .nothingElse(.to([target])))
  }

  @Test(arguments: [
    ("80", [PortTerm(.numbers(80...80))]),
    ("1-65535", [PortTerm(.numbers(1...65535))]),
    ("53/UDP", [PortTerm(.numbers(53...53), protocol: .udp)]),
    (
      "8000-8080/SCTP,9/TCP",
      [
        PortTerm(.numbers(8000...8080), protocol: .sctp),
        PortTerm(.numbers(9...9), protocol: .tcp),
      ]
    ),
    ("*/UDP", [PortTerm(.every, protocol: .udp)]),
  ])
  func portsAreReadAsWritten(text: String, terms: [PortTerm]) throws {
    let (claim, reading) = try claim(of: "WEB reaches API:\(text)")
    guard case .reaches(_, let targets) = claim else { return #expect(Bool(false)) }
    #expect(targets.map(\.ports) == [.list(terms)])
    #expect(targets[0].ports.text(symbols: reading.symbols) == text)
  }

  @Test func inlineTermsKeepTheirText() throws {
    let (claim, _) = try claim(
      of: "pods app=web,tier in (a, b),!old in namespace shop reach 2001:db8::/32:443, "
        + "any pod in namespace dev:80, 203.0.113.7")
    #expect(
      claim.groups.map(\.name) == [
        "pods app=web,tier in (a, b),!old in namespace shop", "2001:db8::/32",
        "any pod in namespace dev", "203.0.113.7",
      ])
    #expect(
      claim.groups[1].term == .addresses(cidr: try #require(CIDR("2001:db8::/32")), except: []))
    #expect(
      claim.groups[3].term == .addresses(cidr: try #require(CIDR("203.0.113.7/32")), except: []))
  }

  @Test func selectorsHaveKubectlsGrammar() throws {
    let (claim, reading) = try claim(
      of: "\"pods a=b,c==d,e!=f,g in (h,i),j notin (k),l,!m,a=z reach API\"")
    guard case .reaches(let sources, _) = claim,
      case .pods(_, let selector?, _) = sources[0].term
    else { return #expect(Bool(false)) }
    func symbols(_ texts: String...) throws -> [Symbol] { try texts.map(reading.symbol) }
    #expect(
      selector.matchLabels.map { [$0.key, $0.value] } == [
        try symbols("a", "b"), try symbols("c", "d"),
      ])
    typealias Requirement = LabelSelectorRequirement
    #expect(
      selector.matchExpressions == [
        Requirement(key: try reading.symbol("e"), operator: .notIn, values: try symbols("f")),
        Requirement(key: try reading.symbol("g"), operator: .in, values: try symbols("h", "i")),
        Requirement(key: try reading.symbol("j"), operator: .notIn, values: try symbols("k")),
        Requirement(key: try reading.symbol("l"), operator: .exists),
        Requirement(key: try reading.symbol("m"), operator: .doesNotExist),
        // A second demand on a key is kept, though no pod can meet both.
        Requirement(key: try reading.symbol("a"), operator: .in, values: try symbols("z")),
      ])
  }

  @Test func kindsAreThoseOfTheTable() throws {
    for (sentence, kind) in [
      ("WEB reaches API", .obligation), ("some WEB reaches API", .obligation),
      ("WEB may reach API", .permission), ("WEB cannot reach API", .prohibition),
      ("only WEB may reach API", .prohibition), ("only WEB reaches API", .both),
      ("WEB has no egress", .prohibition), ("WEB has no ingress", .prohibition),
      ("WEB is isolated from API", .prohibition),
      ("namespaces labelled a are isolated from each other", .prohibition),
      ("nothing else is allowed", .prohibition),
    ] as [(String, Claim.Kind)] {
      #expect(try claim(of: sentence).claim.kind == kind)
    }
  }
}

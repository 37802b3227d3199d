import ClusterModel
import Evaluation
import Intents

/// A flow that a sentence is about: what is shown of all of them is shown of something.
struct Witness: Hashable {
  struct Value: Hashable {
    var dimension: Dimension
    var values: Values
  }

  /// Single out one flow, the lowest that is left.
  var values: [Value]
  var allowed: Ternary

  /// `src.pod shop/api, dst.pod shop/db, proto TCP, port 5984: allowed`.
  func text(_ space: Space) -> String {
    values.map { space.line($0.dimension, $0.values) }.joined(separator: ", ")
      + ": \(Self.words[allowed] ?? "")"
  }

  fileprivate static let words: [Ternary: String] = [
    .yes: "allowed", .unknown: "perhaps allowed", .no: "blocked",
  ]

  /// What ``text(_:)`` has written; nil for anything else.
  init?(_ text: String, _ space: Space) {
    guard let ending = Self.words.first(where: { text.hasSuffix(": \($0.value)") }) else {
      return nil
    }
    allowed = ending.key
    values = []
    for part in String(text.dropLast(ending.value.count + 2)).split(separator: ", ") {
      let words = part.split(separator: " ")
      guard words.count == 2, let dimension = Dimension(words[0], &space.symbols),
        let some = space.values(String(words[1]), of: dimension)
      else { return nil }
      values.append(Value(dimension: dimension, values: some))
    }
  }

  init(_ values: [Value], _ allowed: Ternary) {
    self.values = values
    self.allowed = allowed
  }
}

extension CoverSubject {
  /// Why a witness is none; nil where it is one.
  func objection(to witness: Witness, _ kind: PartKind, _ space: Space) -> String? {
    var region = space.normalized(space.everything)
    for value in witness.values {
      guard let refined = space.refined(region, value.dimension, value.values) else {
        return "the witness cannot be told apart so"
      }
      region = refined
    }
    guard let (flow, hypothesis) = Sampler(space: space).flow(in: region) else {
      return "there is no flow like the witness"
    }
    let supposed = cluster.supposing(hypothesis)
    guard supposed.exists(flow) else { return "there is no flow like the witness" }
    let isAsked = wanted(kind).contains { asked in
      asked.allowed.contains(witness.allowed)
        && supposed.speaks(of: flow, asked.boxes, regions(kind))
    }
    guard isAsked else { return "the sentence does not speak of the witness" }
    guard supposed.decision(for: flow).allowed == witness.allowed else {
      return "the witness is not \(Witness.words[witness.allowed] ?? "")"
    }
    return nil
  }

  /// Of which flows one has to exist, and how it is decided, the best first.
  private func wanted(_ kind: PartKind) -> [(boxes: [Box<Group>], allowed: [Ternary])] {
    let regions = regions(kind)
    var wanted = wanted(kind, regions)
    if case .onlyReaches = intent.claim {
      // One half may speak of nothing: then the other does.
      wanted.append((ClaimRegions(intent.claim, coverage: []).spoken, [.yes, .no, .unknown]))
    }
    return wanted
  }

  private func wanted(
    _ kind: PartKind, _ regions: ClaimRegions<Group>
  ) -> [(boxes: [Box<Group>], allowed: [Ternary])] {
    switch kind {
    case .split(.prohibition):
      // Where somebody is singled out, the flow is one that gets through, if there is one.
      return [
        (regions.permitted, [.yes]), (regions.prohibited, [.no, .yes, .unknown]),
        (regions.permitted, [.unknown, .no]),
      ]
    case .split(.obligation): return [(regions.required, [.yes])]
    case .existence: return [(regions.sought, [.yes])]
    case .permission: return [(regions.permitted, [.yes, .unknown, .no])]
    }
  }

  /// A flow for which there is nothing to say against; nil where none is found.
  ///
  /// - Parameter space: lists the pods.
  func witness(_ kind: PartKind, _ space: Space) -> Witness? {
    for (boxes, allowed) in wanted(kind) {
      for decision in allowed {
        if let found = deployedWitness(boxes, decision, kind, space),
          objection(to: found, kind, space) == nil
        {
          return found
        }
      }
    }
    return newWitness(kind, space)
  }

  private func deployedWitness(
    _ boxes: [Box<Group>], _ decision: Ternary, _ kind: PartKind, _ space: Space
  ) -> Witness? {
    let pods = cluster.pods.sorted { (space.podNames[$0] ?? "") < (space.podNames[$1] ?? "") }
    let ends = pods.map(Endpoint.pod) + outside
    let excepted = regions(kind).exceptions
    for source in ends {
      let own = boxes.filter { $0.source.contains(source, cluster) }
      if own.isEmpty { continue }
      for destination in ends where cluster.areDistinct(source, destination) {
        var ports = ClaimRegions.ports(own, source, destination, cluster, possible: true)
        if ports.isEmpty { continue }
        for box in excepted where box.contains(source, destination, cluster) {
          ports = ports.subtracting(cluster.ports(box.ports, at: destination, possible: false))
        }
        for family in cluster.families
        where cluster.has(family, source) && cluster.has(family, destination) {
          let some = ports.intersection(
            cluster.ports(decided: decision, source, destination, family))
          guard let (transport, port) = some.first else { continue }
          let flow = Flow(
            source: source, destination: destination, family: family, protocol: transport,
            port: port)
          return Witness(flow, space, decision)
        }
      }
    }
    return nil
  }

  /// Addresses outside, one or two of each part that the sentence tells apart.
  private var outside: [Endpoint] {
    let vocabulary = Vocabulary(cluster, claims: [intent.claim])
    return cluster.families.flatMap { family in
      let all = cluster.externalAddresses(of: family)
      var parts = [all]
      for region in vocabulary.regions[family] ?? [] {
        parts += [all.intersection(region), all.subtracting(region)]
      }
      return Set(parts.compactMap(\.first)).sorted().map {
        Endpoint.address(IPAddress(family: family, bits: $0))
      }
    }
  }

  /// Where the manifests have no such flow: one with a pod that may come.
  private func newWitness(_ kind: PartKind, _ space: Space) -> Witness? {
    guard space.world > .deployed else { return nil }
    for (boxes, _) in wanted(kind) {
      var budget = 3000
      let root = space.normalized(space.everything)
      if let found = descend(root, [], boxes, kind, space, &budget) { return found }
    }
    return nil
  }

  private func descend(
    _ region: Region, _ path: [Witness.Value], _ boxes: [Box<Group>], _ kind: PartKind,
    _ space: Space, _ budget: inout Int
  ) -> Witness? {
    budget -= 1
    if budget < 0 || space.isEmpty(region) { return nil }
    let questions = Questions()
    let reading = Reading(space, region, questions)
    let value = reading.isIn(boxes, perhaps: true)
    let exceptions = regions(kind).exceptions
    if value == .no || reading.isIn(exceptions, perhaps: false) == .yes { return nil }
    if value == .yes, path.contains(where: { $0.dimension == .newcomers }) {
      for decision in [Ternary.yes, .no, .unknown] {
        let witness = Witness(path, decision)
        if objection(to: witness, kind, space) == nil { return witness }
      }
    }
    var asked: [Question] = []
    if path.isEmpty, space.population == .listed {
      asked = space.newcomers.map {
        Question(dimension: .newcomers, values: .words(ValueSet([$0.rawValue])))
      }
    } else {
      reading.ask(boxes, perhaps: true)
      reading.ask(exceptions, perhaps: false)
      for direction in Direction.allCases { reading.ask(direction) }
      asked = questions.asked.prefix(2).flatMap {
        [$0, Question(dimension: $0.dimension, values: $0.values.complement)]
      }
    }
    for question in asked {
      guard let part = space.refined(region, question.dimension, question.values) else { continue }
      let cut = space.finite(question.values, question.dimension, part)
      guard let cut, let exact = space.refined(region, question.dimension, cut) else { continue }
      let step = Witness.Value(dimension: question.dimension, values: cut)
      if let found = descend(exact, path + [step], boxes, kind, space, &budget) { return found }
    }
    return nil
  }
}

extension Space {
  /// Values that can be written down: of those that have no end one that nothing mentions.
  fileprivate func finite(_ values: Values, _ dimension: Dimension, _ region: Region) -> Values? {
    let there = cut(values, dimension, to: region)
    switch there {
    case .names(let names) where names.isComplement:
      if names.contains(nil) { return .names(ValueSet([nil])) }
      var word = "other"
      while !names.contains(symbols.intern(word)) { word += "-x" }
      return .names(ValueSet([symbols.intern(word)]))
    case .words(let words) where words.isComplement: return nil
    default: return there.isEmpty ? nil : there
    }
  }
}

extension Witness {
  /// The values of a flow of the manifests.
  fileprivate init?(_ flow: Flow, _ space: Space, _ allowed: Ternary) {
    var values: [Value] = []
    func add(_ dimension: Dimension, _ some: Values) {
      values.append(Value(dimension: dimension, values: some))
    }
    if space.population == .listed, space.world > .deployed {
      add(.newcomers, .words(ValueSet([Newcomers.nobody.rawValue])))
    }
    add(.family, .words(ValueSet([flow.family.word])))
    for (role, end) in [(Role.source, flow.source), (.destination, flow.destination)] {
      switch end {
      case .pod(let id):
        guard let name = space.podNames[id] else { return nil }
        add(.pod(role), .words(ValueSet([name])))
      case .address(let address):
        add(.kind(role), .words(ValueSet(["outside"])))
        add(.address(role), .addresses(address.family, IntervalSet(address.bits...address.bits)))
      }
    }
    add(.transport, .words(ValueSet([flow.protocol.name])))
    add(.port, .ports(IntervalSet(flow.port...flow.port)))
    self.init(values, allowed)
  }
}

extension Cluster {
  /// The ports on which flows between two ends are decided so.
  fileprivate func ports(
    decided decision: Ternary, _ source: Endpoint, _ destination: Endpoint, _ family: IPFamily
  ) -> PortSet {
    let may = allowedPorts(from: source, to: destination, family, .may)
    if decision == .no { return PortSet.all.subtracting(may) }
    let must = allowedPorts(from: source, to: destination, family, .must)
    return decision == .yes ? must : may.subtracting(must)
  }

  /// Whether a flow is in some boxes of a claim, exceptions aside.
  fileprivate func speaks(
    of flow: Flow, _ boxes: [Box<Group>], _ regions: ClaimRegions<Group>
  ) -> Bool {
    var ports = ClaimRegions.ports(boxes, flow.source, flow.destination, self, possible: true)
    for box in regions.exceptions where box.contains(flow.source, flow.destination, self) {
      ports = ports.subtracting(self.ports(box.ports, at: flow.destination, possible: false))
    }
    return ports.contains(flow.port, of: flow.protocol)
  }
}

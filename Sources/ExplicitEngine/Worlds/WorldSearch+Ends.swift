import ClusterModel
import Evaluation

extension WorldSearch {
  /// The ends of a side that can be told apart, as its namespace is labelled now.
  func ends(
    _ pair: PlacePair, _ role: Role, _ profile: LabelProfile?
  ) throws(Interruption) -> [SupposedEnd] {
    let side = pair[role]
    guard let namespace = side.place.namespace else {
      return space.addresses(pair.outsideBlocks)
        .map { SupposedEnd(place: .outside, end: .address($0)) }
    }
    // A pod of a template may be on both sides, and is then labelled once.
    let isBoth = newcomers == .none && pair.source.place == pair.destination.place
    let holding = (isBoth ? Role.allCases : [role]).flatMap { pair.conditions[$0] ?? [] }
      .filter { space.holds($0.namespaces, at: namespace) }
    let conditions = Set(holding.map(\.pods)).subtracting([0])
    var ends: [SupposedEnd] = []
    func add(_ choices: LabelChoices, _ model: SupposedEnd) {
      if choices.isCut { isCut = true }
      for choice in choices.all {
        var end = model
        end.choice = choice
        ends.append(end)
      }
    }
    guard side.isNew else {
      for deployed in side.deployed {
        let pod = space.firstPods(of: deployed.index)[0]
        let model = SupposedEnd(
          place: side.place, end: .pod(pod), index: deployed.index, profile: profile)
        if space.isOpen(deployed.index) {
          add(try space.deployedPods(deployed.index, conditions, bound: bound, budget), model)
        } else {
          ends.append(model)
        }
      }
      return ends
    }
    var wanted: Set<Int>?
    if let all = pair.wanted[role] {
      let members = Set(
        all.lazy.filter { self.space.holds($0.namespaces, at: namespace) }.map(\.pods))
      if members.isEmpty { return [] }
      if !members.contains(0) { wanted = members }
    }
    let choices = try space.newPods(
      in: namespace, conditions, wanted: wanted, bound: bound, budget)
    add(
      choices,
      SupposedEnd(
        place: side.place, end: .pod(space.supposition.newPod(role)), isNew: true,
        profile: profile))
    return ends
  }
}

extension WorldSpace {
  /// The first pods of a class in the order of reports; two where it has as many.
  func firstPods(of index: Int) -> [PodID] {
    let rank = order.ranksOfClass[index][0]
    let first = order.podsOfRank[rank][index] ?? partition.classes[index].pods
    let rest = partition.classes[index].pods.lazy.filter { $0 != first[0] }.prefix(1)
    return [first[0]] + rest
  }

  /// Addresses outside of which every kind that some ranges tell apart has one, those in Internet first.
  fileprivate func addresses(_ blocks: [IPFamily: [IntervalSet<UInt128>]]) -> [IPAddress] {
    if let known = outsideAddresses[blocks] { return known }
    let cluster = supposition.base
    let addresses = cluster.families.flatMap { family in
      AddressPartition.representatives(
        of: cluster.externalAddresses(of: family), family, blocks[family] ?? [])
    }
    outsideAddresses[blocks] = addresses
    return addresses
  }
}

import ClusterModel
import Evaluation

/// The rows of a direction that has several tiers: what each tier says is found once for each way in which it treats a pod, and put
/// together with what the others say.
///
/// Rules of the Admin tier are many and speak for many pods alike, those of NetworkPolicies are few and differ from pod to pod:
/// whoever took them together would look at all of them for each pod anew.
struct TierRows {
  private let direction: Direction
  private let cluster: Cluster
  private var admission: PeerAdmission
  /// By tier: treatments, and what they say of every class, as numbers of sayings.
  private var numbers: [[Treatment: Int]]
  private var rows: [[DirectionTable.Row]]
  /// What tiers say, by reading and family, each once.
  private var sayings: [[TierSaying]] = []
  private var sayingNumbers: [[TierSaying]: Int32] = [:]
  /// Rows that were made, by the treatments that they are made of.
  private var made: [[Int]: Int] = [:]
  private var below: [UInt64: ConnectionID] = [:]

  init(_ direction: Direction, _ cluster: Cluster, _ partition: Partition) {
    self.direction = direction
    self.cluster = cluster
    admission = PeerAdmission(direction, cluster, partition)
    let count = cluster.tierCount(direction)
    numbers = [[Treatment: Int]](repeating: [:], count: count)
    rows = [[DirectionTable.Row]](repeating: [], count: count)
  }

  /// By tier, in how many ways it treats pods.
  var rowCounts: [Int] { rows.map(\.count) }

  /// The number of the row for a subject, and the row where it is a new one.
  mutating func row(
    for subject: Endpoint, _ store: inout ConnectionStore
  ) -> (number: Int, row: DirectionTable.Row?) {
    let treatments = cluster.treatmentsByTier(of: subject, direction)
    var key: [Int] = []
    for (tier, treatment) in (treatments ?? []).enumerated() {
      key.append(number(of: treatment, tier, at: subject))
    }
    if let known = made[key] { return (known, nil) }
    made[key] = made.count
    var row = DirectionTable.Row(rest: store.everything)
    for (tier, number) in key.enumerated().reversed() {
      row = combined(rows[tier][number], row, &store)
    }
    return (made.count - 1, row)
  }

  private mutating func number(
    of treatment: Treatment, _ tier: Int, at subject: Endpoint
  ) -> Int {
    if let known = numbers[tier][treatment] { return known }
    let (direction, cluster) = (direction, cluster)
    var (sayings, sayingNumbers) = (self.sayings, self.sayingNumbers)
    (self.sayings, self.sayingNumbers) = ([], [:])
    let row = admission.row(of: treatment, in: cluster) { peer in
      let (source, destination) = direction == .ingress ? (peer, subject) : (subject, peer)
      let saying = Reading.allCases.flatMap { reading in
        cluster.families.map {
          cluster.saying(ofTier: tier, direction, from: source, to: destination, $0, reading)
        }
      }
      if let known = sayingNumbers[saying] { return known }
      sayingNumbers[saying] = Int32(sayings.count)
      sayings.append(saying)
      return Int32(sayings.count - 1)
    }
    (self.sayings, self.sayingNumbers) = (sayings, sayingNumbers)
    numbers[tier][treatment] = rows[tier].count
    rows[tier].append(row)
    return rows[tier].count - 1
  }

  /// A tier's row before the row of all that follow.
  private mutating func combined(
    _ first: DirectionTable.Row, _ rest: DirectionTable.Row, _ store: inout ConnectionStore
  ) -> DirectionTable.Row {
    // Of most classes what follows says nothing particular.
    var before = [ConnectionID](repeating: -1, count: sayings.count)
    func connection(_ saying: Int32, _ following: ConnectionID) -> ConnectionID {
      guard following == rest.rest else { return self.connection(saying, following, &store) }
      if before[Int(saying)] < 0 {
        before[Int(saying)] = self.connection(saying, following, &store)
      }
      return before[Int(saying)]
    }
    var result = DirectionTable.Row(rest: connection(first.rest, rest.rest))
    let (lefts, rights) = (first.exceptions, rest.exceptions)
    var (left, right) = (0, 0)
    while left < lefts.count || right < rights.count {
      let end = min(
        left < lefts.count ? lefts[left].end : .max,
        right < rights.count ? rights[right].end : .max)
      var (saying, following) = (first.rest, rest.rest)
      if left < lefts.count, lefts[left].end == end {
        saying = lefts[left].connection
        left += 1
      }
      if right < rights.count, rights[right].end == end {
        following = rights[right].connection
        right += 1
      }
      let id = connection(saying, following)
      if id != result.rest { result.exceptions.append((end, id)) }
    }
    return result
  }

  private mutating func connection(
    _ saying: Int32, _ following: ConnectionID, _ store: inout ConnectionStore
  ) -> ConnectionID {
    let key = UInt64(UInt32(bitPattern: saying)) << 32 | UInt64(UInt32(bitPattern: following))
    if let known = below[key] { return known }
    let (said, rest) = (sayings[Int(saying)], store.connections[Int(following)])
    let count = cluster.families.count
    func ports(_ reading: Int, _ rest: [PortSet]) -> [PortSet] {
      (0..<count).map { said[reading * count + $0].below(rest[$0]) }
    }
    var result = Connection.none(families: count)
    for (place, reading) in Reading.allCases.enumerated() {
      switch reading {
      case .may: result.may = ports(place, rest.may)
      case .must: result.must = ports(place, rest.must)
      }
    }
    let id = store.id(of: result)
    below[key] = id
    return id
  }
}

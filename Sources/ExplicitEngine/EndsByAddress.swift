import ClusterModel
import Evaluation

/// The classes of ends by where they are, so that nobody has to ask each of them whether it is in a range.
final class EndsByAddress {
  /// The classes of pods of each kind; those of one kind match the same ranges and machines.
  private(set) var kinds: [[Int]] = []
  private let outside: Range<Int>
  /// By family, the addresses of classes outside, ascending.
  private var addresses: [IPFamily: [(bits: UInt128, place: Int)]] = [:]
  /// By family, the known addresses that stand for kinds, ascending, and the kinds without one.
  private var known: [IPFamily: [(bits: UInt128, place: Int)]] = [:]
  private var unknown: [IPFamily: [Int]] = [:]
  /// How many ends have been named.
  private(set) var namedCount = 0

  init(_ cluster: Cluster, _ partition: Partition) {
    outside = partition.podClassCount..<partition.classes.count
    for (index, end) in partition.classes.enumerated() {
      switch end.representative {
      case .pod:
        while kinds.count <= end.addressKind { kinds.append([]) }
        kinds[end.addressKind].append(index)
      case .address(let address):
        addresses[address.family, default: []].append((address.bits, index))
      }
    }
    for (number, kind) in kinds.enumerated() {
      guard let first = kind.first, case .pod(let pod) = partition.classes[first].representative
      else { continue }
      for family in cluster.families {
        let own = cluster.snapshot[pod].addresses.first { $0.family == family }
        if let own {
          known[family, default: []].append((own.bits, number))
        } else {
          unknown[family, default: []].append(number)
        }
      }
    }
    for family in cluster.families {
      addresses[family]?.sort { $0.bits < $1.bits }
      known[family]?.sort { $0.bits < $1.bits }
    }
  }

  /// The kinds of pods, and the classes outside, among which are all that a term takes in: it has to be asked of each.
  func candidates(
    for term: PeerTerm, in cluster: Cluster
  ) -> (kinds: [Int], outside: [Int]) {
    guard let regions = term.regions(in: cluster) else {
      namedCount += kinds.count + outside.count
      return (Array(kinds.indices), Array(outside))
    }
    var named: Set<Int> = []
    var found: [Int] = []
    for (family, regions) in regions {
      named.formUnion(unknown[family] ?? [])
      for region in regions {
        for range in region.ranges {
          for place in Self.places(known[family] ?? [], in: range) { named.insert(place) }
          found += Self.places(addresses[family] ?? [], in: range)
        }
      }
    }
    namedCount += named.count + found.count
    return (named.sorted(), found.sorted())
  }

  /// The places of the addresses in a range.
  private static func places(
    _ addresses: [(bits: UInt128, place: Int)], in range: ClosedRange<UInt128>
  ) -> [Int] {
    var (low, high) = (0, addresses.count)
    while low < high {
      let middle = (low + high) / 2
      if addresses[middle].bits < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return addresses[low...].prefix { $0.bits <= range.upperBound }.map(\.place)
  }
}

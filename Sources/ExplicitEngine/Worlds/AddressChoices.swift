import ClusterModel
import Evaluation

/// The addresses of new pods that rules tell apart.
struct AddressChoices {
  /// The lowest two addresses of a part that nothing tells apart.
  struct Part {
    var first: UInt128
    var second: UInt128?
  }

  /// One way to give addresses to both ends; nil for an end whose address is no matter.
  struct Pairing {
    /// Positions of the parts.
    var source: Int?
    var destination: Int?
    var sourceAddress: UInt128?
    var destinationAddress: UInt128?
  }

  private let free: IntervalSet<UInt128>
  private let family: IPFamily
  /// Empty where no rule looks at the address.
  private(set) var source: [Part] = []
  private(set) var destination: [Part] = []

  init(_ free: IntervalSet<UInt128>, _ family: IPFamily) {
    self.free = free
    self.family = family
  }

  /// Tells the addresses of a side apart by `blocks`.
  mutating func add(_ role: Role, _ blocks: [IntervalSet<UInt128>]) {
    if blocks.isEmpty { return }
    let partition = AddressPartition(family, regions: blocks)
    let lowest = partition.lowest(in: free)
    let taken = IntervalSet(unionOf: lowest.compactMap(\.self).map { $0...$0 })
    let parts = zip(lowest, partition.lowest(in: free.subtracting(taken)))
      .compactMap { first, second in first.map { Part(first: $0, second: second) } }
      .sorted { $0.first < $1.first }
    if role == .source { source = parts } else { destination = parts }
  }

  /// Every way, none of which gives both ends one address.
  var pairings: [Pairing] {
    let sources: [Int?] = source.isEmpty ? [nil] : Array(source.indices)
    let destinations: [Int?] = destination.isEmpty ? [nil] : Array(destination.indices)
    return sources.flatMap { first in destinations.compactMap { pairing(first, $0) } }
  }

  private func pairing(_ first: Int?, _ second: Int?) -> Pairing? {
    let source = first.map { self.source[$0] }
    let destination = second.map { self.destination[$0] }
    var pairing = Pairing(
      source: first, destination: second, sourceAddress: source?.first,
      destinationAddress: destination?.first)
    guard let source, let destination, source.first == destination.first else { return pairing }
    if let next = destination.second {
      pairing.destinationAddress = next
    } else if let next = source.second {
      pairing.sourceAddress = next
    } else {
      return nil
    }
    return pairing
  }
}

extension IntervalSet {
  /// Whether there is exactly one number.
  var isSingle: Bool {
    ranges.count == 1 && ranges[0].lowerBound == ranges[0].upperBound
  }
}

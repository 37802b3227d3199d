import Analysis
import ClusterModel
import Evaluation

/// Says sets of addresses outside in few words: `external`, `Internet`, `10.0.0.0/8 except 10.1.0.0/16`.
struct AddressWording {
  let cluster: Cluster

  /// - Parameter limit: how many ranges of a list are named.
  func name(_ set: AddressSet, limit: Int = 4) -> String {
    if isWhole(set) { return "external" }
    let (hasInternet, others) = set.splittingInternet(in: cluster)
    if hasInternet, others.isEmpty { return "Internet" }
    return limited(
      set.families.flatMap { family in
        Self.terms(of: set.ranges[family] ?? IntervalSet(), family).map {
          $0.text { limited($0, limit) }
        }
      }, limit)
  }

  /// The same for addresses of pods: `external` and `Internet` are no words for them.
  static func ranges(_ set: AddressSet) -> String {
    set.families.flatMap { family in
      terms(of: set.ranges[family] ?? IntervalSet(), family).map {
        $0.text { $0.joined(separator: ", ") }
      }
    }.joined(separator: ", ")
  }

  /// Whether every address outside the cluster is in the set.
  func isWhole(_ set: AddressSet) -> Bool {
    cluster.families.allSatisfy { family in
      let external = cluster.externalAddresses(of: family)
      return external.subtracting(set.ranges[family] ?? IntervalSet()).isEmpty
    }
  }

  private func limited(_ names: [String], _ limit: Int) -> String {
    guard names.count > limit + 1 else { return names.joined(separator: ", ") }
    return names.prefix(limit).joined(separator: ", ") + " and \(names.count - limit) more"
  }

  /// A range, and what it has not.
  struct Term: Equatable {
    var range: CIDR
    var except: [CIDR] = []

    func text(_ list: ([String]) -> String) -> String {
      except.isEmpty ? "\(range)" : "\(range) except \(list(except.map(\.description)))"
    }
  }

  /// The terms with the fewest ranges that make up a set, in ascending order.
  static func terms(of set: IntervalSet<UInt128>, _ family: IPFamily) -> [Term] {
    best(set, CIDR(IPAddress(family: family, bits: 0), prefixLength: 0)).terms
  }

  private typealias Best = (terms: [Term], cost: Int, missing: [CIDR])

  /// What says best which addresses of a block are in the set, and the blocks of it that are not.
  private static func best(_ set: IntervalSet<UInt128>, _ block: CIDR) -> Best {
    if set.isEmpty { return ([], 0, [block]) }
    if set.ranges == [block.range] { return ([Term(range: block)], 1, []) }
    let range = block.range
    let middle = range.lowerBound + (range.upperBound - range.lowerBound) / 2
    func half(_ range: ClosedRange<UInt128>) -> Best {
      best(
        set.intersection(IntervalSet(range)),
        CIDR(
          IPAddress(family: block.family, bits: range.lowerBound),
          prefixLength: block.prefixLength + 1))
    }
    let (low, high) = (half(range.lowerBound...middle), half(middle + 1...range.upperBound))
    let missing = low.missing + high.missing
    if 1 + missing.count < low.cost + high.cost {
      return ([Term(range: block, except: missing)], 1 + missing.count, missing)
    }
    return (low.terms + high.terms, low.cost + high.cost, missing)
  }
}

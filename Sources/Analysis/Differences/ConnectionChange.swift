import ClusterModel
import Evaluation
import ExplicitEngine

/// What differs between two connections of one pair of ends.
struct ConnectionChange {
  var before: [PortsPart] = []
  var after: [PortsPart] = []
  var gained: [PortsPart] = []
  var lost: [PortsPart] = []
  var settled: [PortsPart] = []
  var unsettled: [PortsPart] = []
  /// By family of the run: what may be allowed on one side only.
  private(set) var gainedPorts: [PortSet] = []
  private(set) var lostPorts: [PortSet] = []

  init(_ old: Connection, _ new: Connection, _ families: [IPFamily]) {
    func parts(_ ports: (Int) -> (must: PortSet, may: PortSet)) -> [PortsPart] {
      let said = families.indices.map { (family: families[$0], ports: ports($0)) }
        .filter { !$0.ports.must.isEmpty || !$0.ports.may.isEmpty }
      guard let first = said.first else { return [] }
      let areAlike =
        said.count == families.count && said.allSatisfy { $0.ports == first.ports }
      return Certainty.allCases.flatMap { certainty in
        (areAlike ? [first] : said).compactMap { entry in
          let ports = certainty == .must ? entry.ports.must : entry.ports.may
          return ports.isEmpty
            ? nil
            : PortsPart(
              certainty: certainty, family: areAlike ? nil : entry.family, ports: ports)
        }
      }
    }
    func only(_ left: Connection, _ right: Connection) -> [PortsPart] {
      parts {
        let ports = left.may[$0].subtracting(right.may[$0])
        let must = ports.intersection(left.must[$0])
        return (must, ports.subtracting(must))
      }
    }
    func becomesCertain(_ left: Connection, _ right: Connection) -> [PortsPart] {
      parts { (right.must[$0].subtracting(left.must[$0]).intersection(left.may[$0]), PortSet()) }
    }
    before = parts { (old.must[$0], old.may[$0].subtracting(old.must[$0])) }
    after = parts { (new.must[$0], new.may[$0].subtracting(new.must[$0])) }
    gained = only(new, old)
    lost = only(old, new)
    settled = becomesCertain(old, new)
    unsettled = becomesCertain(new, old)
    gainedPorts = families.indices.map { new.may[$0].subtracting(old.may[$0]) }
    lostPorts = families.indices.map { old.may[$0].subtracting(new.may[$0]) }
  }
}

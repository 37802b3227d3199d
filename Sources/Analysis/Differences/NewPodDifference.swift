import ClusterModel
import Evaluation
import ExplicitEngine
import Intents

/// What pods that nobody has deployed gain and lose, as few regions: each is as large as it can be for its ports and its reasons, so that
/// regions may overlap.
struct NewPodDifference {
  private let clusters: ClusterPair
  private let finder: DifferenceFinder
  private let found: ChangedPairs
  private let boxes: [[Box<Group>]]
  /// One for each part of the addresses that a new pod may have.
  private let comparisons: [NewcomerComparison]
  private let ports: NewPodPorts
  private let sets: NewPodSets
  private let examples: NewPodExamples

  /// More different sets of ports than this between one end and pods to come are too many to take apart.
  private static let mostValues = 64

  /// - Parameter world: `open` or `openCluster`.
  /// - Throws: where the policies ask for so many labels or ranges that no list of regions could be read.
  init?(
    _ clusters: ClusterPair, _ finder: DifferenceFinder, _ found: ChangedPairs,
    accepting acceptances: [Acceptance], world: World
  ) throws(NewcomerTable.TooManyLabelsError) {
    let snapshots = clusters.snapshots
    func absent(_ side: Side) -> Set<NamespaceID> {
      Set(snapshots.new.namespaceIDs.filter { !snapshots.has($0, side) })
    }
    var comparisons: [NewcomerComparison] = []
    for part in try NewcomerAddresses.parts(of: [clusters.old, clusters.new]) {
      comparisons.append(
        NewcomerComparison(
          found.old, found.new, at: part, absent: (absent(.old), absent(.new)), world: world,
          sharing: comparisons.first))
    }
    guard let first = comparisons.first else { return nil }
    self.clusters = clusters
    self.finder = finder
    self.found = found
    self.comparisons = comparisons
    boxes = acceptances.map(\.boxes)
    ports = NewPodPorts(first.after, clusters.new.families)
    sets = NewPodSets(first.after, clusters.new)
    examples = NewPodExamples(clusters)
  }

  private var diagrams: DiagramStore { comparisons[0].diagrams }

  /// Why differences may be missing; nil where none is.
  var gap: String? {
    if comparisons[0].after.restsOnUnknownLabels(boxes.flatMap(\.self))
      || comparisons[0].before.restsOnUnknownLabels([])
    {
      return "labels that nobody knows are not enumerated"
    }
    return nil
  }

  // MARK: Ends that differ alike

  private struct Key: Hashable {
    var direction: Direction
    var families: [IPFamily]
    /// By comparison.
    var flows: [NewcomerFlows]
    /// By acceptance.
    var covered: [NewcomerFlows]
  }

  func regions() throws(NewcomerTable.TooManyLabelsError) -> [ChangedRegion] {
    var members: [Key: [Int]] = [:]
    var keys: [Key] = []
    for index in found.joint.classes.indices {
      for direction in Direction.allCases {
        guard let key = try key(index, direction) else { continue }
        if members[key] == nil { keys.append(key) }
        members[key, default: []].append(index)
      }
    }
    var entries: [Entry: [Int]] = [:]
    var order: [Entry] = []
    var shown: [Entry: NewPodExamples.Found] = [:]
    for key in keys {
      for index in members[key] ?? [] {
        for part in try parts(of: key) {
          for (entry, example) in self.entries(of: part, key, index) {
            if entries[entry] == nil {
              order.append(entry)
              shown[entry] = example
            }
            if entries[entry]?.last != index { entries[entry, default: []].append(index) }
          }
        }
      }
    }
    return order.map { region($0, finder.ends(entries[$0] ?? [], found.joint), shown[$0]) }
  }

  private func key(
    _ index: Int, _ direction: Direction
  ) throws(NewcomerTable.TooManyLabelsError) -> Key? {
    let joint = found.joint.classes[index]
    var flows: [NewcomerFlows] = []
    for comparison in comparisons {
      let changes = try comparison.changes(
        direction, joint.old < 0 ? nil : joint.old, joint.new < 0 ? nil : joint.new)
      flows.append(isOnly(comparison.addresses, at: joint) ? changes.map { _ in 0 } : changes)
    }
    if flows.allSatisfy(\.isNone) { return nil }
    var covered: [NewcomerFlows] = []
    for boxes in boxes {
      covered.append(
        try comparisons[0].after.coverage(
          direction, of: joint.representative, by: boxes, ports.pool))
    }
    let families = clusters.new.families.filter { family in
      Side.allCases.contains {
        joint[$0] >= 0 && clusters[$0].has(family, joint.representative)
      }
    }
    return Key(direction: direction, families: families, flows: flows, covered: covered)
  }

  /// Whether a new pod with such an address would have the only address that the ends have.
  private func isOnly(_ own: NewcomerAddresses, at joint: JointClasses.Class) -> Bool {
    guard let region = joint.region, region.family == own.family,
      own.addresses.ranges.count == 1,
      own.addresses.ranges[0].lowerBound == own.addresses.ranges[0].upperBound
    else { return false }
    return Side.allCases.reduce(region.addresses) {
      $0.intersection(clusters[$1].externalAddresses(of: own.family))
    }.subtracting(own.addresses).isEmpty
  }

  // MARK: Ports and conditions

  /// All flows of some ends with the pods of some conditions, on these ports.
  private struct Part {
    var aspect: NewPodAspect
    var addresses: [NewcomerAddresses]
    /// Ends in numbers of sets of ports.
    var ports: DiagramID
    var acceptedBy: Int?
    var conditions: [NewPodCondition]
  }

  private func parts(of key: Key) throws(NewcomerTable.TooManyLabelsError) -> [Part] {
    if let known = partsOfKey.parts[key] { return known }
    var alike: [(flows: NewcomerFlows, addresses: [NewcomerAddresses])] = []
    for (comparison, flows) in zip(comparisons, key.flows) where !flows.isNone {
      if let index = alike.firstIndex(where: { $0.flows == flows }) {
        alike[index].addresses.append(comparison.addresses)
      } else {
        alike.append((flows, [comparison.addresses]))
      }
    }
    var parts: [Part] = []
    for (flows, addresses) in alike {
      for aspect in NewPodAspect.allCases {
        var rest = flows.map { function in
          diagrams.replacing(endsOf: function) { end in
            ports.diagram(aspect.ports(of: comparisons[0][diagrams.value(of: end) ?? 0]))
          }
        }
        if aspect.isGain {
          for (index, covered) in key.covered.enumerated() where !rest.isNone {
            let accepted = rest.combined(with: covered) { ports.intersection($0, $1) }
            parts += try self.parts(of: accepted, aspect, addresses, acceptedBy: index)
            rest = rest.combined(with: covered) { ports.subtracting($1, from: $0) }
          }
        }
        parts += try self.parts(of: rest, aspect, addresses, acceptedBy: nil)
      }
    }
    partsOfKey.parts[key] = parts
    return parts
  }

  private final class Memo {
    var parts: [Key: [Part]] = [:]
  }

  private let partsOfKey = Memo()

  /// - Parameter flows: end in numbers of sets of ports.
  private func parts(
    of flows: NewcomerFlows, _ aspect: NewPodAspect, _ addresses: [NewcomerAddresses],
    acceptedBy: Int?
  ) throws(NewcomerTable.TooManyLabelsError) -> [Part] {
    if flows.isNone { return [] }
    func isPorts(_ id: DiagramID) -> Bool {
      diagrams.variable(of: id).map { $0.kind == .portName } ?? true
    }
    var values: [DiagramID] = []
    for function in [flows.rest, flows.newNamespace] + flows.exceptions.map(\.diagram) {
      for end in diagrams.ends(of: function, where: isPorts)
      where end != diagrams.none && !values.contains(end) {
        values.append(end)
      }
    }
    if values.count > Self.mostValues { throw NewcomerTable.TooManyLabelsError() }
    func isInside(_ first: DiagramID, _ second: DiagramID) -> Bool {
      ports.subtracting(second, from: first) == diagrams.none
    }
    // What several others make up together is said with them.
    let isMadeUp = values.map { value in
      values.filter { $0 != value && isInside($0, value) }.reduce(diagrams.none) {
        ports.union($0, $1)
      } == value
    }
    var parts: [Part] = []
    for (value, isSaid) in zip(values, isMadeUp) where !isSaid {
      let set = flows.map { function in
        diagrams.replacing(endsOf: function, where: isPorts) { end in
          guard end != diagrams.none, isInside(value, end) else { return diagrams.none }
          let isWanted = end == value || isMadeUp[values.firstIndex(of: end) ?? 0]
          return diagrams.leaf(isWanted ? 1 : 2)
        }
      }
      let conditions = try sets.conditions(of: set)
      if conditions.isEmpty { continue }
      parts.append(
        Part(
          aspect: aspect, addresses: addresses, ports: value, acceptedBy: acceptedBy,
          conditions: conditions))
    }
    return parts
  }

  // MARK: Reasons

  /// A region but for the ends that are there.
  private struct Entry: Hashable {
    var direction: Direction
    var aspect: NewPodAspect
    var families: [IPFamily]
    var addresses: [NewcomerAddresses]
    var ports: DiagramID
    var acceptedBy: Int?
    var conditions: [NewPodCondition]
    var causes: [Cause]
    var isTouched: Bool
  }

  /// The conditions of a part by what decides for them.
  private func entries(
    of part: Part, _ key: Key, _ index: Int
  ) -> [(Entry, NewPodExamples.Found?)] {
    let joint = found.joint.classes[index]
    var entries: [(Entry, NewPodExamples.Found?)] = []
    for condition in part.conditions {
      let example = examples.example(
        of: condition,
        NewPodExamples.Question(
          aspect: part.aspect, direction: key.direction, end: joint.representative,
          addresses: part.addresses[0], ports: ports.ports(of: part.ports)))
      let causes = example?.causes ?? []
      let isTouched = finder.isTouched(joint) || finder.isTouched(condition)
      if let known = entries.firstIndex(where: {
        $0.0.causes == causes && $0.0.isTouched == isTouched
      }) {
        entries[known].0.conditions.append(condition)
        entries[known].1 = entries[known].1 ?? example
      } else {
        entries.append(
          (
            Entry(
              direction: key.direction, aspect: part.aspect, families: key.families,
              addresses: part.addresses, ports: part.ports, acceptedBy: part.acceptedBy,
              conditions: [condition], causes: causes, isTouched: isTouched), example
          ))
      }
    }
    return entries
  }

  private func region(
    _ entry: Entry, _ ends: [ChangedEnd], _ example: NewPodExamples.Found?
  ) -> ChangedRegion {
    let (family, addresses) = scope(entry)
    let parts = ports.ports(of: entry.ports).map {
      PortsPart(
        certainty: entry.aspect.certainty, family: family, ports: $0.ports, named: $0.named,
        unnamed: $0.unnamed)
    }
    let pods = [
      ChangedEnd.newPods(NewPodGroup(conditions: entry.conditions, addresses: addresses))
    ]
    let isFromNewPods = entry.direction == .ingress
    return ChangedRegion(
      kind: entry.aspect.isGain ? .added : entry.aspect.isLoss ? .removed : .changed,
      sources: isFromNewPods ? pods : ends, destinations: isFromNewPods ? ends : pods,
      before: entry.aspect.isLoss ? parts : [], after: entry.aspect.isGain ? parts : [],
      gained: entry.aspect.isGain ? parts : [], lost: entry.aspect.isLoss ? parts : [],
      settled: entry.aspect == .settled ? parts : [],
      unsettled: entry.aspect == .unsettled ? parts : [], causes: entry.causes,
      gainedFlow: entry.aspect.isGain ? example?.flow : nil,
      lostFlow: entry.aspect.isLoss ? example?.flow : nil,
      supposed: example?.hypothesis ?? Hypothesis(), acceptedBy: entry.acceptedBy,
      isTouched: entry.isTouched)
  }

  /// The family, or the addresses, of the new pods, where not every one will do.
  private func scope(_ entry: Entry) -> (IPFamily?, AddressSet?) {
    let possible = comparisons.map(\.addresses).filter { entry.families.contains($0.family) }
    if entry.addresses.count == possible.count { return (nil, nil) }
    let families = entry.addresses.map(\.family).uniqued
    if let family = families.first, families.count == 1,
      possible.count(where: { $0.family == family }) == entry.addresses.count
    {
      return (family, nil)
    }
    var set = AddressSet()
    for part in entry.addresses { set.formUnion(part.addresses, of: part.family) }
    return (nil, set)
  }
}

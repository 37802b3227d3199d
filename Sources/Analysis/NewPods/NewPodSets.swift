import ClusterModel
import Evaluation
import ExplicitEngine
import Intents

/// Says in few conditions which pods to come are in a set of them.
final class NewPodSets {
  private let newcomers: NewcomerTable
  private let snapshot: Snapshot
  private let labels: (NamespaceID) -> Labels
  private let namespaces: [NamespaceID]
  private let nameKey: Symbol?
  private let fixesPodLabels: Bool
  private var possiblePods: [NamespaceID?: DiagramID] = [:]
  private var known: [NewcomerFlows: [NewPodCondition]] = [:]

  private var diagrams: DiagramStore { newcomers.diagrams }

  init(_ newcomers: NewcomerTable, _ cluster: Cluster) {
    self.newcomers = newcomers
    snapshot = cluster.snapshot
    labels = { cluster.labels(of: $0) }
    let names = cluster.snapshot.namespaceIDs.map {
      ($0, cluster.snapshot.symbols[cluster.snapshot[$0].name])
    }
    namespaces = names.sorted { $0.1 < $1.1 }.map(\.0)
    nameKey = cluster.snapshot.symbols.symbol(for: "kubernetes.io/metadata.name")
    fixesPodLabels = !cluster.assumptions.fixedPodLabels.isEmpty
  }

  /// What can be said of pods in one place.
  private struct Place {
    /// What has to be said, and what may be: nothing can have the labels that are in the second alone.
    var set: DiagramID
    var limit: DiagramID
    var boxes: [LabelBox]
  }

  /// The conditions of which one takes in each pod of a set, and none takes in another.
  ///
  /// - Parameter set: by place and labels, whether a pod is in the set: 1 where it is, 0 where it is not, and 2 where it may be taken in
  ///   where that makes conditions simpler.
  func conditions(
    of set: NewcomerFlows
  ) throws(NewcomerTable.TooManyLabelsError) -> [NewPodCondition] {
    if let known = known[set] { return known }
    let result = try makeConditions(of: set)
    known[set] = result
    return result
  }

  private func makeConditions(
    of set: NewcomerFlows
  ) throws(NewcomerTable.TooManyLabelsError) -> [NewPodCondition] {
    var places: [Place] = []
    var placeOf: [[DiagramID]: Int] = [:]
    var placeOfNamespace: [Int] = []
    for namespace in namespaces {
      let key = [set[namespace], possible(in: namespace)]
      let number = placeOf[key] ?? places.count
      if number == places.count {
        placeOf[key] = number
        places.append(try place(newcomers.parts(of: key[0]), possible: key[1]))
      }
      placeOfNamespace.append(number)
    }
    let new = try NewNamespaces(set.newNamespace, newcomers, possiblePods: possible(in: nil))
    var boxes: [LabelBox] = []
    for box in places.flatMap(\.boxes) + new.boxes where !boxes.contains(box) { boxes.append(box) }
    var conditions: [NewPodCondition] = []
    for box in boxes {
      let isIn = places.map { place in
        (has: place.boxes.contains(box), mayHave: diagrams.contains(box, in: place.limit))
      }
      let wanted = namespaces.indices.filter { isIn[placeOfNamespace[$0]].has }
      let open = namespaces.indices.filter { isIn[placeOfNamespace[$0]].mayHave }
      let found = try self.namespaces(
        wanted.map { namespaces[$0] }, within: open.map { namespaces[$0] }, new: new.having(box),
        within: new.mayHaving(box))
      for selector in box.selectors(.podLabel) {
        conditions += found.map { NewPodCondition($0, selector) }
      }
    }
    return conditions
  }

  private func possible(in namespace: NamespaceID?) -> DiagramID {
    guard fixesPodLabels else { return diagrams.all }
    if let known = possiblePods[namespace] { return known }
    let result = newcomers.possiblePods(in: namespace)
    possiblePods[namespace] = result
    return result
  }

  private func place(
    _ set: (wanted: DiagramID, mayHave: DiagramID), possible: DiagramID
  ) throws(NewcomerTable.TooManyLabelsError) -> Place {
    let limit = diagrams.union(set.mayHave, diagrams.subtracting(possible, from: diagrams.all))
    let wanted = diagrams.intersection(set.wanted, possible)
    return Place(
      set: wanted, limit: limit, boxes: try diagrams.boxes(covering: wanted, within: limit))
  }

  /// Few words for some namespaces of the manifests and some new ones.
  ///
  /// - Parameters:
  ///   - open: namespaces that may be taken in besides.
  ///   - limit: new ones that may be.
  private func namespaces(
    _ wanted: [NamespaceID], within open: [NamespaceID], new: DiagramID, within limit: DiagramID
  ) throws(NewcomerTable.TooManyLabelsError) -> [NewPodNamespaces] {
    let isOpen = Set(open)
    let closed = namespaces.filter { !isOpen.contains($0) }
    if new != diagrams.none, limit == diagrams.all, closed.count <= open.count {
      return [.any(except: closed)]
    }
    var found: [NewPodNamespaces] = []
    var rest = wanted
    for box in try diagrams.boxes(covering: new, within: limit) {
      for selector in box.selectors(.namespaceLabel) where !isImpossible(selector) {
        let matching = namespaces.filter { selector.selects(labels($0)) }
        // Without a condition it would take in all of the manifests.
        if matching.allSatisfy(isOpen.contains), selector != LabelSelector() {
          found.append(.labelled(selector))
          rest.removeAll(where: matching.contains)
        } else {
          found.append(.new(selector))
        }
      }
    }
    if rest.isEmpty { return found }
    if rest.count > 3, closed.count < rest.count { return [.existing(except: closed)] + found }
    return [.named(rest)] + found
  }
}

extension NewPodSets {
  /// Every namespace has the label that is its name.
  private func isImpossible(_ selector: LabelSelector) -> Bool {
    selector.matchExpressions.contains { $0.operator == .doesNotExist && $0.key == nameKey }
  }
}

/// The part of a set of pods to come that is in new namespaces.
private struct NewNamespaces {
  private let newcomers: NewcomerTable
  private let function: DiagramID
  private let possible: DiagramID
  /// By what is said of pods there.
  private var boxesOfEnd: [DiagramID: [LabelBox]] = [:]
  private let possiblePods: DiagramID

  private var diagrams: DiagramStore { newcomers.diagrams }

  init(
    _ function: DiagramID, _ newcomers: NewcomerTable, possiblePods: DiagramID
  ) throws(NewcomerTable.TooManyLabelsError) {
    self.newcomers = newcomers
    self.function = function
    self.possiblePods = possiblePods
    possible = newcomers.possibleNewNamespaces(of: function)
    for end in newcomers.diagrams.ends(of: function, where: isEnd) {
      let wanted = diagrams.intersection(newcomers.parts(of: end).wanted, possiblePods)
      boxesOfEnd[end] = try diagrams.boxes(covering: wanted, within: limit(end))
    }
  }

  var boxes: [LabelBox] {
    diagrams.ends(of: function, where: isEnd).flatMap { boxesOfEnd[$0] ?? [] }
  }

  private func isEnd(_ id: DiagramID) -> Bool {
    diagrams.variable(of: id)?.kind != .namespaceLabel
  }

  private func limit(_ end: DiagramID) -> DiagramID {
    diagrams.union(
      newcomers.parts(of: end).mayHave, diagrams.subtracting(possiblePods, from: diagrams.all))
  }

  /// The namespaces of which a box has to be said.
  func having(_ box: LabelBox) -> DiagramID {
    let having = diagrams.replacing(endsOf: function, where: isEnd) { end in
      boxesOfEnd[end]?.contains(box) ?? false ? diagrams.all : diagrams.none
    }
    return diagrams.intersection(having, possible)
  }

  /// The namespaces of which it may be said.
  func mayHaving(_ box: LabelBox) -> DiagramID {
    let having = diagrams.replacing(endsOf: function, where: isEnd) { end in
      diagrams.contains(box, in: limit(end)) ? diagrams.all : diagrams.none
    }
    return diagrams.union(having, diagrams.subtracting(possible, from: diagrams.all))
  }
}

extension NewcomerTable {
  /// What is in a set for certain, and what is or may be.
  fileprivate func parts(of set: DiagramID) -> (wanted: DiagramID, mayHave: DiagramID) {
    func part(_ isIn: (Int32) -> Bool) -> DiagramID {
      diagrams.replacing(endsOf: set) { end in
        isIn(diagrams.value(of: end) ?? 0) ? diagrams.all : diagrams.none
      }
    }
    return (part { $0 == 1 }, part { $0 != 0 })
  }
}

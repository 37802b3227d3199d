import ClusterModel
import Evaluation

/// What a case split could ask next.
struct Question: Hashable {
  var dimension: Dimension
  /// The values to tell from the others.
  var values: Values
}

/// Collects what a reading leaves undecided and a split could decide.
final class Questions {
  private(set) var asked: [Question] = []

  func ask(_ dimension: Dimension, _ values: Values) {
    if values.isEmpty { return }
    asked.append(Question(dimension: dimension, values: values))
  }
}

/// Reads policies and sentences on a region of flows at once.
///
/// `yes` and `no` hold for every flow of the region, whatever nobody knows of it; `unknown` says that flows may differ, or that it is not
/// known, and decides nothing. This is what a certificate rests on: the producer and the checker of case splits share it, and a
/// test holds it against Evaluation by flows out of every region.
struct Reading {
  let space: Space
  let region: Region
  let questions: Questions
  let portNames = PortNames()
  private let neighbours = Neighbours()

  init(_ space: Space, _ region: Region, _ questions: Questions = Questions()) {
    self.space = space
    self.region = region
    self.questions = questions
  }

  // MARK: Ends

  /// What holds for every end of a side, by what holds for each.
  func all(_ role: Role, _ test: (Int) -> Ternary) -> Ternary {
    var (hasYes, hasNo) = (false, false)
    for end in region[role].ends {
      switch test(end) {
      case .yes: hasYes = true
      case .no: hasNo = true
      case .unknown: return .unknown
      }
      if hasYes, hasNo { return .unknown }
    }
    return hasNo ? .no : .yes
  }

  /// Whether the ends of a side pass a pod test.
  func all(_ role: Role, _ test: PodTest) -> Ternary {
    all(role, in: [test.namespaces]) { passes(test, role, $0) }
  }

  /// What holds for every end of a side, where it holds for none outside some namespaces: those are not looked at one by one.
  func all(
    _ role: Role, in namespaces: [PodTest.Namespaces], _ test: (Int) -> Ternary
  ) -> Ternary {
    var (hasYes, hasNo) = (false, false)
    for ends in neighbours.groups(of: region[role].ends, role, home: space.home) {
      if namespaces.allSatisfy({ isInNamespaces($0, role, ends[0]) == .no }) {
        hasNo = true
      } else {
        for end in ends {
          switch test(end) {
          case .yes: hasYes = true
          case .no: hasNo = true
          case .unknown: return .unknown
          }
          if hasYes, hasNo { return .unknown }
        }
      }
      if hasYes, hasNo { return .unknown }
    }
    return hasNo ? .no : .yes
  }

  /// Whether an end is one of a pod test, for every flow of the region.
  func passes(_ test: PodTest, _ role: Role, _ end: Int) -> Ternary {
    guard isPod(end, test) else { return .no }
    var result = isInNamespaces(test.namespaces, role, end)
    for requirement in test.labels where result != .no {
      result =
        result && space.labels(requirement.key, role, end, region).within(requirement.allowed)
    }
    if let account = test.account, result != .no {
      result = result && space.accounts(role, end, region).within(ValueSet([account]))
    }
    return result
  }

  func isPod(_ end: Int, _ test: PodTest) -> Bool {
    switch space.ends[end] {
    case .outside: false
    case .pod(let id): !(test.isOfPolicy && space.snapshot[id].isHostNetwork)
    case .newPod, .anyPod: true
    }
  }

  /// What a test says of an end's namespace: the same of every end there, and of every end outside.
  private func isInNamespaces(
    _ namespaces: PodTest.Namespaces, _ role: Role, _ end: Int
  ) -> Ternary {
    switch namespaces {
    case .any: return .yes
    case .one(let id): return Ternary(space.home(end) == .namespace(id))
    case .names(let names):
      return space.namespaces(role, end, region).within(ValueSet(names.map(Optional.some)))
    case .newNamespace: return Ternary(space.home(end) == .new)
    case .sameNewNamespace:
      guard space.home(end) == .new else { return .no }
      return isSameNewNamespace
    case .matching(let requirements):
      var result = Ternary.yes
      for requirement in requirements where result != .no {
        let labels = space.namespaceLabels(requirement.key, role, end, region)
        result = result && labels.within(requirement.allowed)
      }
      return result
    }
  }

  /// Whether two new namespaces are one.
  var isSameNewNamespace: Ternary {
    let names = Role.allCases.map { space.newNames(among: region[$0].namespaceNames) }
    if names[0].isDisjoint(with: names[1]) || !region.sameNamespace.contains("same") { return .no }
    let isOneName = names[0].single != nil && names[0] == names[1]
    return isOneName || !region.sameNamespace.contains("different") ? .yes : .unknown
  }

  // MARK: Questions

  /// Asks what would tell the ends of a side apart by a test that is not decided.
  func ask(_ test: PodTest, _ role: Role) {
    let ends = region[role].ends
    let pods = ends.filter { isPod($0, test) }
    if pods.count < ends.count {
      questions.ask(.kind(role), .words(ValueSet(pods.map(space.kind))))
      return
    }
    if all(role, { isInNamespaces(test.namespaces, role, $0) }) == .unknown {
      askNamespaces(test.namespaces, role)
      return
    }
    for requirement in test.labels {
      let value = all(role) {
        space.labels(requirement.key, role, $0, region).within(requirement.allowed)
      }
      guard value == .unknown else { continue }
      questions.ask(.label(role, requirement.key), .names(requirement.named))
      return
    }
    if let account = test.account {
      questions.ask(.account(role), .names(ValueSet([account])))
    }
  }

  private func askNamespaces(_ namespaces: PodTest.Namespaces, _ role: Role) {
    switch namespaces {
    case .any: break
    case .one(let id): questions.ask(.namespace(role), .names(ValueSet([space.snapshot[id].name])))
    case .names(let names):
      questions.ask(.namespace(role), .names(ValueSet(names.map(Optional.some))))
    case .newNamespace: askWhetherNew(role)
    case .sameNewNamespace:
      if space.isBetweenNewNamespaces(region) {
        questions.ask(.sameNamespace, .words(ValueSet(["same"])))
      } else {
        for role in Role.allCases { askWhetherNew(role) }
      }
    case .matching(let requirements):
      for requirement in requirements {
        let value = all(role) {
          space.namespaceLabels(requirement.key, role, $0, region).within(requirement.allowed)
        }
        guard value == .unknown else { continue }
        if requirement.key == space.nameKey {
          questions.ask(.namespace(role), .names(requirement.named))
        } else {
          questions.ask(.namespaceLabel(role, requirement.key), .names(requirement.named))
        }
        return
      }
    }
  }

  /// Asks for the namespaces of the manifests, so that new ones are what is left.
  func askWhetherNew(_ role: Role) {
    let homes = Set(region[role].ends.map(space.home))
    guard homes.count > 1 else { return }
    let known = space.snapshot.namespaces.map { Optional.some($0.name) }
    questions.ask(.namespace(role), .names(ValueSet(known)))
  }
}

extension ValueSet {
  /// Whether every value is one of some, or none is.
  func within(_ allowed: ValueSet) -> Ternary {
    if isSubset(of: allowed) { return .yes }
    return isDisjoint(with: allowed) ? .no : .unknown
  }
}

import ClusterModel
import Evaluation
import Intents

extension ExplicitEngine {
  /// The first part of what a sentence speaks of that is empty.
  func emptyPart(
    _ regions: ClaimRegions<Int>, _ search: PairSearch
  ) throws(PairSearch.TimedOut) -> Answer.EmptyPart? {
    if let sources = regions.sources, members.bits(.oneOf(sources)).isEmpty { return .sources }
    if let destinations = regions.destinations {
      if members.bits(.oneOf(destinations)).isEmpty { return .destinations }
      if isPortless(regions.spoken) { return .ports }
    }
    var isEmpty = true
    try search.forEachPair(of: regions.spoken, .all) { (source, destination) in
      if search.commonFamilies(source, destination).isEmpty { return true }
      isEmpty = regions.spokenPorts(source, destination, members).isEmpty
      return isEmpty
    }
    return isEmpty ? .flows : nil
  }

  /// Whether no destination of the boxes has one of their ports.
  func isPortless(_ boxes: [Box<Int>]) -> Bool {
    boxes.allSatisfy { box in
      members.bits(box.destination).forEach { destination in
        members.ports(box.ports, at: destination, possible: true).isEmpty
      }
    }
  }

  /// The first pod of a target without the named port that an obligation speaks of; nil as well where no pod of any
  /// target has a port that is spoken of, which is vacuity.
  func missingPort(of claim: Claim, _ regions: ClaimRegions<Int>) -> Answer.MissingPort? {
    guard let targets = claim.obligationTargets, !isPortless(regions.spoken) else { return nil }
    return missingPort(of: targets)
  }

  /// The first pod of the manifests without a named port of its target.
  func missingPort(of targets: [Target]) -> Answer.MissingPort? {
    for target in targets {
      let pods = members.bits(.oneOf([members.number(of: target.group)]))
      for term in target.namedPorts {
        var missing: PodID?
        pods.forEach { index in
          for pod in partition.classes[index].pods where !cluster.has(term, at: pod) {
            missing = min(missing ?? pod, pod)
          }
          return true
        }
        if let missing { return Answer.MissingPort(pod: missing, port: term) }
      }
    }
    return nil
  }
}

extension Claim {
  /// The targets of a sentence that requires flows.
  var obligationTargets: [Target]? {
    switch self {
    case .reaches(_, let to), .onlyReaches(_, let to): to
    default: nil
    }
  }
}

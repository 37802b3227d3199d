import ClusterModel
import Evaluation
import Intents

extension Notes {
  /// Labels by which the sentence tells pods apart and no policy does: said of what a new pod breaks, for it may be the reason.
  func labelNotes(on claim: Claim) -> [Note] {
    let mentioned = cluster.snapshot.podLabelKeysOfPolicies
    var seen: Set<Symbol> = []
    return claim.groupLists.joined().flatMap { group in
      group.podLabelKeys
        .filter { !mentioned.contains($0) && seen.insert($0).inserted }
        .map { .unmentionedLabel($0, group) }
    }
  }
}

extension Group {
  fileprivate var podLabelKeys: [Symbol] {
    switch term {
    case .pods(_, let selector, _): selector?.labelKeys ?? []
    case .anyOf(let members): members.flatMap(\.podLabelKeys)
    case .addresses, .internet, .external, .anyone: []
    }
  }
}

extension LabelSelector {
  fileprivate var labelKeys: [Symbol] {
    matchLabels.map(\.key) + matchExpressions.map(\.key)
  }
}

import ClusterModel
import Evaluation
public import Intents

/// A sentence that accepts additions: what it says may reach, may be new.
public struct Acceptance: Sendable {
  public let intent: Intent
  /// The day after which it counts no more; nil for always.
  public let until: CalendarDay?

  public init(_ intent: Intent) {
    self.intent = intent
    until = intent.waiver?.until
  }

  /// Whether it counts on a day.
  public func counts(on today: CalendarDay) -> Bool { until.map { today <= $0 } ?? true }

  /// Whether its sentence permits anything at all.
  public var permits: Bool { !boxes.isEmpty }

  /// The flows that it names, as `nothing else is allowed` takes them.
  var boxes: [Box<Group>] {
    ClaimRegions(.nothingElse(.everywhere), coverage: [intent.claim]).covered
  }
}

/// The sentences that count, asked pair by pair.
struct AcceptedPorts {
  private let boxes: [[Box<Group>]]

  init(_ acceptances: [Acceptance]) {
    boxes = acceptances.map(\.boxes)
  }

  var isEmpty: Bool { boxes.isEmpty }

  /// The first sentence that covers all ports of a pair, by its index; where it takes several, the first of them.
  func index(
    covering ports: PortSet, _ source: Endpoint, _ destination: Endpoint, _ cluster: Cluster
  )
    -> Int?
  {
    var rest = ports
    var first: Int?
    for (index, own) in boxes.enumerated() {
      let covered = ClaimRegions.ports(own, source, destination, cluster, possible: false)
      let left = rest.subtracting(covered)
      if left != rest { first = first ?? index }
      rest = left
      if rest.isEmpty { return first }
    }
    return nil
  }
}

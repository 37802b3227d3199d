/// The ports that no rule has decided for certain, on the way through the rules of a tier.
///
/// Any policy of a level may come first, so that each of them meets what comes to the level; what each of them leaves over
/// goes on. A policy without priority is as good as one beside all the levels together.
struct Passage {
  /// What comes to the tier, and to the level.
  private let entry: PortSet
  private var level: PortSet
  /// What the policies before this one have left over, of the level and of the levels before; nil: everything.
  private var beside: PortSet?
  private var rank = Rank.only
  /// What is left at this point of a policy.
  var open: PortSet

  init(_ entry: PortSet) {
    self.entry = entry
    level = entry
    open = entry
  }

  /// What is left when all is said.
  var rest: PortSet { beside.map(open.intersection) ?? open }

  /// Goes on to the policy at `next`, if it is another.
  mutating func turn(to next: Rank) {
    if next == rank { return }
    let left = rest
    if next.priority == nil {
      (level, beside) = (entry, left)
    } else if next.priority == rank.priority {
      beside = left
    } else {
      (level, beside) = (left, nil)
    }
    open = level
    rank = next
  }
}

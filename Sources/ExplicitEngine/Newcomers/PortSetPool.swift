public import Evaluation

/// A number for each set of ports that functions end in; 0 is the empty one, and 1 all of them.
public final class PortSetPool {
  private var sets: [PortSet] = [PortSet(), .all]
  private var numbers: [PortSet: Int32] = [PortSet(): 0, .all: 1]

  public init() {}

  public subscript(number: Int32) -> PortSet { sets[Int(number)] }

  public func number(of ports: PortSet) -> Int32 {
    if let known = numbers[ports] { return known }
    let number = Int32(sets.count)
    sets.append(ports)
    numbers[ports] = number
    return number
  }

  /// What becomes of the sets at the ends of two functions.
  public func operation(
    _ change: @escaping (PortSet, PortSet) -> PortSet
  ) -> DiagramOperation {
    DiagramOperation { [unowned self] in number(of: change(self[$0], self[$1])) }
  }
}

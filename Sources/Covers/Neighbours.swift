import ClusterModel

/// The ends of a region's sides by namespace, found out once for all the rules that are read on it.
final class Neighbours {
  private var known: [Role: [[Int]]] = [:]

  /// - Returns: some ends each, of one namespace or of none, in the order in which the first of each comes.
  func groups(of ends: [Int], _ role: Role, home: (Int) -> Home?) -> [[Int]] {
    if let groups = known[role] { return groups }
    var (groups, places): ([[Int]], [Home?: Int]) = ([], [:])
    for end in ends {
      let home = home(end)
      if let place = places[home] {
        groups[place].append(end)
      } else {
        places[home] = groups.count
        groups.append([end])
      }
    }
    known[role] = groups
    return groups
  }
}

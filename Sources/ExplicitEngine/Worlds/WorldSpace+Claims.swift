import ClusterModel
import Evaluation

extension WorldSpace {
  /// Whether flows from one place to another can be in a box.
  func mayHave(_ box: BoxWords, _ source: Place, _ destination: Place) -> Bool {
    if box.comparedKey != nil {
      guard source.namespace != nil, destination.namespace != nil, source != destination else {
        return false
      }
    }
    return mayHave(box[.source], source) && mayHave(box[.destination], destination)
  }

  func mayHave(_ side: SideWords, _ place: Place) -> Bool {
    if side.isEmpty { return false }
    guard side.isMembership else { return true }
    guard let namespace = place.namespace else { return side.hasAddresses }
    return side.hasEveryPod
      || side.conditions.contains { mayHold($0.namespaces, at: namespace) }
  }
}

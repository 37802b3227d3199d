import ClusterModel

/// By source, the destinations that may admit it: the ingress bounds of the classes of some boxes, turned round once, so that no
/// pair of classes is asked about singly.
struct Receivers {
  /// Destinations that may admit everybody.
  private var open: Bits
  /// By source, destinations that may admit it in particular.
  private var particular: [Bits?]

  init(_ sides: [PairSearch.Sides], _ count: Int, _ reach: ReachTable) {
    open = Bits(count: count)
    particular = [Bits?](repeating: nil, count: count)
    var (sources, destinations) = (Bits(count: count), Bits(count: count))
    for side in sides where !side.source.isEmpty {
      sources.formUnion(side.source)
      destinations.formUnion(side.destination)
    }
    destinations.forEach { destination in
      guard var admitted = reach.peers(of: destination, .ingress) else {
        open.insert(destination)
        return true
      }
      admitted.formIntersection(sources)
      admitted.forEach { source in
        if particular[source] == nil { particular[source] = Bits(count: count) }
        particular[source]?.insert(destination)
        return true
      }
      return true
    }
  }

  /// Takes out the destinations that do not admit a source.
  func bound(_ destinations: inout Bits, of source: Int) {
    guard var admitting = particular[source] else {
      destinations.formIntersection(open)
      return
    }
    admitting.formUnion(open)
    destinations.formIntersection(admitting)
  }
}

public import ClusterModel

/// An engine that tries many pods and namespaces which nobody has deployed changes one supposed object in place,
/// and decides by the same reading as ever.
extension Cluster {
  /// Changes a pod, and what follows from it.
  ///
  /// The address spaces stay as they are: a search sees to it by itself that no address is anybody else's.
  public mutating func revise(_ pod: PodID, _ change: (inout Pod) -> Void) {
    change(&snapshot.pods[Int(pod.rawValue)])
    exposePods(CollectionOfOne(pod))
  }

  /// Gives a namespace another name and other labels.
  public mutating func revise(_ namespace: NamespaceID, name: Symbol, labels: Labels) {
    let index = Int(namespace.rawValue)
    snapshot.namespaces[index].name = name
    snapshot.namespaces[index].labels = labels
    follow(namespace)
  }

  /// Leaves open which port names a pod has, or settles it.
  public mutating func read(portsOf pod: PodID, as reading: NamedPorts?) {
    namedPorts[pod] = reading
    exposePods(CollectionOfOne(pod))
  }

  /// The addresses of a family that a further pod can have.
  public func freeAddresses(of family: IPFamily) -> IntervalSet<UInt128> {
    universe.freeAddresses[family] ?? IntervalSet()
  }

  /// The addresses of a family that pods of the snapshot have, or may have where they are unknown.
  public func deployedAddresses(of family: IPFamily) -> IntervalSet<UInt128> {
    var addresses = universe.podAddresses[family] ?? IntervalSet()
    var known: [ClosedRange<UInt128>] = []
    for pod in pods.lazy.map({ snapshot[$0] }) {
      if let address = pod.address(of: family) { known.append(address.bits...address.bits) }
      if pod.isHostNetwork, pod.addresses.isEmpty { addresses = IntervalSet(0...family.last) }
    }
    return addresses.union(IntervalSet(unionOf: known))
  }

  /// The account that a pod runs as which names none; nil when nothing of the input spells it.
  public var defaultServiceAccount: Symbol? { universe.defaultServiceAccount }
}

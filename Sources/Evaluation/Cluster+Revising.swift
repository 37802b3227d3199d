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

  /// The account that a pod runs as which names none; nil when nothing of the input spells it.
  public var defaultServiceAccount: Symbol? { universe.defaultServiceAccount }
}

public import ClusterModel

/// What is allowed between one end of the manifests and a pod to come, by where that pod is and how it is labelled.
///
/// The diagrams' ends are numbers of connections. Those of namespaces that are there depend on labels of the pod, and on what it calls its
/// ports where it is the destination; that of a new namespace on labels of the namespace as well.
public struct NewcomerFlows: Hashable, Sendable {
  /// In each namespace of the manifests that is not listed below.
  public var rest: DiagramID
  /// In ascending order.
  public var exceptions: [Exception]
  public var newNamespace: DiagramID

  public struct Exception: Hashable, Sendable {
    public var namespace: NamespaceID
    public var diagram: DiagramID
  }

  init(
    rest: DiagramID, exceptions: [NamespaceID: DiagramID], newNamespace: DiagramID
  ) {
    self.rest = rest
    self.exceptions = exceptions.filter { $0.value != rest }.sorted { $0.key < $1.key }
      .map { Exception(namespace: $0.key, diagram: $0.value) }
    self.newNamespace = newNamespace
  }

  /// The function of a namespace of the manifests.
  public subscript(namespace: NamespaceID) -> DiagramID {
    var (low, high) = (0, exceptions.count)
    while low < high {
      let middle = (low + high) / 2
      if exceptions[middle].namespace < namespace { low = middle + 1 } else { high = middle }
    }
    guard low < exceptions.count, exceptions[low].namespace == namespace else { return rest }
    return exceptions[low].diagram
  }
}

extension NewcomerFlows {
  /// The same with other functions.
  public func map(_ change: (DiagramID) -> DiagramID) -> NewcomerFlows {
    NewcomerFlows(
      rest: change(rest),
      exceptions: Dictionary(
        uniqueKeysWithValues: exceptions.map { ($0.namespace, change($0.diagram)) }),
      newNamespace: change(newNamespace))
  }

  /// What becomes of two functions, place by place.
  public func combined(
    with other: NewcomerFlows, _ change: (DiagramID, DiagramID) -> DiagramID
  ) -> NewcomerFlows {
    let particular = Set((exceptions + other.exceptions).map(\.namespace))
    return NewcomerFlows(
      rest: change(rest, other.rest),
      exceptions: Dictionary(
        uniqueKeysWithValues: particular.map { ($0, change(self[$0], other[$0])) }),
      newNamespace: change(newNamespace, other.newNamespace))
  }

  /// Whether functions end in 0 everywhere.
  public var isNone: Bool {
    rest == 0 && newNamespace == 0 && exceptions.allSatisfy { $0.diagram == 0 }
  }

  /// What is left of it in some namespaces of the manifests: what is allowed nowhere else has the number 0.
  public func cut(to namespaces: Set<NamespaceID>) -> NewcomerFlows {
    NewcomerFlows(
      rest: 0,
      exceptions: Dictionary(uniqueKeysWithValues: namespaces.map { ($0, self[$0]) }),
      newNamespace: 0)
  }
}

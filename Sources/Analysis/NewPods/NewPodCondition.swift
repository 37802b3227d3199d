public import ClusterModel
public import Evaluation

/// Pods that do not exist yet, by what their labels and their namespaces are to be.
public struct NewPodCondition: Hashable, Sendable {
  public var namespaces: NewPodNamespaces
  /// Empty: whatever labels the pod has.
  public var pods: LabelSelector

  public init(_ namespaces: NewPodNamespaces, _ pods: LabelSelector) {
    self.namespaces = namespaces
    self.pods = pods
  }
}

/// Where a pod may come.
public enum NewPodNamespaces: Hashable, Sendable {
  /// Any namespace, of the manifests or a new one, but for some of the manifests.
  case any(except: [NamespaceID])
  /// Any of the manifests but for some.
  case existing(except: [NamespaceID])
  case named([NamespaceID])
  /// Those with these labels, of the manifests and new ones; `kubernetes.io/metadata.name` is the name.
  case labelled(LabelSelector)
  /// New ones with these labels, or whatever labels where there are none.
  case new(LabelSelector)
}

extension NewPodNamespaces {
  /// Whether it takes in a namespace of the manifests.
  func contains(_ namespace: NamespaceID, _ selects: (LabelSelector) -> Bool) -> Bool {
    switch self {
    case .any(let except), .existing(let except): !except.contains(namespace)
    case .named(let names): names.contains(namespace)
    case .labelled(let selector): selects(selector)
    case .new: false
    }
  }
}

/// What a row says of the ports of flows with pods to come.
///
/// Where the pod to come is the destination, ports may be open because of what the pod calls them.
public struct ConditionalPorts: Hashable, Sendable {
  public var ports: PortSet
  /// Names that the port has to have on the pod, all of them.
  public var named: [Symbol]
  /// Names that it must not have.
  public var unnamed: [Symbol]

  public init(ports: PortSet, named: [Symbol], unnamed: [Symbol]) {
    self.ports = ports
    self.named = named
    self.unnamed = unnamed
  }
}

/// Flows with pods to come, on some ports: those of exactly the pods that one of the conditions takes in.
public struct NewPodRow: Hashable, Sendable {
  /// An index into `NewPodConnectivity.ends`: what is deployed, or outside.
  public var end: Int
  /// Of the deployed end: `ingress` where pods to come are the source.
  public var direction: Direction
  public var certainty: Certainty
  /// Where families differ; else the row is of each that the end has.
  public var family: IPFamily?
  /// Together all that is open, in a stable order.
  public var ports: [ConditionalPorts]
  /// At least one. They may overlap.
  public var conditions: [NewPodCondition]
  /// Whether an object that is not modelled could change the row.
  public var isTouched: Bool
}

import ClusterModel

/// What was read so far, before it is settled which controllers are stood for by their template and which by their pods (C-156).
struct CollectedObjects {
  /// In the order of the input.
  var runners: [Runner] = []
  var networkPolicies: [NetworkPolicy] = []
  var clusterNetworkPolicies: [ClusterNetworkPolicy] = []
  var nodes: [ClusterNode] = []
  var services: [Service] = []
  var ingresses: [Ingress] = []
  var unmodelledObjects: [UnmodelledObject] = []
  /// Kinds read past: how often, and whether they are known not to matter.
  var ignored: [String: (count: Int, isKnown: Bool)] = [:]
  /// The objects read, to notice a second one of the same name (C-158).
  var identities: [ObjectIdentity: (place: Place, fingerprint: UInt64)] = [:]
  var objectCount = 0
}

/// A pod, or a controller of pods.
enum Runner {
  case pod(PodRecord)
  case controller(ControllerRecord)
}

/// What a pod and a pod template have in common.
struct PodShape {
  var labels = Labels()
  var serviceAccount: Symbol?
  var containerPorts: [ContainerPort] = []
  var isHostNetwork = false
  var nodeName: Symbol?
}

struct PodRecord {
  var name: Symbol
  var namespace: NamespaceID
  var shape: PodShape
  var addresses: [IPAddress]
  var phase: Pod.Phase
  var owner: Owner?
  var place: Place
}

/// A Deployment, a StatefulSet, ..., or an unknown kind with a pod template.
struct ControllerRecord {
  var kind: String
  var group: String
  var name: Symbol
  var namespace: NamespaceID
  var uid: String?
  var owner: Owner?
  /// Nil when not written, or where the kind has no replicas.
  var replicas: Int?
  var isSuspended = false
  /// A Job that has completed or failed, and makes no more pods.
  var isFinished = false
  /// `spec.ordinals.start` of a StatefulSet.
  var firstOrdinal: Int
  var shape: PodShape
  var place: Place
}

/// The controlling one of an object's `metadata.ownerReferences`.
struct Owner {
  var kind: String
  var name: String
  var uid: String?
}

/// What two objects cannot share.
struct ObjectIdentity: Hashable {
  var group: Symbol
  var kind: Symbol
  /// Nil for a cluster-scoped object.
  var namespace: NamespaceID?
  var name: Symbol
}

public import ClusterModel
public import Evaluation
public import Intents

/// The ends of flows that a term on the command line stands for.
public struct EndpointSelection: Sendable {
  /// As typed, without ports.
  public var text: String
  /// Pods that exist, in order.
  public var pods: [PodID]
  /// Addresses outside the cluster, by family; no entry is empty.
  public var addresses: [IPFamily: IntervalSet<UInt128>]
  /// As typed; names resolve at each destination pod.
  public var ports: Ports
  /// Whether a name stands for the pods of one workload, or a single pod or address.
  public var isSingle: Bool

  private let isSelected: Set<PodID>

  public init(
    text: String, pods: [PodID] = [], addresses: [IPFamily: IntervalSet<UInt128>] = [:],
    ports: Ports = .all, isSingle: Bool = false
  ) {
    self.text = text
    self.pods = pods
    self.addresses = addresses.filter { !$0.value.isEmpty }
    self.ports = ports
    self.isSingle = isSingle
    isSelected = Set(pods)
  }

  public var isEmpty: Bool { pods.isEmpty && addresses.isEmpty }

  /// Whether `end` is one of those selected, whatever its ports.
  public func contains(_ end: Endpoint) -> Bool {
    switch end {
    case .pod(let id): isSelected.contains(id)
    case .address(let address): addresses[address.family]?.contains(address.bits) ?? false
    }
  }
}

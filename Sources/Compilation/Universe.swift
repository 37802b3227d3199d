import ClusterModel
import Intents

/// What exists in world `deployed`: intents.md, "The universe".
struct Universe {
  /// The pods that exist, ascending.
  let pods: [PodID]
  /// The address families of the run, IPv4 first.
  let families: [IPFamily]
  /// By family of the run: the known addresses of pods that have one of their own, ascending.
  let podAddresses: [[UInt128]]
  /// Whether some pod that policies can select has no known address.
  let hasUnknownAddress: Bool
  /// Whether some hostNetwork pod has no known address.
  let hasUnknownHostAddress: Bool
  /// Whether some pod uses the network of its node.
  let hasHostNetwork: Bool
  /// Whether some node is known to have both a pod on its network and another: only then placement matters (C-43).
  let hasSharedNode: Bool

  init(_ snapshot: Snapshot, _ assumptions: Assumptions) {
    // A finished pod has given its address back (C-49).
    let pods = snapshot.podIDs.filter {
      snapshot[$0].phase != .succeeded && snapshot[$0].phase != .failed
    }
    let hosts = pods.filter { snapshot[$0].isHostNetwork }
    // The addresses of a hostNetwork pod are its node's, and nodes are outside.
    let owners = pods.filter { !snapshot[$0].isHostNetwork }
    let addresses = owners.flatMap { snapshot[$0].addresses }

    let seen = Set(assumptions.clusterCIDRs.map(\.family) + addresses.map(\.family))
    let families = assumptions.ipFamilies.map(Set.init) ?? seen
    let isSilent = assumptions.ipFamilies == nil && seen.isEmpty
    let inOrder = IPFamily.allCases.filter { isSilent || families.contains($0) }

    self.pods = pods
    self.families = inOrder
    podAddresses = inOrder.map { family in
      Set(addresses.lazy.filter { $0.family == family }.map(\.bits)).sorted()
    }
    hasUnknownAddress = owners.contains { snapshot[$0].addresses.isEmpty }
    hasUnknownHostAddress = hosts.contains { snapshot[$0].addresses.isEmpty }
    hasHostNetwork = !hosts.isEmpty
    let nodes = Set(hosts.compactMap { snapshot[$0].nodeName })
    hasSharedNode = owners.contains { snapshot[$0].nodeName.map(nodes.contains) ?? false }
  }
}

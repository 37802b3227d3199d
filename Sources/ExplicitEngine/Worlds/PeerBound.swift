import ClusterModel
import Evaluation

/// The pods that ends may have flows with in one direction, as far as that can be told without looking at any of them.
struct PeerBound {
  /// Whether flows with new pods anywhere, or with any pod of the manifests, are not excluded at once.
  private(set) var isOpenToNewcomers: Bool
  private(set) var isOpenToDeployed: Bool
  /// The namespaces of which some rule may admit pods.
  private var namespaces: Bits

  /// Nothing is excluded.
  init(openFor namespaceCount: Int) {
    (isOpenToNewcomers, isOpenToDeployed) = (true, true)
    namespaces = Bits(count: namespaceCount)
  }

  /// - Parameter mayBeNode: whether there may be a node among the ends and pods of its own, which pass by the rules.
  init(_ peers: PossiblePeers, mayBeNode: Bool = false, _ space: WorldSpace) {
    self.init(openFor: space.namespaceCount)
    guard case .oneOf(let lists) = peers else { return }
    (isOpenToNewcomers, isOpenToDeployed) = (false, mayBeNode)
    for list in lists { formUnion(space.bound(by: list)) }
  }

  /// What the peers of a list may have flows with.
  init(_ list: PeerList, _ space: WorldSpace) {
    self.init(openFor: space.namespaceCount)
    (isOpenToNewcomers, isOpenToDeployed) = (false, false)
    var conditions: Set<Int> = []
    for term in list.terms {
      if let condition = term.condition(in: space.supposition.cluster) {
        conditions.insert(space.table.number(condition).namespaces)
      } else {
        let cluster = space.supposition.base
        if term.mayMatch(space.deployedAddresses, areNewcomers: false, in: cluster) {
          isOpenToDeployed = true
        }
        if term.mayMatch(space.freeAddresses, areNewcomers: true, in: cluster) {
          isOpenToNewcomers = true
        }
      }
    }
    for condition in conditions {
      namespaces.formUnion(
        condition == 0 ? Bits(allOf: space.namespaceCount) : space.possibleNamespaces(condition))
    }
  }

  mutating func formUnion(_ other: PeerBound) {
    isOpenToNewcomers = isOpenToNewcomers || other.isOpenToNewcomers
    isOpenToDeployed = isOpenToDeployed || other.isOpenToDeployed
    namespaces.formUnion(other.namespaces)
  }

  /// Whether flows with pods of a namespace are not excluded at once.
  func admits(_ namespace: NamespaceID, newcomer: Bool) -> Bool {
    (newcomer ? isOpenToNewcomers : isOpenToDeployed)
      || namespaces.contains(Int(namespace.rawValue))
  }
}

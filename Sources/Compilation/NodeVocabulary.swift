import ClusterModel

/// The machines of the cluster as `nodes` peers tell them apart.
///
/// A peer sees a pod on the network of its node as that node (C-103). Which node it is may be unknown: nodes and placements are
/// rarely in the input.
struct NodeVocabulary {
  /// The selectors of `nodes` peers, in the order of mention.
  private(set) var selectors: [LabelSelector] = []
  /// By code, from 1: which selectors match the nodes of a class, by index of the selector.
  private var classes: [[Bool]] = []
  private var codes: [[Bool]: Int] = [:]
  /// The nodes of the snapshot that is read.
  private let nodes: [ClusterNode]
  private let named: [Symbol: Int]
  private let addressed: [IPAddress: Int]

  /// The code of a pod that is not on its node's network, and of one whose node nobody knows.
  static let unknown = 0

  /// - Parameters:
  ///   - frame: Has the words of every snapshot that is read beside `snapshot`, and all their nodes.
  init(_ snapshot: Snapshot, in frame: Snapshot) {
    nodes = snapshot.nodes
    // Of several with one name or one address, the first.
    named = Dictionary(
      snapshot.nodes.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: min)
    addressed = Dictionary(
      snapshot.nodes.enumerated().flatMap { node in
        node.element.addresses.map { ($0, node.offset) }
      }, uniquingKeysWith: min)
    for policy in frame.clusterNetworkPolicies {
      for rule in [policy.ingress ?? [], policy.egress ?? []].joined() {
        for peer in rule.peers {
          guard case .nodes(let selector) = peer.term, !selectors.contains(selector) else {
            continue
          }
          selectors.append(selector)
        }
      }
    }
    guard !selectors.isEmpty else { return }
    for node in frame.nodes {
      let matches = matches(node)
      if codes[matches] != nil { continue }
      classes.append(matches)
      codes[matches] = classes.count
    }
  }

  /// The number of codes.
  var size: Int { 1 + classes.count }

  /// The code of the node on whose network `pod` is.
  func code(of pod: Pod) -> Int {
    guard !selectors.isEmpty, pod.isHostNetwork, let node = node(of: pod) else {
      return Self.unknown
    }
    return codes[matches(node)] ?? Self.unknown
  }

  /// The codes of the nodes that `selector`, one of a peer, matches.
  func codes(matching selector: LabelSelector) -> [Int] {
    guard let index = selectors.firstIndex(of: selector) else {
      preconditionFailure("a peer was compiled that the vocabulary has not seen")
    }
    return classes.indices.filter { classes[$0][index] }.map { $0 + 1 }
  }

  /// The nodes that `selector` matches, and the others.
  func split(by selector: LabelSelector) -> (matching: [ClusterNode], others: [ClusterNode]) {
    (nodes.filter { selector.matches($0.labels) }, nodes.filter { !selector.matches($0.labels) })
  }

  /// The node by its name, else by an address that is one of its own.
  private func node(of pod: Pod) -> ClusterNode? {
    let index =
      pod.nodeName.flatMap { named[$0] } ?? pod.addresses.compactMap { addressed[$0] }.first
    return index.map { nodes[$0] }
  }

  private func matches(_ node: ClusterNode) -> [Bool] {
    selectors.map { $0.matches(node.labels) }
  }
}

extension LabelSelector {
  /// Whether labels of which all is known satisfy the selector.
  fileprivate func matches(_ labels: Labels) -> Bool {
    isSatisfied { labels[$0] }
  }

  /// - Parameter label: The value of a key, nil where the label is absent.
  func isSatisfied(by label: (Symbol) -> Symbol?) -> Bool {
    matchLabels.allSatisfy { label($0.key) == $0.value }
      && matchExpressions.allSatisfy { requirement in
        let value = label(requirement.key)
        switch requirement.operator {
        case .in: return value.map(requirement.values.contains) ?? false
        // True of an absent key too (C-29).
        case .notIn: return value.map { !requirement.values.contains($0) } ?? true
        case .exists: return value != nil
        case .doesNotExist: return value == nil
        }
      }
  }
}

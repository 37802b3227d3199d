import ClusterModel

/// The pods of one workload before and after: by name, and those that a controller has named anew by what they look like.
///
/// How many pods a workload has is no difference: a pod without a namesake is held against one of its workload that
/// is most like it, and only a workload without any pod on a side is missing there.
struct PodPairing {
  private(set) var entries: [SnapshotAlignment.Entry] = []

  /// What policies can see of a pod, its addresses aside.
  private struct Shape: Hashable {
    var labels: Labels
    var unknownLabels: [Symbol]
    var account: Symbol?
    var ports: [ContainerPort]
    var isHostNetwork: Bool
    var node: Symbol?

    init(_ pod: Pod) {
      labels = pod.labels
      unknownLabels = pod.unknownLabels
      account = pod.serviceAccount
      ports = pod.containerPorts
      isHostNetwork = pod.isHostNetwork
      node = pod.isHostNetwork ? pod.nodeName : nil
    }
  }

  init(_ old: Snapshot, _ olds: [Int], _ new: Snapshot, _ news: [Int]) {
    if olds.isEmpty || news.isEmpty {
      entries = olds.map { .init(old: $0) } + news.map { .init(new: $0) }
      return
    }
    let newOfName = Dictionary(
      news.map { (new.pods[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    var isPaired: Set<Int> = []
    var rest: [Int] = []
    for index in olds {
      if let same = newOfName[old.pods[index].name], isPaired.insert(same).inserted {
        entries.append(.init(old: index, new: same))
      } else {
        rest.append(index)
      }
    }
    let unpaired = news.filter { !isPaired.contains($0) }
    let likeNew = Self.byShape(new, unpaired.isEmpty ? news : unpaired)
    for index in rest {
      let like = likeNew[Shape(old.pods[index])] ?? unpaired.first ?? news[0]
      entries.append(.init(old: index, new: like))
      isPaired.insert(like)
    }
    let likeOld = Self.byShape(old, olds)
    for index in unpaired where !isPaired.contains(index) {
      entries.append(.init(old: likeOld[Shape(new.pods[index])] ?? olds[0], new: index))
    }
  }

  private static func byShape(_ snapshot: Snapshot, _ indices: [Int]) -> [Shape: Int] {
    Dictionary(
      indices.map { (Shape(snapshot.pods[$0]), $0) }, uniquingKeysWith: { first, _ in first })
  }
}

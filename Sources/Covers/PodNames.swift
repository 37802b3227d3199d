import ClusterModel
import Evaluation

/// What a certificate calls the pods of the manifests: `shop/api`, with the kind of its workload or a number where one
/// name is several pods'.
enum PodNames {
  static func all(in cluster: Cluster) -> [PodID: String] {
    let snapshot = cluster.snapshot
    func short(_ id: PodID) -> String {
      let pod = snapshot[id]
      return "\(snapshot.symbols[snapshot[pod.namespace].name])/\(snapshot.symbols[pod.name])"
    }
    func long(_ id: PodID) -> String {
      let pod = snapshot[id]
      let kind = snapshot.symbols[snapshot[pod.workload].kind].lowercased()
      return
        "\(snapshot.symbols[snapshot[pod.namespace].name])/\(kind)/\(snapshot.symbols[pod.name])"
    }
    var names: [PodID: String] = [:]
    for (name, pods) in Dictionary(grouping: cluster.pods, by: short) {
      guard pods.count > 1 else {
        names[pods[0]] = name
        continue
      }
      for (name, pods) in Dictionary(grouping: pods, by: long) {
        for (number, pod) in pods.sorted().enumerated() {
          names[pod] = number == 0 ? name : "\(name)#\(number + 1)"
        }
      }
    }
    return names
  }
}

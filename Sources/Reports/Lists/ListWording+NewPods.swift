import Analysis
import ClusterModel
import Evaluation
import Intents

extension ListWording {
  var newPods: NewPodWording { NewPodWording(base: base, snapshot: connectivity.cluster.snapshot) }

  /// `any pod in any namespace`, `pods app=web in namespace shop`.
  ///
  /// - Parameter limit: how many namespaces are named.
  func name(_ condition: NewPodCondition, limit: Int = 3) -> String {
    newPods.name(condition, limit: limit)
  }

  // MARK: Ports

  /// `TCP 80, TCP named http (may)`.
  func connections(_ row: NewPodRow) -> String {
    ports(row.ports) + marks(row)
  }

  func marks(_ row: NewPodRow) -> String {
    marks(certainty: row.certainty, family: row.family, isTouched: row.isTouched)
  }

  func ports(_ ports: [ConditionalPorts]) -> String {
    ports.map { part in
      part.named.isEmpty && part.unnamed.isEmpty
        ? self.ports(part.ports) : newPods.ports(part)
    }.joined(separator: ", ")
  }
}

/// A line of a listing about one condition on pods to come.
struct NewPodLine {
  var source: String
  var destination: String
  /// Whether the pod to come is the source.
  var comesFromNewPod: Bool
  /// An index into `NewPodConnectivity.ends`.
  var end: Int
  var row: NewPodRow

  /// The lines of a row, in the order of their words.
  static func lines(of row: NewPodRow, end: String, _ name: (NewPodCondition) -> String) -> [Self] {
    row.conditions.map(name).sorted().map { condition in
      row.direction == .ingress
        ? NewPodLine(
          source: condition, destination: end, comesFromNewPod: true, end: row.end, row: row)
        : NewPodLine(
          source: end, destination: condition, comesFromNewPod: false, end: row.end, row: row)
    }
  }
}

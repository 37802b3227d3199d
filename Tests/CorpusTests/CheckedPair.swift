import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import SymbolicEngine
import Testing

/// A flow between two pods whose answer the owners of an API state, and the sentences that must say the same.
struct CheckedPair {
  let flow: Flow
  let isAllowed: Bool
  let text: String
  private let reaches: Claim
  private let cannotReach: Claim

  /// - Parameters:
  ///   - nameLabel: the key of a label whose value is the name of the pod.
  ///   - namespaces: the full name of each namespace, where ends are written with a short one.
  init?(
    _ check: KubernetesCase.Check, nameLabel: String, namespaces: [String: String] = [:],
    _ snapshot: inout Snapshot
  ) {
    guard let source = End(check.source, nameLabel, namespaces, &snapshot),
      let destination = End(check.destination, nameLabel, namespaces, &snapshot),
      let proto = TransportProtocol.allCases.first(where: { $0.name == check.protocol })
    else { return nil }
    flow = Flow(
      source: .pod(source.pod), destination: .pod(destination.pod), family: .ipv4,
      protocol: proto, port: check.port)
    isAllowed = check.isAllowed
    text = "\(check)"
    let port = PortTerm(.numbers(check.port...check.port), protocol: proto)
    let target = Target(group: destination.group, ports: .list([port]))
    reaches = .reaches(from: [source.group], to: [target])
    cannotReach = .cannotReach(from: [source.group], to: [target])
  }

  /// Whether both engines and the reading behind the first give the answer of every pair, for certain.
  static func expectAnswers(of pairs: [CheckedPair], in snapshot: Snapshot) {
    let claims = pairs.flatMap { [$0.reaches, $0.cannotReach] }
    let cluster = Cluster(snapshot, assumptions: Assumptions())
    let explicit = ExplicitEngine(cluster, claims: claims, coverage: claims)
    let symbolic = SymbolicEngine(
      snapshot: snapshot, assumptions: Assumptions(), claims: claims, coverage: claims,
      limits: Limits())
    for pair in pairs {
      let decision = cluster.decision(for: pair.flow)
      let expected = pair.isAllowed
      #expect(decision.isCertain == expected && decision.isPossible == expected, "\(pair.text)")
      for answer in [explicit.answer(pair.reaches), symbolic.answer(pair.reaches)] {
        #expect((answer.outcome == .holds) == expected, "\(pair.text): \(answer.outcome)")
      }
      for answer in [explicit.answer(pair.cannotReach), symbolic.answer(pair.cannotReach)] {
        #expect((answer.outcome == .violated) == expected, "\(pair.text): \(answer.outcome)")
      }
    }
  }

  private struct End {
    var pod: PodID
    var group: Group

    /// The pod written `namespace/name`.
    init?(
      _ path: String, _ nameLabel: String, _ namespaces: [String: String],
      _ snapshot: inout Snapshot
    ) {
      let parts = path.split(separator: "/").map(String.init)
      guard parts.count == 2 else { return nil }
      let namespace = snapshot.symbols.intern(namespaces[parts[0]] ?? parts[0])
      let name = snapshot.symbols.intern(parts[1])
      let copy = snapshot
      guard
        let pod = snapshot.podIDs.first(where: {
          copy[$0].name == name && copy[copy[$0].namespace].name == namespace
        })
      else { return nil }
      self.pod = pod
      let label = Labels.Pair(key: snapshot.symbols.intern(nameLabel), value: name)
      group = Group(
        name: path,
        term: .pods(
          namespaces: .names([namespace]), selector: LabelSelector(matchLabels: [label]),
          serviceAccount: nil))
    }
  }
}

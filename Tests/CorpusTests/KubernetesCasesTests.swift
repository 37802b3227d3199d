import ClusterModel
import Evaluation
import ExplicitEngine
import Intents
import Readers
import SymbolicEngine
import Testing

/// What the owners of NetworkPolicy test on real clusters: 578 pairs of pods, decided by both engines.
@Suite struct KubernetesCasesTests {
  @Test(.enabled(if: Corpus.isPresent))
  func theCorpusIsComplete() {
    #expect(Corpus.kubernetesCases.reduce(0) { $0 + $1.checks.count } == 578)
  }

  @Test(.enabled(if: Corpus.isPresent), arguments: Corpus.kubernetesCases)
  func bothEnginesGiveTheOfficialAnswers(step: KubernetesCase) throws {
    let reading = ManifestReading(of: [.text(name: "\(step.name).json", step.manifests)])
    let problems = reading.diagnostics.filter { $0.severity == .error }.map(\.message)
    #expect(problems == [])
    var snapshot = reading.snapshot
    let pairs = try step.checks.map { check in
      try #require(Pair(check, &snapshot))
    }
    let claims = pairs.flatMap { [$0.reaches, $0.cannotReach] }
    let cluster = Cluster(snapshot, assumptions: Assumptions())
    let explicit = ExplicitEngine(cluster, claims: claims, coverage: claims)
    let symbolic = SymbolicEngine(
      snapshot: snapshot, assumptions: Assumptions(), claims: claims, coverage: claims,
      limits: Limits())
    for pair in pairs {
      let decision = cluster.decision(for: pair.flow)
      let expected = pair.check.isAllowed
      #expect(decision.isCertain == expected && decision.isPossible == expected, "\(pair.check)")
      for answer in [explicit.answer(pair.reaches), symbolic.answer(pair.reaches)] {
        #expect((answer.outcome == .holds) == expected, "\(pair.check): \(answer.outcome)")
      }
      for answer in [explicit.answer(pair.cannotReach), symbolic.answer(pair.cannotReach)] {
        #expect((answer.outcome == .violated) == expected, "\(pair.check): \(answer.outcome)")
      }
    }
  }

  /// A check with its ends resolved.
  private struct Pair {
    var check: KubernetesCase.Check
    var flow: Flow
    var reaches: Claim
    var cannotReach: Claim

    init?(_ check: KubernetesCase.Check, _ snapshot: inout Snapshot) {
      guard let source = End(check.source, &snapshot),
        let destination = End(check.destination, &snapshot),
        let proto = TransportProtocol.allCases.first(where: { $0.name == check.protocol })
      else { return nil }
      self.check = check
      flow = Flow(
        source: .pod(source.pod), destination: .pod(destination.pod), family: .ipv4,
        protocol: proto, port: check.port)
      let port = PortTerm(.numbers(check.port...check.port), protocol: proto)
      let target = Target(group: destination.group, ports: .list([port]))
      reaches = .reaches(from: [source.group], to: [target])
      cannotReach = .cannotReach(from: [source.group], to: [target])
    }
  }

  private struct End {
    var pod: PodID
    var group: Group

    /// The pod written `namespace/name`; its label `pod` is its name in every case.
    init?(_ path: String, _ snapshot: inout Snapshot) {
      let parts = path.split(separator: "/").map { snapshot.symbols.intern(String($0)) }
      let copy = snapshot
      guard
        let pod = snapshot.podIDs.first(where: {
          copy[$0].name == parts[1] && copy[copy[$0].namespace].name == parts[0]
        })
      else { return nil }
      self.pod = pod
      let label = Labels.Pair(key: snapshot.symbols.intern("pod"), value: parts[1])
      group = Group(
        name: path,
        term: .pods(
          namespaces: .names([parts[0]]), selector: LabelSelector(matchLabels: [label]),
          serviceAccount: nil))
    }
  }
}

import ClusterModel
import Evaluation
import Foundation
import Intents
import Samples
import Testing

@testable import Covers

/// The checker that is proved correct in Coq, where `make verified-check` has built it.
enum VerifiedChecker {
  static let program = WorkedCover.repository.appending(
    path: "proofs/checker/build/cover-verified")
  static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: program.path) }

  static func answer(to tokens: String) throws -> (status: Int32, line: String) {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).tokens")
    try tokens.write(to: file, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = program
    process.arguments = [file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let line = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: line, as: UTF8.self))
  }
}

/// What Sources/Covers accepts of random clusters, the proved checker accepts as well, if it covers it: certificates that were made, that
/// were tampered with, and of which the policies were changed. The two share no line; where they differ one of them reads policies wrong.
@Suite(.enabled(if: VerifiedChecker.isBuilt)) struct VerifiedCheckerTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func whatHoldsTodayIsAccepted(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var sample = Sample.random(using: &random)
    let claims = (0..<4).map { _ in sample.randomClaim(using: &random) }
    let assumptions = Sample.randomAssumptions(using: &random)
    try expectAccepted(sample, assumptions, claims, .deployed, &random)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func whatHoldsInWiderWorldsIsAccepted(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let world: World = [.open, .openCluster, .openCluster, .openBoth][Int(seed % 4)]
    var made =
      seed % 3 == 0
      ? WorldSample.small(in: world, using: &random) : WorldSample.slim(in: world, using: &random)
    if seed % 2 == 0 { made.sample.leaveOpen(&made.assumptions, using: &random) }
    // Samples assume things of labels that they do not spell.
    let keys = made.assumptions.fixedNamespaceLabels + made.assumptions.fixedPodLabels
    let spelled = (keys + [made.assumptions.newNamespacePolicies].compactMap(\.self)).map(
      \.rawValue)
    while made.sample.snapshot.symbols.count <= spelled.max() ?? 0 {
      _ = made.sample.symbol("spelled-\(made.sample.snapshot.symbols.count)")
    }
    try expectAccepted(made.sample, made.assumptions, made.claims, world, &random)
  }

  private func expectAccepted(
    _ sample: Sample, _ assumptions: Assumptions, _ claims: [Claim], _ world: World,
    _ random: inout SplitMix64
  ) throws {
    let sample = sample.covered
    for index in claims.indices {
      let comparison = CoverComparison(sample.cluster(assumptions), claims, index, world)
      guard let cover = try? Cover(of: comparison.subject, comparison.standing, in: world) else {
        continue
      }
      try compare(cover.text, comparison.subject, isValid: true)
      for _ in 0..<4 {
        let text = cover.text.tampered(using: &random)
        if text != cover.text { try compare(text, comparison.subject) }
        // A change may take pods away.
        if sample.snapshot.pods.count <= 2 { continue }
        let changed = sample.changed(using: &random).covered.cluster(assumptions)
        try compare(cover.text, CoverComparison(changed, claims, index, world).subject)
      }
    }
  }

  /// - Parameter isValid: whether Sources/Covers is known to accept it.
  private func compare(_ text: String, _ subject: CoverSubject, isValid: Bool = false) throws {
    guard let document = try? CoverDocument(text), document.intent == subject.intent.fileName,
      isValid || (try? subject.check(document)) != nil
    else { return }
    let tokens = try subject.tokens(document)
    let (status, line) = try VerifiedChecker.answer(to: tokens)
    switch status {
    case 0: #expect(line == "s VERIFIED\n")
    case 5: #expect(line.hasPrefix("s NOT COVERED by the verified checker: "))
    default: Issue.record("\(line)\n\(text)\n\(tokens)")
    }
  }
}

extension Sample {
  /// With numbers in place of the port names of its policies, which the proved checker does not cover.
  fileprivate var covered: Sample {
    var copy = self
    func numbered(_ rules: [NetworkPolicyRule]?) -> [NetworkPolicyRule]? {
      rules?.map { rule in
        var rule = rule
        rule.ports = rule.ports?.map { port in
          var port = port
          if case .name = port.port { port.port = .number(80) }
          return port
        }
        return rule
      }
    }
    for index in copy.snapshot.networkPolicies.indices {
      let policy = copy.snapshot.networkPolicies[index]
      copy.snapshot.networkPolicies[index].ingress = numbered(policy.ingress)
      copy.snapshot.networkPolicies[index].egress = numbered(policy.egress)
    }
    return copy
  }

  fileprivate func cluster(_ assumptions: Assumptions) -> Cluster {
    var covered = assumptions
    covered.clientAddress = .preserved
    if ![.upstream, .cilium, .none].contains(covered.cni) { covered.cni = .upstream }
    return Cluster(snapshot, assumptions: covered)
  }
}

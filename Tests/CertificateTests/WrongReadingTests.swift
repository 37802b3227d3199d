import Claims
import ClusterModel
import Evaluation
import Intents
import LRAT
import Readers
import SymbolicEngine
import Testing

@testable import Covers
@testable import Verification
@testable import netproof

/// The experiment of ADR 010: with the comparison of engines switched off, each of six mistakes in an encoding says `proved` of what is
/// broken. Solvers and proofs of the encoding confirm that; the producer of case splits, and their checker, do not.
@Suite struct WrongReadingTests {
  private static let manifests = """
    {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
    ---
    {apiVersion: v1, kind: Namespace, metadata: {name: other}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: api, namespace: shop, labels: {app: api}}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop, labels: {app: web}}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: db, namespace: shop, labels: {app: db}}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: stranger, namespace: other, labels: {app: api}}}
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: db, namespace: shop}
    spec:
      podSelector: {matchLabels: {app: db}}
      policyTypes: [Ingress]
      ingress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]

    """

  private struct Question {
    let snapshot: Snapshot
    let file: IntentFile
    var intent: Intent { file.intents[0] }

    init(_ reading: WrongReading) throws {
      let manifests = ManifestReading(
        of: [.text(name: "shop.yaml", Array((WrongReadingTests.manifests + reading.leak).utf8))])
      #expect(!manifests.hasErrors)
      var snapshot = manifests.snapshot
      let intents = """
        {apiVersion: netproof.dev/v1alpha1, kind: Intents, assume: {ipFamilies: [IPv4], clusterCIDRs: [10.0.0.0/8]},
         groups: {API: {namespace: shop, pods: app=api}, WEB: {namespace: shop, pods: app=web},
                  DB: {namespace: shop, pods: app=db}, STRANGER: {namespace: other, pods: app=api},
                  OFFICE: {cidr: 203.0.113.0/25}},
         intents: ["\(reading.sentence)"]}
        """
      var reader = IntentReader()
      let file = snapshot.files.add("intents.yaml")
      reader.read(
        Array(intents.utf8), of: file, files: snapshot.files, symbols: &snapshot.symbols)
      #expect(!reader.diagnostics.hasErrors)
      self.snapshot = snapshot
      self.file = try #require(reader.files.first)
    }

    func subject(_ snapshot: Snapshot) -> CoverSubject {
      CoverSubject(
        Cluster(snapshot, assumptions: file.assumptions), intent, coverage: file.intents)
    }
  }

  @Test(arguments: WrongReading.allCases)
  func theProducerRefusesWhatAWrongReadingProves(reading: WrongReading) async throws {
    let question = try Question(reading)
    var options = VerificationOptions(today: day)
    let truth = await Verifier(question.snapshot, [question.file], options).run()
    #expect(truth.outcomes[0].verdict == .refuted)

    options.engines = .symbolic
    let result = await Verifier(
      question.snapshot, [question.file], options, makeSymbolic: reading.engine
    ).run()
    #expect(result.outcomes[0].verdict == .proved)
    let made = CertificateMaker(result, absentKinds: []).certificate(of: result.outcomes[0])
    guard case .disagreement(let region)? = made else {
      Issue.record("\(String(describing: made))")
      return
    }
    // It says which flows it found, and Evaluation has confirmed one of them.
    #expect(region.contains("shop"), "\(region)")
  }

  @Test(arguments: WrongReading.allCases)
  func theCheckerRejectsTheCaseSplitOfAWrongReading(reading: WrongReading) throws {
    let question = try Question(reading)
    let wrong = question.subject(reading.misread(question.snapshot))
    let cover = try Cover(of: wrong, .proved, in: .openCluster)
    let document = try CoverDocument(cover.text)
    #expect(throws: Never.self) { try wrong.check(document) }
    for isLenient in [false, true] {
      do throws(CoverRejection) {
        _ = try question.subject(question.snapshot).check(document, isLenient: isLenient)
        Issue.record("accepted:\n\(cover.text)")
      } catch {
        // Either some case is not closed, or the flow that was to be blocked is not.
        switch error {
        case .flaw, .witness: break
        case .syntax, .header, .obstacle: Issue.record("\(error)")
        }
      }
    }
  }

  /// What a solver says of a wrong formula is of no use.
  @Test(arguments: WrongReading.allCases)
  func solversAndProofsConfirmAWrongReading(reading: WrongReading) throws {
    let question = try Question(reading)
    let statement = try StatedClaim(
      question.intent, in: .openCluster, reading.misread(question.snapshot),
      question.file.assumptions, intents: question.file.intents, fileName: { _ in nil })
    #expect(ClaimFiles.answer(to: SMTLIBClaim.text(statement)) == "unsat")
    guard case .holds(let certificate) = CNFClaim(statement).prove() else {
      Issue.record("no proof")
      return
    }
    let clauses = try CNF(dimacs: Array(certificate.cnf.utf8))
    #expect(try clauses.checkRefutation(Array(certificate.lrat.utf8)) > 0)
  }
}

import Analysis
import Claims
import ClusterModel
import Compilation
import Formula
import Foundation
import Intents
import LRAT
import Readers
import Testing
import Z3

/// Relations of two sides, stated as scripts and as clauses, against what both engines say of them.
@Suite struct RelationClaimTests {
  @Test(arguments: 0..<150 as Range<UInt64>)
  func aRelationIsProvedWhereItsClausesAreRefuted(seed: UInt64) throws {
    for random in RandomRelation.both(seed: seed) {
      guard let isProved = random.isProved else { continue }
      let claim = random.claim
      #expect(
        Self.answer(to: SMTLIBClaim.text(claim)) == (isProved ? "unsat" : "sat"), "\(random.name)")
      let clauses = CNFClaim(claim)
      switch clauses.prove() {
      case .broken: #expect(!isProved, "\(random.name)")
      case .exhausted: Issue.record("\(random.name): too hard")
      case .holds(let certificate):
        #expect(isProved, "\(random.name)")
        let core = try CNF(dimacs: Array(certificate.cnf.utf8))
        #expect(try core.checkRefutation(Array(certificate.lrat.utf8)) > 0)
        #expect(throws: Never.self) { try clauses.checkOrigin(of: core) }
      }
    }
  }

  /// Of as many random relations as that, a good part holds and a good part does not.
  @Test func randomRelationsAreOfBothKinds() {
    let answers = (0..<60 as Range<UInt64>).flatMap(RandomRelation.both).map(\.isProved)
    #expect(answers.count { $0 == true } > 20)
    #expect(answers.count { $0 == false } > 20)
    #expect(answers.count { $0 == nil } < 12)
  }

  /// A script whose background contradicts itself would prove anything.
  @Test(arguments: [World.deployed, .open, .openCluster])
  func theBackgroundOfARelationCanBeSatisfied(world: World) throws {
    let (clusters, fileName) = try Self.shippedPair("04-api", "05-web")
    let text = SMTLIBClaim.text(clusters.claim(.equivalent, in: world, fileName: fileName))
    let end = try #require(text.range(of: "; The negated claim"))
    let background = text[..<end.lowerBound].replacing(":status unsat", with: ":status sat")
    for flow in [
      "|the ends make a flow|", "|old: the ends make a flow|", "|new: the ends make a flow|",
    ] {
      #expect(background.contains("(define-fun \(flow)"))
      let script = background + "(assert \(flow))\n(check-sat)\n"
      #expect(SolverContext.output(ofScript: String(script)) == "sat\n", "\(flow)")
    }
  }

  @Test func aScriptTellsTheSidesApart() throws {
    let (clusters, fileName) = try Self.shippedPair("04-api", "05-web")
    let text = SMTLIBClaim.text(clusters.claim(.contained, in: .openCluster, fileName: fileName))
    #expect(text.contains("; relation: the new side is contained in the old side\n"))
    #expect(text.contains("(define-fun |old: shop/api ingress rule 1| () Bool"))
    #expect(text.contains("(define-fun |new: shop/api ingress rule 1| () Bool"))
    #expect(text.contains("|old source app="))
    #expect(text.contains("; new: shop/web for ingress: 05-web/web-policy.yaml:"))
    #expect(text.contains("; old: shop/api for ingress: 04-api/api-policy.yaml:"))
    #expect(!text.contains("; old: shop/web"))
    #expect(text.contains("(define-fun |a flow may be allowed that was denied| () Bool"))
    #expect(!text.contains("|a flow is denied that may have been allowed|"))
    #expect(!text.contains(ShippedCase.repository.path), "a path of this machine")
    #expect(
      text == SMTLIBClaim.text(clusters.claim(.contained, in: .openCluster, fileName: fileName)))
  }

  /// To Z3, two variables of one name are one.
  @Test func variablesHaveNamesOfTheirOwn() throws {
    let (clusters, fileName) = try Self.shippedPair("04-api", "05-web")
    for world in [World.deployed, .openCluster] {
      let formulas = clusters.claim(.contained, in: world, fileName: fileName).statement.formulas
      let names = formulas.variables.map(formulas.name).filter { !$0.hasPrefix("definition ") }
      #expect(Set(names).count == names.count, "\(names.sorted())")
    }
  }

  /// Two steps of a worked case.
  static func shippedPair(
    _ old: String, _ new: String
  ) throws -> (clusters: ClusterPair, fileName: (FileID) -> String?) {
    let root = ShippedCase.repository.appending(path: "intents/aks-three-tier").path
    let first = ManifestReading(of: [.path("\(root)/\(old)/manifests")])
    let second = ManifestReading(
      of: [.path("\(root)/\(new)/manifests")], symbols: first.snapshot.symbols,
      files: first.snapshot.files)
    let files = second.snapshot.files
    let clusters = ClusterPair(
      SnapshotPair(first.snapshot, second.snapshot), assumptions: Assumptions())
    return (
      clusters,
      { String(files[$0].dropFirst(root.count + 1).replacing("/manifests/", with: "/")) }
    )
  }

  /// What Z3 says of a script; of a relation that does not hold it complains that the script says `unsat`.
  static func answer(to script: String) -> String {
    let lines = SolverContext.output(ofScript: script).split(separator: "\n")
    let complaints = lines.dropFirst().filter { !$0.contains("check annotation that says unsat") }
    return (lines.prefix(1) + complaints).joined(separator: "\n")
  }
}

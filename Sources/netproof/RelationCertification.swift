import Analysis
import Claims
import ClusterModel
import Intents
import ProofFolders
import Verification

/// What proves a relation of the two sides of a change.
struct RelationCertification: Certification {
  let relation: ProofRelation
  /// Read from where the folder says that the sides are.
  let clusters: ClusterPair
  let absentKinds: [String]
  let verdict: DifferenceVerdict
  let names: InputNames

  func certify() throws(UsageError) -> Certified {
    var certified = Certified(refusing: relation, verdict)
    guard verdict.answer == .proved else { return certified }
    var made = ClaimFiles()
    if try !made.add(claim, named: ProofRelation.name, isProved: true) {
      made.disagreement = "the relation as \(ProofRelation.name).smt2 would state it does not hold"
    }
    // Half of it would prove nothing.
    if made.hasProof { certified.summary.certificates = 1 } else { made.files = [:] }
    try certified.add(made, about: relation.sentence)
    return certified
  }

  private var claim: StatedClaim {
    let snapshots = clusters.snapshots
    func absent(from side: Side) -> [NamespaceID] {
      snapshots.new.namespaceIDs.filter { !snapshots.has($0, side) }
    }
    return StatedClaim(
      relation.kind, in: relation.world, old: snapshots.old, new: snapshots.new,
      absentFromOld: absent(from: .old), absentFromNew: absent(from: .new), clusters.assumptions,
      absentKinds: absentKinds
    ) { [names, files = snapshots.new.files] file in
      file.rawValue < 0 ? nil : names.name(of: files[file])
    }
  }
}

extension Certified {
  /// Nothing, with why a relation that is not proved has no certificate.
  init(refusing relation: ProofRelation, _ verdict: DifferenceVerdict) {
    let why: String
    switch verdict.answer {
    case .proved, .disagreement: return
    case .refuted: why = "it is refuted"
    case .undecided(let reason): why = "it is undecided: \(reason)"
    }
    summary.without = [(relation.sentence, .notShown(why))]
  }
}

extension ProofRelation {
  var sentence: String {
    switch kind {
    case .contained: "new is contained in old"
    case .equivalent: "new is equivalent to old"
    }
  }
}

extension ProofFolder {
  /// The folder of a relation that a run asked for.
  init(
    _ place: ProofPlace, _ relation: ProofRelation, _ read: DiffInput,
    _ verdict: DifferenceVerdict, namespace: String
  ) throws(UsageError) {
    let sides = read.sides
    for copy in sides.copies { try place.checkText(of: copy.name) }
    let inputs = ProofInputs(
      manifests: try place.ways(to: sides.new), intents: try place.ways(to: sides.intents),
      defaultNamespace: namespace, absentKinds: read.absentKinds,
      old: sides.copies.map(\.name) + (try place.ways(to: sides.old)), relation: relation)
    var kept: [String: [UInt8]] = [:]
    for copy in sides.copies { kept[copy.name] = copy.bytes }
    if let bytes = read.standardInput { kept[ProofInputs.keptName] = bytes }
    let again = try DiffInput(
      DiffSides(inputs, in: place.canonical, kept: kept), namespace: namespace,
      absentKinds: read.absentKinds)
    guard !again.hasErrors else {
      throw .unwritable(place.path, reason: "the inputs have changed meanwhile")
    }
    try self.init(place, inputs, kept: kept, relation, again, verdict)
  }

  /// The folder of a relation, of whose inputs is read what they say.
  init(
    _ place: ProofPlace, _ inputs: ProofInputs, kept: [String: [UInt8]] = [:],
    _ relation: ProofRelation, _ read: DiffInput, _ verdict: DifferenceVerdict
  ) throws(UsageError) {
    try self.init(
      place, inputs, kept: kept,
      RelationCertification(
        relation: relation, clusters: read.clusters, absentKinds: read.absentKinds,
        verdict: verdict, names: InputNames(inputs, in: place.canonical)))
  }
}

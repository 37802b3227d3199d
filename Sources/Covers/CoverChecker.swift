import Evaluation
public import Intents

/// Why a certificate is not accepted.
public enum CoverRejection: Error, Hashable, Sendable {
  case syntax(CoverSyntaxError)
  /// What it says of its inputs is not what they say.
  case header(found: String?, expected: String?)
  case flaw(CoverFlaw)
  case witness(String)
  /// It is about something that case splits do not read.
  case obstacle(String)
}

/// What a certificate that is accepted shows.
public struct CoverResult: Hashable, Sendable {
  public var standing: Standing
  /// The world of what is prohibited; of what is required where nothing is.
  public var world: World
  public var cases: Int
}

extension CoverSubject {
  /// Checks a certificate against the policies: that each line says what the inputs say, that the cases take in every flow once, and
  /// that every reason is true of every flow of its case.
  ///
  /// - Parameter isLenient: whether only the argument has to hold, as for inputs that have changed: the header may be that of the inputs
  ///   before.
  public func check(
    _ document: CoverDocument, isLenient: Bool = false
  ) throws(CoverRejection) -> CoverResult {
    guard let verdict = document.header.compactMap({ CoverText.text("verdict", in: $0) }).first,
      let standing = Standing(rawValue: verdict)
    else { throw .header(found: document.header.last, expected: nil) }
    if !isLenient { try compare(document.header, header(standing)) }
    let parts = try claimedParts(document)
    let first = parts[0].world
    if intent.claim.prohibition != nil, !isWorld(first, of: standing) {
      throw .header(found: CoverText.line("world", first.rawValue), expected: nil)
    }
    if intent.claim.prohibition == nil, standing != .proved {
      throw .header(found: CoverText.line("verdict", verdict), expected: nil)
    }
    var result = CoverResult(standing: standing, world: first, cases: 0)
    for (kind, world, part) in parts {
      result.cases += try check(part, kind, world, isLenient: isLenient)
    }
    return result
  }

  /// The parts that the sentence has, each in the world that the certificate names.
  func claimedParts(
    _ document: CoverDocument
  ) throws(CoverRejection) -> [(kind: PartKind, world: World, part: CoverDocument.Part)] {
    let worlds = document.parts.compactMap { part -> World? in
      part.head.compactMap { CoverText.text("world", in: $0) }.first.flatMap(World.init)
    }
    guard worlds.count == document.parts.count, let first = worlds.first else {
      throw .header(found: document.parts[0].head.first, expected: "a world")
    }
    let expected = kinds(first)
    guard expected.map(\.world) == worlds else {
      throw .header(
        found: CoverText.line("world", worlds.map(\.rawValue).joined(separator: ", ")),
        expected: nil)
    }
    return zip(expected, document.parts).map { ($0.kind, $0.world, $1) }
  }

  /// Whether a prohibition that stands so is shown in a world.
  private func isWorld(_ world: World, of standing: Standing) -> Bool {
    switch standing {
    case .proved: world == max(intent.world, .openCluster)
    case .holdsToday: world >= intent.world && world < .openCluster
    }
  }

  private func compare(_ found: [String], _ expected: [String]) throws(CoverRejection) {
    for index in 0..<max(found.count, expected.count) {
      let left = index < found.count ? found[index] : nil
      let right = index < expected.count ? expected[index] : nil
      if left != right { throw .header(found: left, expected: right) }
    }
  }

  private func check(
    _ part: CoverDocument.Part, _ kind: PartKind, _ world: World, isLenient: Bool
  ) throws(CoverRejection) -> Int {
    let listed = Space(cluster, world, .listed)
    let (witness, text) = try readWitness(part, listed)
    if let objection = objection(to: witness, kind, listed) {
      // Where the inputs are others, another flow may show that the sentence speaks of something.
      guard isLenient, self.witness(kind, listed) != nil else { throw .witness(objection) }
    }
    let space = try space(part, world)
    var read = CoverPart(kind: kind, world: world, population: space.population, witness: text)
    switch kind {
    case .split(let goal):
      read.tree = try check(part, goal, space)
    case .existence, .permission:
      guard part.lines.isEmpty else {
        throw .syntax(CoverSyntaxError(line: part.first, message: "there are no cases here"))
      }
      if kind == .existence,
        let obstacle = obstacle(Argument(space, .obligation, regions(kind).asRequired))
      {
        throw .obstacle(obstacle)
      }
    }
    if !isLenient { try compare(part.head, head(read, space)) }
    return read.tree?.count ?? 0
  }

  private func check(
    _ part: CoverDocument.Part, _ goal: Goal, _ space: Space
  ) throws(CoverRejection) -> Tree {
    let argument = Argument(space, goal, regions(.split(goal)))
    if let obstacle = obstacle(argument) { throw .obstacle(obstacle) }
    if goal == .obligation, let missing = missingPort(argument) { throw .obstacle(missing) }
    let tree = try readTree(part, space)
    do throws(CoverFlaw) {
      try argument.check(tree, on: space.normalized(space.everything), [])
    } catch {
      throw .flaw(error)
    }
    return tree
  }

  // MARK: Reading

  /// The witness of a part, and its text.
  ///
  /// - Parameter listed: lists the pods.
  func readWitness(
    _ part: CoverDocument.Part, _ listed: Space
  ) throws(CoverRejection) -> (Witness, String) {
    guard let text = part.head.compactMap({ CoverText.text("witness", in: $0) }).first else {
      throw .witness("there is no witness")
    }
    guard let witness = Witness(text, listed), witness.text(listed) == text else {
      throw .witness("the witness cannot be read")
    }
    return (witness, text)
  }

  /// All flows of which a part says that it speaks.
  func space(_ part: CoverDocument.Part, _ world: World) throws(CoverRejection) -> Space {
    let isUnlisted = part.head.contains(CoverText.line("universe", CoverSubject.unlistedUniverse))
    guard isUnlisted, world > .deployed else { return Space(cluster, world, .listed) }
    guard Space.canBeUnlisted(cluster) else { throw .obstacle("some pods have to be listed") }
    return Space(cluster, max(world, .openCluster), .unlisted)
  }

  /// The cases of a part, which are written as the producer writes them.
  func readTree(_ part: CoverDocument.Part, _ space: Space) throws(CoverRejection) -> Tree {
    do throws(CoverSyntaxError) {
      let tree = try TreeText.tree(part.lines, from: part.first, space)
      let canonical = TreeText.lines(tree, space)
      for (index, line) in canonical.enumerated() where line != part.lines[index] {
        throw CoverSyntaxError(line: part.first + index, message: "expected `\(line)`")
      }
      return tree
    } catch {
      throw .syntax(error)
    }
  }
}

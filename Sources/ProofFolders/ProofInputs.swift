public import Intents

/// Which files a folder of proofs is about, and how they are read: the file `INPUTS`, whose paths begin at the folder.
public struct ProofInputs: Hashable, Sendable {
  /// Files and folders of manifests; of a change, those of the new side.
  public var manifests: [String]
  /// Those of the old side of a change.
  public var old: [String] = []
  public var intents: [String]
  public var defaultNamespace: String
  /// As given to `--assume-absent`.
  public var absentKinds: [String]
  /// Whether what holds was to be proved by clauses, too: `--lrat`.
  public var isWithClauses = false
  /// What is claimed of the two sides of a change; nil where intents are.
  public var relation: ProofRelation?

  public static let fileName = "INPUTS"
  /// Where what came from standard input is kept.
  public static let keptName = "inputs.yaml"
  /// Where the old side is kept, if it is that of a revision.
  public static let keptFolder = "old"
  private static let title = "netproof inputs 1"

  public init(
    manifests: [String], intents: [String], defaultNamespace: String, absentKinds: [String],
    isWithClauses: Bool = false, old: [String] = [], relation: ProofRelation? = nil
  ) {
    self.manifests = manifests
    self.old = old
    self.relation = relation
    self.intents = intents
    self.defaultNamespace = defaultNamespace
    self.absentKinds = absentKinds
    self.isWithClauses = isWithClauses
  }

  /// What the folder keeps of the inputs itself: of standard input, and of a revision.
  public var kept: [String] { (old + manifests).filter(Self.isKept) }

  /// Whether an input is kept in the folder, by the way to it.
  public static func isKept(_ way: String) -> Bool {
    way == keptName || way.hasPrefix(keptFolder + "/")
  }

  public var text: String {
    var lines = [Self.title]
    lines += old.map { "old \($0)" }
    lines += manifests.map { "\(relation == nil ? "manifests" : "new") \($0)" }
    lines += intents.map { "intents \($0)" }
    lines.append("namespace \(defaultNamespace)")
    lines += absentKinds.map { "absent \($0)" }
    if isWithClauses { lines.append("with lrat") }
    if let relation {
      lines.append("relation \(relation.kind.rawValue)")
      lines.append("world \(relation.world.rawValue)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Nil for anything but what ``text`` gives.
  public init?(_ text: String) {
    self.init(manifests: [], intents: [], defaultNamespace: "", absentKinds: [])
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.popLast() == "", lines.first == Self.title else { return nil }
    var (kind, world): (Relation?, World?)
    for line in lines.dropFirst() {
      guard let blank = line.firstIndex(of: " ") else { return nil }
      let value = String(line[line.index(after: blank)...])
      switch line[..<blank] {
      case "manifests", "new": manifests.append(value)
      case "old": old.append(value)
      case "intents": intents.append(value)
      case "namespace": defaultNamespace = value
      case "absent": absentKinds.append(value)
      case "with" where value == "lrat": isWithClauses = true
      case "relation": kind = Relation(rawValue: value)
      case "world": world = World(rawValue: value)
      default: return nil
      }
    }
    // New pods come one at a time.
    if let kind, let world, world != .openBoth { relation = ProofRelation(kind, in: world) }
    guard self.text == text, relation != nil || old.isEmpty else { return nil }
  }
}

/// The relation of the new side to the old one that a folder proves.
public struct ProofRelation: Hashable, Sendable {
  public var kind: Relation
  public var world: World

  /// What files about it are called.
  public static let name = "relation"

  public init(_ kind: Relation, in world: World) {
    self.kind = kind
    self.world = world
  }
}

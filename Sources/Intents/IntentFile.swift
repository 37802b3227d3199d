public import ClusterModel

/// One intent file: `apiVersion: netproof.dev/v1alpha1`, `kind: Intents`.
public struct IntentFile: Sendable {
  public var name: String?
  public var file: FileID
  public var world: World
  public var assumptions: Assumptions
  /// Where `assume.newNamespaces.policiesOf` was written.
  public var baselinePlace: Place?
  /// The declared groups, in written order.
  public var groups: [Group]
  public var intents: [Intent]

  public init(
    name: String? = nil, file: FileID, world: World = .deployed,
    assumptions: Assumptions = Assumptions(), groups: [Group] = [], intents: [Intent] = []
  ) {
    self.name = name
    self.file = file
    self.world = world
    self.assumptions = assumptions
    self.groups = groups
    self.intents = intents
  }
}

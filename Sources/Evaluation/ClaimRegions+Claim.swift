import ClusterModel
public import Intents

extension ClaimRegions where Members == Group {
  /// - Parameter coverage: every claim of the run.
  public init(_ claim: Claim, coverage: [Claim]) {
    self.init()
    switch claim {
    case .reaches(let from, let to):
      required = Self.boxes(.oneOf(from), to)
      (sources, destinations) = (from, to.map(\.group))
    case .someReaches(let from, let to):
      sought = Self.boxes(.oneOf(from), to)
      (sources, destinations) = (from, to.map(\.group))
    case .mayReach(let from, let to):
      permitted = Self.boxes(.oneOf(from), to)
      (sources, destinations) = (from, to.map(\.group))
    case .cannotReach(let from, let to):
      prohibited = Self.boxes(.oneOf(from), to)
      (sources, destinations) = (from, to.map(\.group))
    case .onlyMayReach(let from, let to):
      prohibited = Self.boxes(.noneOf(from), to)
      permitted = Self.boxes(.oneOf(from), to)
      (sources, destinations) = (from, to.map(\.group))
    case .onlyReaches(let from, let to):
      prohibited = Self.boxes(.noneOf(from), to)
      required = Self.boxes(.oneOf(from), to)
      (sources, destinations) = (from, to.map(\.group))
    case .noEgress(let of, let except):
      prohibited = [Box(from: .oneOf(of))]
      exceptions = Self.boxes(.oneOf(of), except)
      sources = of
    case .noIngress(let to, let except):
      prohibited = [Box(to: .oneOf(to))]
      exceptions = except.map { exception in
        Box(
          from: exception.from.map(Box<Group>.Side.oneOf) ?? .anyone, to: .oneOf(to),
          ports: exception.ports)
      }
      destinations = to
    case .isolated(let first, let second):
      prohibited = [
        Box(from: .oneOf(first), to: .oneOf(second)), Box(from: .oneOf(second), to: .oneOf(first)),
      ]
      sources = first
      destinations = second
    case .namespacesIsolated(let key, let except):
      prohibited = [Box(namespaces: .divided(key))]
      exceptions = except.map { Self.box($0, key) }
    case .nothingElse(let scope):
      prohibited = Self.boxes(scope)
      covered = coverage.flatMap { Self.covered(by: $0) }
    }
  }

  /// What a sentence adds to what is covered: S × T × P of those that name flows, and every `except` inside its
  /// own sentence's scope.
  private static func covered(by claim: Claim) -> [Box<Group>] {
    if case .nothingElse = claim { return [] }
    let regions = ClaimRegions(claim, coverage: [])
    return regions.required + regions.sought + regions.permitted + regions.exceptions
  }

  private static func boxes(_ source: Box<Group>.Side, _ targets: [Target]) -> [Box<Group>] {
    targets.map { Box(from: source, to: .oneOf([$0.group]), ports: $0.ports) }
  }

  private static func box(_ exception: TenantException, _ key: Symbol) -> Box<Group> {
    switch exception {
    case .to(let target):
      Box(to: .oneOf([target.group]), ports: target.ports, namespaces: .crossing(key))
    case .from(let exception):
      Box(
        from: exception.from.map(Box<Group>.Side.oneOf) ?? .anyone, ports: exception.ports,
        namespaces: .crossing(key))
    }
  }

  private static func boxes(_ scope: Scope) -> [Box<Group>] {
    switch scope {
    case .everywhere: return [Box()]
    case .to(let targets): return boxes(.anyone, targets)
    case .from(let groups): return [Box(from: .oneOf(groups))]
    case .namespaces(let names):
      let pods = Group(
        name: "",
        term: .pods(namespaces: .names(names), selector: nil, serviceAccount: nil))
      return [Box(from: .oneOf([pods])), Box(to: .oneOf([pods]))]
    }
  }
}

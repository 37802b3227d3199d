public import ClusterModel
public import Formula
public import Intents

public enum FlowEnd: Hashable, Sendable, CaseIterable {
  case source, destination
}

/// The steps of the decision about a flow in one direction, in their order.
public enum Layer: Hashable, Sendable, CaseIterable {
  case admin, networkPolicy, baseline
}

/// A part of what is compiled that people know by a name.
///
/// Namespaces are codes: 0 is outside the cluster, then those of the snapshot follow, then those that nobody has made yet.
public enum Part: Hashable, Sendable {
  /// The end is an address outside, a pod of the manifests or one that may be there.
  case exists(FlowEnd)
  /// The end is an address outside the cluster that no pod has.
  case outside(FlowEnd)
  /// The end is a pod of the manifests in a namespace.
  case pods(namespace: Int, FlowEnd)
  /// The end is as a pod can be that the manifests do not have.
  case newPod(FlowEnd)
  /// The two ends make a flow.
  case flow
  /// The flow is one of the world that is asked about.
  case world
  case group(Group, FlowEnd)
  /// A policy selects the pod at its end; of a NetworkPolicy, as a policy of this namespace.
  case selection(PolicyID, Direction, namespace: Int?)
  /// A rule matches the far end and the port.
  case rule(Ground, namespace: Int?)
  /// A layer and those after it let the flow pass; for NetworkPolicies, for the pods of a namespace.
  case decision(Layer, Direction, namespace: Int?)
  case direction(Direction)
  /// Between a node and its own pods, policies do not count.
  case exempt
  /// The flow comes from outside on a path that may hide the client's address.
  case exposed
  case allowed
  /// A sentence of the run, by its index, accepts the flow.
  case sentence(Int)
}

extension Part {
  /// Whether somebody wrote it, and will look for it.
  fileprivate var isOfInput: Bool {
    switch self {
    case .group, .selection, .rule, .sentence: true
    case .exists, .outside, .pods, .newPod, .flow, .world, .decision, .direction, .exempt, .exposed,
      .allowed:
      false
    }
  }
}

/// A variable that stands for a formula: 1 where the formula holds, else 0.
public struct Definition: Sendable {
  /// The side that it speaks of, of two that are compared; nil where it speaks of both, or where there is no other.
  public let side: JointReading.Side?
  public let part: Part
  /// Which side of an Unknown counts; nil where nothing is unknown.
  public let modality: Modality?
  public let variable: Variable
  /// Speaks of variables of earlier definitions only.
  public let formula: Formula
}

/// The names that were given while formulas were compiled.
struct Definitions {
  private struct Key: Hashable {
    var part: Part
    var modality: Modality?
  }

  private(set) var list: [Definition] = []
  private var indices: [Key: Int] = [:]
  private let side: JointReading.Side?

  init(of side: JointReading.Side? = nil) {
    self.side = side
  }

  /// The variable of a part, as a formula.
  mutating func name(
    _ part: Part, _ modality: Modality?, _ formula: Formula, in formulas: FormulaStore
  ) -> Formula {
    let key = Key(part: part, modality: modality)
    if let index = indices[key] {
      precondition(list[index].formula == formula, "a name was given to two formulas")
      return formulas.equal(list[index].variable, 1)
    }
    let variable = formulas.declare("definition \(list.count)", size: 2)
    indices[key] = list.count
    list.append(
      Definition(
        side: side, part: part, modality: modality, variable: variable, formula: formula))
    return formulas.equal(variable, 1)
  }
}

extension SymbolicReading {
  /// `formula`, or where the reading gives names, the name of the part, of which `formula` becomes the meaning.
  ///
  /// A named formula is opaque: nothing is folded into it or out of it, so that every part stays as it was written.
  func named(_ formula: Formula, _ part: @autoclosure () -> Part) -> Formula {
    guard definitions != nil else { return formula }
    return name(part(), nil, formula)
  }

  func named(_ condition: ThreeValued, _ part: @autoclosure () -> Part) -> ThreeValued {
    guard definitions != nil else { return condition }
    if condition.isKnown { return ThreeValued(name(part(), nil, condition.possible)) }
    return ThreeValued(
      possible: name(part(), .may, condition.possible),
      certain: name(part(), .must, condition.certain))
  }

  private func name(_ part: Part, _ modality: Modality?, _ formula: Formula) -> Formula {
    if formula.isAlways || formula.isNever, !part.isOfInput { return formula }
    return definitions?.name(part, modality, formula, in: formulas) ?? formula
  }

  func end(_ end: EndVariables) -> FlowEnd {
    end.namespace == source.namespace ? .source : .destination
  }

  /// Whether a NetworkPolicy selects a pod of its own namespace, which goes without saying unless it has a name.
  func named(
    selection subject: Formula, by policy: NetworkPolicyID, _ direction: Direction,
    inNamespace namespace: Int
  ) -> Formula {
    guard definitions != nil else { return subject }
    let isNear = formulas.equal(ends(direction).own.namespace, namespace)
    return name(
      .selection(.networkPolicy(policy), direction, namespace: namespace), nil,
      formulas.all([isNear, subject]))
  }
}

import Analysis
import ClusterModel
import Evaluation
import Intents

/// Says who may come, in the words of the intent language as far as it has them.
extension ListWording {
  /// `any pod in any namespace`, `pods app=web in namespace shop`.
  ///
  /// - Parameter limit: how many namespaces are named.
  func name(_ condition: NewPodCondition, limit: Int = 3) -> String {
    "\(pods(condition.pods)) in \(name(condition.namespaces, limit: limit))"
  }

  private func pods(_ selector: LabelSelector) -> String {
    selector == LabelSelector() ? "any pod" : "pods \(text(selector))"
  }

  private func name(_ namespaces: NewPodNamespaces, limit: Int) -> String {
    func but(_ except: [NamespaceID]) -> String {
      except.isEmpty ? "" : " but \(names(except, limit: limit))"
    }
    switch namespaces {
    case .any(let except): return "any namespace" + but(except)
    case .existing(let except): return "any namespace that is there" + but(except)
    case .named(let ids):
      return "\(ids.count == 1 ? "namespace" : "namespaces") \(names(ids, limit: limit))"
    case .labelled(let selector):
      return singleName(selector).map { "a namespace named \($0)" }
        ?? "namespaces \(text(selector))"
    case .new(let selector):
      if selector == LabelSelector() { return "a new namespace" }
      return singleName(selector).map { "a new namespace named \($0)" }
        ?? "a new namespace with \(text(selector))"
    }
  }

  /// The name, where a selector asks for that and no more.
  private func singleName(_ selector: LabelSelector) -> String? {
    guard selector.matchExpressions.isEmpty, selector.matchLabels.count == 1,
      symbolText(selector.matchLabels[0].key) == "kubernetes.io/metadata.name"
    else { return nil }
    return symbolText(selector.matchLabels[0].value)
  }

  func text(_ selector: LabelSelector) -> String {
    lines(selector).joined(separator: ",")
  }

  /// The conditions of a selector, each as `kubectl get -l` takes it.
  func lines(_ selector: LabelSelector) -> [String] {
    let symbols = connectivity.cluster.snapshot.symbols
    let pairs = selector.matchLabels.map {
      LabelSelector(matchLabels: [$0]).text(symbols: symbols)
    }
    return (pairs + selector.matchExpressions.map { $0.text(symbols: symbols) })
      .map(\.escapingControls)
  }

  private func names(_ ids: [NamespaceID], limit: Int) -> String {
    list(namespaceNames(ids), limit: limit)
  }

  func namespaceNames(_ ids: [NamespaceID]) -> [String] {
    let snapshot = connectivity.cluster.snapshot
    return ids.map { base.text(snapshot[$0].name) }.sorted()
  }

  private func symbolText(_ symbol: Symbol) -> String { base.text(symbol) }

  // MARK: Ports

  /// `TCP 80, TCP named http (may)`.
  func connections(_ row: NewPodRow) -> String {
    ports(row.ports) + marks(row)
  }

  func marks(_ row: NewPodRow) -> String {
    marks(certainty: row.certainty, family: row.family, isTouched: row.isTouched)
  }

  func ports(_ ports: [ConditionalPorts]) -> String {
    ports.map { part in
      let named = part.named.map { "named \(base.text($0))" }
      let unnamed = part.unnamed.map { "not named \(base.text($0))" }
      let conditions = named + unnamed
      if conditions.isEmpty { return self.ports(part.ports) }
      let words = conditions.joined(separator: " and ")
      if part.ports == .all { return "ports \(words)" }
      return TransportProtocol.allCases.filter { !part.ports[$0].isEmpty }.map { proto in
        let numbers =
          part.ports[proto] == PortSet.everyPort ? "" : " \(Self.numbers(part.ports[proto]))"
        return "\(proto.name)\(numbers) \(words)"
      }.joined(separator: ", ")
    }.joined(separator: ", ")
  }
}

/// A line of a listing about one condition on pods to come.
struct NewPodLine {
  var source: String
  var destination: String
  /// Whether the pod to come is the source.
  var comesFromNewPod: Bool
  /// An index into `NewPodConnectivity.ends`.
  var end: Int
  var row: NewPodRow

  /// The lines of a row, in the order of their words.
  static func lines(of row: NewPodRow, end: String, _ name: (NewPodCondition) -> String) -> [Self] {
    row.conditions.map(name).sorted().map { condition in
      row.direction == .ingress
        ? NewPodLine(
          source: condition, destination: end, comesFromNewPod: true, end: row.end, row: row)
        : NewPodLine(
          source: end, destination: condition, comesFromNewPod: false, end: row.end, row: row)
    }
  }
}

import Analysis
import ClusterModel
import Evaluation
import Intents

/// Says who may come, in the words of the intent language as far as it has them.
struct NewPodWording {
  let base: Wording
  let snapshot: Snapshot
  /// What stands before `pod` or `pods` where both sorts are spoken of.
  var adjective = ""

  /// `any pod in any namespace`, `pods app=web in namespace shop`.
  ///
  /// - Parameter limit: how many namespaces are named.
  func name(_ condition: NewPodCondition, limit: Int = 3) -> String {
    "\(pods(condition.pods)) in \(name(condition.namespaces, limit: limit))"
  }

  private func pods(_ selector: LabelSelector) -> String {
    selector == LabelSelector() ? "any \(adjective)pod" : "\(adjective)pods \(text(selector))"
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

  private func text(_ selector: LabelSelector) -> String {
    lines(selector).joined(separator: ",")
  }

  /// The conditions of a selector, each as `kubectl get -l` takes it.
  func lines(_ selector: LabelSelector) -> [String] {
    let symbols = snapshot.symbols
    let pairs = selector.matchLabels.map {
      LabelSelector(matchLabels: [$0]).text(symbols: symbols)
    }
    return (pairs + selector.matchExpressions.map { $0.text(symbols: symbols) })
      .map(\.escapingControls)
  }

  private func names(_ ids: [NamespaceID], limit: Int) -> String {
    let names = namespaceNames(ids)
    guard names.count > limit + 1 else { return names.joined(separator: ", ") }
    return names.prefix(limit).joined(separator: ", ") + " and \(names.count - limit) more"
  }

  func namespaceNames(_ ids: [NamespaceID]) -> [String] {
    ids.map { base.text(snapshot[$0].name) }.sorted()
  }

  private func symbolText(_ symbol: Symbol) -> String { base.text(symbol) }

  // MARK: Ports

  /// `TCP 80, TCP named http`; `ports named http`.
  func ports(_ part: ConditionalPorts) -> String {
    let named = part.named.map { "named \(base.text($0))" }
    let unnamed = part.unnamed.map { "not named \(base.text($0))" }
    let conditions = named + unnamed
    if conditions.isEmpty { return base.ports(part.ports) }
    let words = conditions.joined(separator: " and ")
    if part.ports == .all { return "ports \(words)" }
    return TransportProtocol.allCases.filter { !part.ports[$0].isEmpty }.map { proto in
      let numbers =
        part.ports[proto] == PortSet.everyPort ? "" : " \(ListWording.numbers(part.ports[proto]))"
      return "\(proto.name)\(numbers) \(words)"
    }.joined(separator: ", ")
  }
}

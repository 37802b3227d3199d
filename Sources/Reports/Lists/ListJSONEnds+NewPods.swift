import Analysis
import ClusterModel
import Evaluation
import Intents

extension ListJSONEnds {
  /// A row with pods to come at one end.
  func text(_ row: NewPodRow) -> String {
    let pods =
      "{\"newPods\":[\(row.conditions.map(wording.newPods.json).sorted().joined(separator: ","))]}"
    let end = text(firstNewPodEnd + row.end)
    let (source, destination) = row.direction == .ingress ? (pods, end) : (end, pods)
    var members = [
      "\"source\":\(source)", "\"destination\":\(destination)",
      "\"connections\":[\(row.ports.flatMap(connections).joined(separator: ","))]",
    ]
    if row.ports == [ConditionalPorts.all] { members.append("\"all\":true") }
    members.append("\"certainty\":\"\(row.certainty.rawValue)\"")
    if let family = row.family { members.append("\"family\":\"\(family.word)\"") }
    if row.isTouched { members.append("\"unmodelled\":true") }
    return "{\(members.joined(separator: ","))}"
  }

  private func connections(_ part: ConditionalPorts) -> [String] {
    func names(_ member: String, _ names: [Symbol]) -> String {
      names.isEmpty ? "" : ",\"\(member)\":[\(names.map(quoted).joined(separator: ","))]"
    }
    return TransportProtocol.allCases.filter { !part.ports[$0].isEmpty }.map { proto in
      "{\"protocol\":\"\(proto.name)\",\"ports\":\"\(ListWording.numbers(part.ports[proto]))\""
        + names("named", part.named) + names("notNamed", part.unnamed) + "}"
    }
  }
}

extension NewPodWording {
  /// A condition for programs.
  func json(_ condition: NewPodCondition) -> String {
    "{\"namespaces\":\(json(condition.namespaces)),\"pods\":\(json(condition.pods))}"
  }

  private func json(_ namespaces: NewPodNamespaces) -> String {
    func object(_ scope: String, _ member: String, _ value: String) -> String {
      "{\"scope\":\"\(scope)\",\"\(member)\":\(value)}"
    }
    switch namespaces {
    case .any(let except): return object("any", "except", json(except))
    case .existing(let except): return object("existing", "except", json(except))
    case .named(let ids): return object("named", "names", json(ids))
    case .labelled(let selector): return object("labelled", "labels", json(selector))
    case .new(let selector): return object("new", "labels", json(selector))
    }
  }

  private func json(_ ids: [NamespaceID]) -> String {
    "[\(namespaceNames(ids).map(JSONText.quoted).joined(separator: ","))]"
  }

  private func json(_ selector: LabelSelector) -> String {
    "[\(lines(selector).map(JSONText.quoted).joined(separator: ","))]"
  }
}

extension ConditionalPorts {
  fileprivate static let all = ConditionalPorts(ports: .all, named: [], unnamed: [])
}

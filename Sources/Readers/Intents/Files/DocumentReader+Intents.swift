import ClusterModel
import Intents
import YAML

extension DocumentReader {
  func intents(_ node: Node, world: World) -> [Intent] {
    list(node, of: "intents", advice: "put `- ` before each sentence")
      .compactMap { intent($0, world: world) }
  }

  /// The short form, a sentence, or the long one, a mapping with more to say.
  private func intent(_ node: Node, world: World) -> Intent? {
    guard case .mapping(let entries) = node.content else {
      guard let text = string(node, expected: "a sentence") else { return nil }
      return claim(of: text, in: node).map {
        Intent(sentence: text, claim: $0, world: world, place: place(of: node.mark))
      }
    }
    if let entry = entries.first(where: isSentenceCutByColon) {
      reportPortAfterBlank(entry)
      return nil
    }
    guard let fields = fields(of: node, .intent) else { return nil }
    let missing = IntentError.missing(field: "intent", of: IntentFields.intent.owner)
    let sentence = field("intent", of: fields, mistake: missing)
    let text = sentence.flatMap { string($0, expected: "a sentence") }
    let claim = sentence.flatMap { node in text.flatMap { self.claim(of: $0, in: node) } }
    // The other fields are read even if the sentence is wrong: all mistakes in one go.
    let id = fields["id"].flatMap { self.id($0) }
    let ownWorld: World? = fields["world"].flatMap { value(of: $0) }
    let severity: Severity? = fields["severity"].flatMap { value(of: $0) }
    let because = fields["because"].flatMap { string($0) }
    let waiver = fields["waiver"].flatMap { self.waiver($0) }
    guard let sentence, let text, let claim else { return nil }
    return Intent(
      id: id, sentence: text, claim: claim, world: ownWorld ?? world, severity: severity ?? .low,
      because: because, waiver: waiver, place: place(of: sentence.mark))
  }

  private func claim(of text: String, in node: Node) -> Claim? {
    let (claim, mistakes) = SentenceParser.claim(of: text, names: names)
    report(mistakes, in: text, of: node)
    return claim
  }

  private func id(_ node: Node) -> String? {
    guard let id = string(node) else { return nil }
    guard id.unicodeScalars.allSatisfy({ !$0.isBlank && $0.value >= 0x20 }) else {
      report(.invalidID(id), at: node)
      return nil
    }
    ids.append((id, node))
    return id
  }

  private func waiver(_ node: Node) -> Waiver? {
    guard
      let fields = fields(
        of: node, .waiver, expected: "a mapping with `until` and `reason`")
    else { return nil }
    func required(_ name: String) -> Node? {
      field(name, of: fields, mistake: .missing(field: name, of: IntentFields.waiver.owner))
    }
    let (until, reason) = (required("until"), required("reason").flatMap { string($0) })
    guard let until, let day = day(until), let reason else { return nil }
    return Waiver(until: day, reason: reason)
  }

  private func day(_ node: Node) -> CalendarDay? {
    guard case .scalar(let scalar) = node.content else {
      report(.wrongType(found: node.found, expected: "a day", advice: nil), at: node)
      return nil
    }
    let day = CalendarDay(scalar.text)
    if day == nil { report(.invalidDay(scalar.text), at: node) }
    return day
  }

  // MARK: `- A reaches B: 80`

  /// Whether an entry is a sentence that YAML took for a field, since a blank stands behind a colon.
  private func isSentenceCutByColon(_ entry: Node.Entry) -> Bool {
    guard case .scalar = entry.value.content else { return false }
    return entry.key.contains(" ") || entry.key == "on"
  }

  private func reportPortAfterBlank(_ entry: Node.Entry) {
    guard case .scalar(let scalar) = entry.value.content else { return }
    let key = Node(
      content: .scalar(Scalar(text: entry.key, value: .string, isPlain: true)), mark: entry.keyMark)
    let target = Array(entry.key.unicodeScalars.reversed().prefix { !$0.isBlank }).count
    let end = entry.key.unicodeScalars.count
    let span = ScalarPlaces(of: entry.key, in: key, source: source).span(of: (end - target)..<end)
    guard !scalar.text.isEmpty else {
      return report(.noPorts, at: span.mark, width: span.width + 1)
    }
    report(
      .portAfterBlank(sentence: entry.key, port: scalar.text), at: span.mark, width: span.width + 1)
  }
}

import ClusterModel

/// The codes of what a hypothesis supposes, as far as one flow goes.
struct Supposed {
  let hypothesis: Hypothesis
  private let wider: WiderColumns
  /// The new namespaces of the flow's ends, the source's first.
  private var codes: [NamespaceID: Int32] = [:]
  /// By namespace of an end whose labels are open: the codes of its name and its labels, by column.
  private var labels: [NamespaceID: [(column: Int, code: Int32)]] = [:]

  init(
    _ hypothesis: Hypothesis, for flow: Flow, _ reading: SymbolicReading, _ wider: WiderColumns
  ) {
    self.hypothesis = hypothesis
    self.wider = wider
    let snapshot = reading.snapshot
    // Values that nobody mentions are told apart by the order in which the ends have them.
    var freshTexts: [Int: [HypotheticalText]] = [:]
    for case .pod(let id) in [flow.source, flow.destination] {
      let index = Int(id.rawValue)
      let namespace: NamespaceID
      if snapshot.pods.indices.contains(index) {
        namespace = snapshot[id].namespace
      } else if hypothesis.pods.indices.contains(index - snapshot.pods.count) {
        namespace = hypothesis.pods[index - snapshot.pods.count].namespace
      } else {
        continue
      }
      guard labels[namespace] == nil else { continue }
      let given = snapshot.namespaces.count
      var columns: [(column: Int, code: Int32)] = []
      var texts = hypothesis.namespaceLabels[namespace] ?? []
      if Int(namespace.rawValue) >= given {
        codes[namespace] = Int32(reading.schema.newNamespaces.lowerBound + codes.count)
        let supposed = hypothesis.namespaces[Int(namespace.rawValue) - given]
        texts = supposed.labels
        if case .mentioned(let name) = supposed.name, let code = wider.words.code(ofName: name) {
          columns.append((wider.namespaceName, Int32(code)))
        }
      }
      for label in texts {
        guard let index = wider.words.keyIndex(of: label.key) else { continue }
        let code = Self.code(of: label.value, underKey: index, wider.words, &freshTexts)
        columns.append((wider.namespaceLabels.lowerBound + index, Int32(code)))
      }
      labels[namespace] = columns
    }
  }

  private static func code(
    of text: HypotheticalText, underKey index: Int, _ words: NamespaceVocabulary,
    _ freshTexts: inout [Int: [HypotheticalText]]
  ) -> Int {
    if case .mentioned(let value) = text, let code = words.code(of: value, underKey: index) {
      return code
    }
    if words.freshCount(ofKey: index) == 1 { return NamespaceVocabulary.fresh }
    if let known = freshTexts[index, default: []].firstIndex(of: text) {
      return NamespaceVocabulary.fresh + known
    }
    freshTexts[index, default: []].append(text)
    return NamespaceVocabulary.fresh + freshTexts[index, default: []].count - 1
  }

  func code(of namespace: NamespaceID) -> Int32 {
    codes[namespace] ?? namespace.rawValue + 1
  }

  func setNamespaceLabels(of namespace: NamespaceID, in row: inout [Int32]) {
    for (column, code) in labels[namespace] ?? [] { row[column] = code }
  }
}

extension PeerAnalyzerCase {
  /// An AdminNetworkPolicy with the selectors that its schema asks for (V-21), where the peer takes a missing one for an empty one.
  static func withBothSelectors(_ text: String) -> String {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var mended: [Substring] = []
    for (index, line) in lines.enumerated() {
      mended.append(line)
      let content = line.drop { " -".contains($0) }
      guard content == "pods:" || content.hasPrefix("pods: #") else { continue }
      let own = line.count - content.count
      let children = lines[(index + 1)...].prefix { indent($0) > own || $0.isEmpty }
      guard let first = children.first else { continue }
      let keys = children.filter { indent($0) == indent(first) }
        .map { $0.drop { $0 == " " }.prefix { $0 != ":" } }
      for key in ["namespaceSelector", "podSelector"] where !keys.contains(Substring(key)) {
        mended.append(Substring(String(repeating: " ", count: indent(first)) + key + ": {}"))
      }
    }
    return mended.joined(separator: "\n")
  }

  private static func indent(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }
}

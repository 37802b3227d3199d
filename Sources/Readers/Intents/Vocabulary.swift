import ClusterModel

/// The words of the language, for suggestions.
enum Vocabulary {
  static let builtInGroups = ["Internet", "external", "anyone", "any pod"]

  /// Words that end a selector or cannot be one.
  static let keywords: Set<String> = [
    "reaches", "reach", "may", "cannot", "has", "have", "is", "are", "except", "from", "to", "on",
    "and", "in",
  ]

  /// What people write for a word of the language.
  private static let synonyms = [
    "everyone": "anyone", "everybody": "anyone", "anybody": "anyone", "everything": "anyone",
    "world": "Internet", "outside": "external", "all": "any pod", "every": "any pod",
    "each": "any pod", "any": "any pod", "pod": "pods", "talks": "reaches", "connects": "reaches",
    "accesses": "reaches", "access": "reach", "calls": "reaches", "sees": "reaches",
    "goes": "reaches", "->": "reaches", "must": "reaches", "should": "reaches",
    "shall": "reaches", "can": "may reach", "can't": "cannot", "not": "cannot", "never": "cannot",
    "doesn't": "cannot", "does": "cannot", "mustn't": "cannot", "nothing": "nothing else",
  ]

  /// What was probably meant by a word in a group's place.
  static func nearestGroup(to word: String, declared: [String]) -> String? {
    if let synonym = synonyms[word.lowercased()] { return synonym }
    let openings = ["only", "some", "nothing", "namespaces", "pods"]
    return Spelling.nearest(to: word, among: declared + builtInGroups + openings)
  }

  /// Which of the expected words was probably meant.
  static func nearest(to word: String, among expected: [String]) -> String? {
    if let synonym = synonyms[word.lowercased()], expected.contains(synonym) { return synonym }
    let firsts = expected.map { String($0.prefix { $0 != " " }) }
    guard let nearest = Spelling.nearest(to: word, among: firsts),
      let index = firsts.firstIndex(of: nearest)
    else { return nil }
    return expected[index]
  }

  /// The nearest words of the language to those of a sentence, for finding its form.
  static func plain(_ word: String) -> [String] {
    let known = ["can": "may reach", "may": "may"]
    let meant = known[word] ?? synonyms[word] ?? word
    return meant.split(separator: " ").map(String.init)
  }
}

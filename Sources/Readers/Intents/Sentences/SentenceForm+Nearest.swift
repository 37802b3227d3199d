import ClusterModel
import Intents

extension SentenceForm {
  /// The form that shares most words with a sentence, and misses fewest of its own.
  static func nearest(to sentence: String) -> SentenceForm {
    let written = sentence.lowercased().split(whereSeparator: \.isWhitespace)
      .flatMap { Vocabulary.plain(String($0)) }
    var best = (form: SentenceForm.reaches, score: reaches.score(of: written))
    for form in allCases where form.score(of: written) > best.score {
      best = (form, form.score(of: written))
    }
    return best.form
  }

  private func score(of written: [String]) -> Int {
    // A slip of spelling still counts, but `egress` is nearer to itself than to `ingress`.
    words.reduce(0) { score, word in
      if written.contains(word) { return score + 2 }
      return score + (Spelling.nearest(to: word, among: written) == nil ? -1 : 1)
    }
  }

  /// The fixed words, without the exception.
  private var words: [String] {
    rawValue.split(separator: " ").map(String.init).prefix { $0 != "except" }
      .filter { word in !["S", "T", "T:P", "KEY"].contains(word) }
  }
}

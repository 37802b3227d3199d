/// Finds what was probably meant by a word that is not known.
public enum Spelling {
  /// The candidate nearest to `word`, the first of equally near ones; nil where none is near enough to be meant.
  ///
  /// A word that differs in case alone is nearest.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let written = Array(word.lowercased().unicodeScalars)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let known = Array(candidate.lowercased().unicodeScalars)
      // One mistake in three letters is still a likely slip.
      let limit = min(max(written.count, known.count) / 3, (best?.distance ?? .max) - 1)
      guard abs(written.count - known.count) <= limit else { continue }
      let distance = distance(written, known)
      if distance <= limit { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// The insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment).
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let isSame = left[row] == right[column]
        var cost = min(
          last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}

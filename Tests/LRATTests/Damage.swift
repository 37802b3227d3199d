import Samples

/// Texts of a certificate with a small fault.
struct Damage {
  var generator: SplitMix64

  /// - Returns: another text.
  mutating func damaged(_ text: String) -> String {
    while true {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      // The last one is what follows the last line break.
      let line = Int.random(in: 0..<lines.count - 1, using: &generator)
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: lines.remove(at: line)
      case 1: lines.insert(lines[line], at: line)
      case 2: lines.swapAt(line, Int.random(in: 0..<lines.count - 1, using: &generator))
      case 3: return String(text.prefix(Int.random(in: 0..<text.count, using: &generator)))
      default: lines[line] = damagedLine(lines[line])
      }
      let result = lines.joined(separator: "\n")
      if result != text { return result }
    }
  }

  private mutating func damagedLine(_ line: String) -> String {
    var words = line.split(separator: " ").map(String.init)
    guard !words.isEmpty else { return "0" }
    let index = words.indices.randomElement(using: &generator) ?? 0
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: words.remove(at: index)
    case 1: words.insert(words[index], at: index)
    case 2: words.swapAt(index, words.indices.randomElement(using: &generator) ?? 0)
    case 3:
      words[index] =
        words[index].hasPrefix("-") ? "\(words[index].dropFirst())" : "-" + words[index]
    case 4: words[index] = "0"
    case 5: words[index] = "\((Int(words[index]) ?? 0) + (generator.chance(50) ? 1 : -1))"
    default:
      words[index] = String(words[index].dropLast()) + generator.pick(["", "1", "7", "x", "d"])
    }
    return words.joined(separator: " ")
  }
}

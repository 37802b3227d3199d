import ClusterModel
import Intents

/// Reads what stands behind the colon of a target: `80,443`, `8000-8080`, `53/UDP,53/TCP`, `http`, `*/UDP`.
struct PortsParser {
  let names: Names

  /// - Parameter word: the text without the colon, up to the next blank or list comma.
  func ports(_ word: Scanner.Word) throws(Mistake) -> Ports {
    guard !word.text.isEmpty else { throw Mistake(.noPorts, at: word.range) }
    var terms: [PortTerm] = []
    let parts = pieces(of: word, separator: ",")
    for part in parts { terms.append(try term(part)) }
    // `80,443/UDP` may mean UDP for both or TCP for the first: nobody should have to guess.
    if let written = terms.compactMap(\.protocol).first,
      terms.contains(where: { $0.protocol == nil })
    {
      throw Mistake(
        .mixedProtocols(
          spellings: [.tcp, written].removingRepetitions.map { spelling(parts, $0) }),
        at: word.range)
    }
    return .list(terms)
  }

  private func term(_ word: Scanner.Word) throws(Mistake) -> PortTerm {
    let parts = pieces(of: word, separator: "/")
    let selection = parts[0]
    guard parts.count <= 2 else {
      throw Mistake(
        .unknownProtocol(rest(parts[1...]), port: selection.text), at: word.range)
    }
    guard !selection.text.isEmpty else { throw Mistake(.noPorts, at: word.range) }
    if let last = parts.dropFirst().first, Self.protocol(selection.text) != nil,
      Self.protocol(last.text) == nil
    {
      throw Mistake(.protocolFirst(port: last.text, protocol: selection.text), at: word.range)
    }
    var transport: TransportProtocol?
    if let written = parts.dropFirst().first {
      transport = Self.protocol(written.text)
      guard transport != nil else {
        throw Mistake(.unknownProtocol(written.text, port: selection.text), at: written.range)
      }
    }
    let term = PortTerm(try self.selection(selection), protocol: transport)
    if term.selection == .every, transport == nil {
      throw Mistake(.everyPort(protocol: nil), at: word.range)
    }
    return term
  }

  private func selection(_ word: Scanner.Word) throws(Mistake) -> PortTerm.Selection {
    if word.text == "*" { return .every }
    let bounds = pieces(of: word, separator: "-")
    if bounds.count <= 2, bounds.allSatisfy({ $0.text.unicodeScalars.allSatisfy(\.isDigit) }) {
      guard !bounds.contains(where: \.text.isEmpty) else {
        throw Mistake(.portNumber(word.text), at: word.range)
      }
      return try .numbers(range(bounds))
    }
    guard !NameSyntax.portName.admits(word.text) else { return .name(names.intern(word.text)) }
    throw Mistake(mistakeInName(word.text), at: word.range)
  }

  private func range(_ bounds: [Scanner.Word]) throws(Mistake) -> ClosedRange<UInt16> {
    var numbers: [UInt16] = []
    for bound in bounds {
      guard let number = UInt16(bound.text), number > 0 else {
        throw Mistake(.portNumber(bound.text), at: bound.range)
      }
      numbers.append(number)
    }
    let (first, last) = (numbers[0], numbers[numbers.count - 1])
    guard first <= last else {
      throw Mistake(
        .reversedRange(bounds[0].text, bounds[1].text),
        at: bounds[0].range.lowerBound..<bounds[1].range.upperBound)
    }
    return first...last
  }

  private func mistakeInName(_ text: String) -> IntentError {
    if Self.protocol(text) != nil { return .everyPort(protocol: text) }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2 {
      if let first = parts[0].unicodeScalars.first, first.isCapital, Self.protocol(parts[0]) == nil
      {
        return .targetInPorts(text)
      }
      if Self.protocol(parts[0]) != nil {
        return .protocolFirst(port: parts[1], protocol: parts[0])
      }
      return .unknownProtocol(parts[1], port: parts[0])
    }
    return .name(text, .portName, of: "port")
  }

  private static func `protocol`(_ text: String) -> TransportProtocol? {
    TransportProtocol.allCases.first { $0.name == text }
  }

  /// The same ports with a protocol behind each.
  private func spelling(_ parts: [Scanner.Word], _ added: TransportProtocol) -> String {
    parts.map { $0.text.contains("/") ? $0.text : "\($0.text)/\(added.name)" }
      .joined(separator: ",")
  }

  private func rest(_ parts: ArraySlice<Scanner.Word>) -> String {
    parts.map(\.text).joined(separator: "/")
  }

  private func pieces(of word: Scanner.Word, separator: Unicode.Scalar) -> [Scanner.Word] {
    let scalars = Array(word.text.unicodeScalars)
    return scalars.indices.split(omittingEmptySubsequences: false) { scalars[$0] == separator }
      .map { piece in
        let start = word.range.lowerBound + piece.startIndex
        return Scanner.Word(
          text: String(String.UnicodeScalarView(scalars[piece.startIndex..<piece.endIndex])),
          range: start..<(start + piece.count))
      }
  }
}

extension Array where Element: Equatable {
  /// The elements in order, each once.
  fileprivate var removingRepetitions: [Element] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

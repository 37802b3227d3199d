extension String {
  /// The text with every character escaped that could change what a terminal or a reader shows of the others: control
  /// characters, line breaks, marks of writing direction. Names from manifests are untrusted.
  public var escapingControls: String {
    guard unicodeScalars.contains(where: \.isControlling) else { return self }
    var escaped = ""
    for scalar in unicodeScalars {
      if scalar.isControlling {
        escaped += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension Unicode.Scalar {
  fileprivate var isControlling: Bool {
    if value < 0x7f { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}

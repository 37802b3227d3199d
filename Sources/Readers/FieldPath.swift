/// Where a field stands inside its object, as in `spec.ingress[0].from[1].podSelector`.
struct FieldPath {
  enum Step {
    case key(String)
    case index(Int)
  }

  var steps: [Step] = []
}

extension FieldPath: CustomStringConvertible {
  var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key):
        // Label keys have dots and slashes of their own.
        if key.contains(where: { ".[]/ ".contains($0) }) {
          text += "[\"\(key)\"]"
        } else {
          text += text.isEmpty ? key : ".\(key)"
        }
      }
    }
    return text
  }
}

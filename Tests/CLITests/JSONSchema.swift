import Foundation

/// The part of JSON Schema that our schemas use: type, const, enum, required, properties, additionalProperties,
/// items, minimum, $ref to `#/$defs/...`, oneOf.
struct JSONSchema {
  private let root: [String: Any]

  static var report: JSONSchema {
    get throws { try JSONSchema(named: "report.schema.json") }
  }

  init(named name: String) throws {
    let file = Program.repository.appending(path: "schemas/\(name)")
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    root = object as? [String: Any] ?? [:]
  }

  /// What is wrong with a value, each with its path; empty if nothing is.
  func faults(in value: Any) -> [String] {
    faults(value, root, "$")
  }

  private func faults(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      guard let name = reference.split(separator: "/").last,
        let definition = (root["$defs"] as? [String: Any])?[String(name)] as? [String: Any]
      else { return ["\(path): \(reference) is not defined"] }
      return faults(value, definition, path)
    }
    var faults: [String] = []
    if let types = schema["type"], !Self.isOf(types, value) {
      return ["\(path): expected \(types), found \(value)"]
    }
    if let constant = schema["const"] as? String, value as? String != constant {
      faults.append("\(path): expected \(constant), found \(value)")
    }
    if let allowed = schema["enum"] as? [AnyHashable],
      !allowed.contains(where: { $0 == value as? AnyHashable })
    {
      faults.append("\(path): \(value) is none of \(allowed)")
    }
    if let minimum = schema["minimum"] as? Double, let number = value as? NSNumber,
      number.doubleValue < minimum
    {
      faults.append("\(path): \(number) is below \(minimum)")
    }
    if let choices = schema["oneOf"] as? [[String: Any]] {
      let matching = choices.count { self.faults(value, $0, path).isEmpty }
      if matching != 1 { faults.append("\(path): \(matching) alternatives match, expected one") }
    }
    if let object = value as? [String: Any] { faults += members(object, schema, path) }
    if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
      for (index, item) in array.enumerated() {
        faults += self.faults(item, items, "\(path)[\(index)]")
      }
    }
    return faults
  }

  private func members(
    _ object: [String: Any], _ schema: [String: Any], _ path: String
  ) -> [String] {
    var faults: [String] = []
    let properties = schema["properties"] as? [String: Any] ?? [:]
    for name in schema["required"] as? [String] ?? [] where object[name] == nil {
      faults.append("\(path): \(name) is missing")
    }
    for (name, member) in object {
      if let property = properties[name] as? [String: Any] {
        faults += self.faults(member, property, "\(path).\(name)")
      } else if let others = schema["additionalProperties"] as? [String: Any] {
        faults += self.faults(member, others, "\(path).\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        faults.append("\(path): \(name) is not in the schema")
      }
    }
    return faults
  }

  private static func isOf(_ types: Any, _ value: Any) -> Bool {
    let names = types as? [String] ?? [types as? String ?? ""]
    return names.contains { name in
      switch name {
      case "object": value is [String: Any]
      case "array": value is [Any]
      case "string": value is String
      case "boolean": (value as? NSNumber).map(Self.isBoolean) ?? false
      case "integer":
        (value as? NSNumber).map {
          !Self.isBoolean($0) && $0.doubleValue == $0.doubleValue.rounded()
        }
          ?? false
      case "number": (value as? NSNumber).map { !Self.isBoolean($0) } ?? false
      default: false
      }
    }
  }

  private static func isBoolean(_ number: NSNumber) -> Bool {
    // "c" is the type code of Objective-C's BOOL.
    unsafe String(cString: number.objCType) == "c"
  }
}

import FoundationEssentials
import YAML

/// A JSON value, as of a schema.
enum JSON: Hashable, Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  init(_ node: Node) {
    switch node.content {
    case .scalar(let scalar):
      switch scalar.value {
      case .null: self = .null
      case .bool(let value): self = .bool(value)
      case .int(let value): self = .number(Double(value))
      case .float(let value): self = .number(value)
      case .string: self = .string(scalar.text)
      }
    case .sequence(let nodes): self = .array(nodes.map(JSON.init))
    case .mapping(let entries):
      self = .object(
        Dictionary(entries.map { ($0.key, JSON($0.value)) }, uniquingKeysWith: { $1 }))
    case .skipped: self = .null
    }
  }

  subscript(key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var array: [JSON] { if case .array(let elements) = self { elements } else { [] } }
  var members: [String: JSON] { if case .object(let members) = self { members } else { [:] } }
  var int: Int? { if case .number(let number) = self { Int(number) } else { nil } }
}

/// The part of JSON Schema (draft 2020-12) that the schema of intent files uses.
struct JSONSchema {
  let root: JSON

  static func intents() throws -> JSONSchema {
    let file = Fixture.repository.appending(path: "schemas/intents.schema.json")
    return JSONSchema(root: try JSONDecoder().decode(JSON.self, from: Data(contentsOf: file)))
  }

  func definition(_ name: String) -> JSON? { root["$defs"]?[name] }

  func admits(_ value: JSON) throws -> Bool { try admits(value, root) }

  private func admits(_ value: JSON, _ schema: JSON) throws -> Bool {
    if case .bool(let admitsAll) = schema { return admitsAll }
    for (keyword, rule) in schema.members {
      guard try satisfies(value, keyword, rule, of: schema) else { return false }
    }
    return true
  }

  private func satisfies(
    _ value: JSON, _ keyword: String, _ rule: JSON, of schema: JSON
  ) throws -> Bool {
    switch keyword {
    case "$ref":
      let name = (rule.string ?? "").split(separator: "/").last.map(String.init) ?? ""
      return try admits(value, definition(name) ?? .bool(false))
    case "const": return value == rule
    case "enum": return rule.array.contains(value)
    case "type": return rule.string == Self.type(of: value)
    case "anyOf": return try rule.array.contains { try admits(value, $0) }
    case "oneOf": return try rule.array.filter { try admits(value, $0) }.count == 1
    case "not": return try !admits(value, rule)
    case "pattern":
      return try value.string.map { try $0.contains(Regex(rule.string ?? "")) } ?? true
    case "minLength": return value.string.map { $0.count >= rule.int ?? 0 } ?? true
    case "maxLength": return value.string.map { $0.count <= rule.int ?? 0 } ?? true
    case "items": return try value.array.allSatisfy { try admits($0, rule) }
    case "minItems":
      if case .array(let elements) = value { return elements.count >= rule.int ?? 0 }
      return true
    case "required":
      guard case .object(let members) = value else { return true }
      return rule.array.allSatisfy { $0.string.map { members[$0] != nil } ?? false }
    case "dependentRequired":
      return rule.members.allSatisfy { name, others in
        value[name] == nil
          || others.array.allSatisfy { $0.string.map { value[$0] != nil } ?? false }
      }
    case "minProperties":
      guard case .object(let members) = value else { return true }
      return members.count >= rule.int ?? 0
    case "properties":
      return try value.members.allSatisfy { try admits($1, rule[$0] ?? .bool(true)) }
    case "propertyNames":
      return try value.members.keys.allSatisfy { try admits(.string($0), rule) }
    case "additionalProperties":
      let known = schema["properties"]?.members ?? [:]
      return try value.members.allSatisfy { try known[$0] != nil || admits($1, rule) }
    case "$schema", "$id", "$defs", "title", "description", "examples", "format": return true
    default: throw Unsupported(keyword: keyword)
    }
  }

  struct Unsupported: Error { var keyword: String }

  private static func type(of value: JSON) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

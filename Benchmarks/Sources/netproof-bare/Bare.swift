import CLibYAML
import Foundation

/// What no program that reads YAML or writes a report can do without: a pass of libyaml over the bytes, a write of
/// them. `make bench` holds netproof against it, in the same run on the same machine.
@main struct Bare {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "parse" where arguments.count > 1: parse(arguments.dropFirst())
    case "write" where arguments.count == 3: write(arguments[1], to: arguments[2])
    default: fail("usage: netproof-bare parse FILE... | netproof-bare write BYTES FILE")
    }
  }

  /// Walks through all events of libyaml, and prints how many there are.
  private static func parse(_ files: ArraySlice<String>) {
    var events = 0
    for file in files {
      guard let data = FileManager.default.contents(atPath: file) else { fail("no file \(file)") }
      data.withUnsafeBytes { bytes in
        var parser = yaml_parser_t()
        yaml_parser_initialize(&parser)
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(
          &parser, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
        var isAtEnd = false
        while !isAtEnd {
          var event = yaml_event_t()
          guard yaml_parser_parse(&parser, &event) == 1 else { fail("\(file) is not YAML") }
          isAtEnd = event.type == YAML_STREAM_END_EVENT
          yaml_event_delete(&event)
          events += 1
        }
      }
    }
    print("\(events) events")
  }

  /// Writes so many bytes, as many at a time as a report is written.
  private static func write(_ count: String, to path: String) {
    guard var rest = Int(count), let file = fopen(path, "w") else { fail("cannot write \(path)") }
    setvbuf(file, nil, _IONBF, 0)
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 65_536)
    while rest > 0 {
      let written = fwrite(piece, 1, min(rest, piece.count), file)
      guard written > 0 else { fail("cannot write \(path)") }
      rest -= written
    }
    fclose(file)
    print("\(count) bytes")
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("netproof-bare: \(message)\n".utf8))
    exit(2)
  }
}

extension TreeBuilder where Events: ~Copyable {
  private struct Merge {
    var source: Node
    var mark: Mark
    /// How many keys of the mapping were written before it.
    var keysBefore: Int
  }

  mutating func mapping(
    _ projection: Projection, isRoot: Bool, receive: (Item) -> Void
  ) throws(YAMLError) -> [Node.Entry] {
    let start = entries.count
    var merges: [Merge] = []
    var hashes: Set<UInt64> = []
    while true {
      try advance()
      if events.kind == .mappingEnd { break }
      let keyMark = mark
      if isMergeKey {
        try advance()
        let valueMark = mark
        let source = try node(.all)
        merges.append(
          Merge(
            source: Node(content: source.content, mark: valueMark), mark: keyMark,
            keysBefore: entries.count - start))
        continue
      }
      let (key, hash) = try key()
      try advance()
      guard let key else {
        _ = try node(.nothing)
        continue
      }
      let value =
        isRoot && key == "items" && events.kind == .sequenceStart
        ? try items(projection, receive: receive)
        : try node(projection.value(of: key, hash: hash))
      let count = entries.count - start
      if count == Self.keysCompared { hashes = Set(entryHashes[start...]) }
      let isKnown = count < Self.keysCompared || !hashes.insert(hash).inserted
      if isKnown, let first = firstEntry(key, hash, from: start) {
        errors.append(
          YAMLError(
            .duplicateKey(key, first: entries[first].keyMark), at: keyMark,
            width: key.unicodeScalars.count))
        continue
      }
      entries.append(Node.Entry(key: key, keyMark: keyMark, value: value))
      entryHashes.append(hash)
    }
    for merge in merges { self.merge(merge, from: start) }
    defer {
      entries.removeSubrange(start...)
      entryHashes.removeSubrange(start...)
    }
    return Array(entries[start...])
  }

  private var isMergeKey: Bool {
    guard events.kind == .scalar, events.isPlain, events.scalarBytes.count == 2 else {
      return false
    }
    return events.scalarBytes.elementsEqual([UInt8(ascii: "<"), UInt8(ascii: "<")])
      && (events.tag ?? "!!merge") == "!!merge"
  }

  private func firstEntry(_ key: String, _ hash: UInt64, from start: Int) -> Int? {
    entryHashes[start...].indices.first { entryHashes[$0] == hash && entries[$0].key == key }
  }

  /// A few keys are compared one by one; more than this many in one mapping are looked up.
  private static var keysCompared: Int { 64 }

  /// The key at the current event, nil where it is none. Kubernetes' reader turns numbers and truth values into the strings
  /// that JSON has for them (`sigs.k8s.io/yaml`, `convertToJSONableObject`): where that is another text than the one written, as
  /// `on: x` becomes `true: x`, nobody meant it.
  private mutating func key() throws(YAMLError) -> (key: String?, hash: UInt64) {
    if events.isBareScalar {
      let bytes = events.scalarBytes
      let isString = !events.isPlain || bytes.first.map(ScalarResolution.isString) ?? false
      if isString, bytes.count <= Limits.keyBytes {
        let hash = StringCache.hash(bytes)
        return (strings.string(bytes, hash: hash), hash)
      }
    }
    let mark = mark
    let errorCount = errors.count
    let node = try node(.all)
    guard case .scalar(let scalar) = node.content else {
      if errors.count == errorCount { errors.append(YAMLError(.keyIsCollection, at: mark)) }
      return (nil, 0)
    }
    let width = scalar.text.unicodeScalars.count
    let reading: String?
    switch scalar.value {
    case .string: reading = scalar.text
    case .int(let integer): reading = String(integer)
    case .bool(let truth): reading = String(truth)
    case .float(let number): reading = "\(number)"
    case .null: reading = nil
    }
    guard reading == scalar.text else {
      errors.append(
        YAMLError(.ambiguousKey(scalar.text, reading: reading), at: mark, width: width))
      return (nil, 0)
    }
    if scalar.text.utf8.count > Limits.keyBytes {
      errors.append(YAMLError(.keyIsTooLong(bytes: scalar.text.utf8.count), at: mark))
      return (nil, 0)
    }
    return (scalar.text, StringCache.hash(scalar.text.utf8))
  }

  private mutating func items(
    _ projection: Projection, receive: (Item) -> Void
  ) throws(YAMLError) -> Node {
    let mark = mark
    let outer = errors
    errors = []
    defer { errors = outer + errors }
    depth += 1
    defer { depth -= 1 }
    var index = 0
    while true {
      try advance()
      if events.kind == .sequenceEnd { break }
      let node = try node(projection)
      receive(Item(document: document, index: index, node: node, errors: errors))
      errors = []
      index += 1
    }
    return Node(content: .skipped, mark: mark)
  }

  /// Keys of the mapping itself win over merged ones, and earlier merged mappings over later ones (yaml.org/type/merge).
  private mutating func merge(_ merge: Merge, from start: Int) {
    let sources: [Node]
    switch merge.source.content {
    case .mapping: sources = [merge.source]
    case .sequence(let elements): sources = elements
    case .skipped: return
    case .scalar: sources = [merge.source]
    }
    for source in sources {
      guard case .mapping(let merged) = source.content else {
        errors.append(YAMLError(.mergeOfOther, at: merge.mark, width: 2))
        return
      }
      for entry in merged {
        let hash = StringCache.hash(entry.key.utf8)
        if let written = firstEntry(entry.key, hash, from: start) {
          if written - start < merge.keysBefore {
            errors.append(
              YAMLError(
                .mergeAfterKey(entry.key, written: entries[written].keyMark), at: merge.mark,
                width: 2))
          }
          continue
        }
        entries.append(entry)
        entryHashes.append(hash)
      }
    }
  }
}

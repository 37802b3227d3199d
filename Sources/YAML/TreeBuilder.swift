/// Builds the nodes of one part of a text from its events.
struct TreeBuilder<Events: EventSource & ~Copyable>: ~Copyable {
  struct Anchor {
    /// Nil while the node is being built.
    var node: Node?
    var nodes: Int
    var height: Int
  }

  var events: Events
  /// The number of the document that is being built.
  var document: Int32 = 0
  private(set) var isInDocument = false
  var strings = StringCache()
  var anchors: [String: Anchor] = [:]
  var aliasedNodes = 0
  var depth = 0
  /// Mistakes after which the document could be read on.
  var errors: [YAMLError] = []
  /// The children of the collections that are being built, those of the innermost last.
  var nodes: [Node] = []
  var entries: [Node.Entry] = []
  var entryHashes: [UInt64] = []

  init(events: consuming Events) {
    self.events = events
  }

  var mark: Mark { events.mark }

  mutating func advance() throws(YAMLError) {
    try events.advance()
  }

  /// The document that begins with the current event.
  mutating func readDocument(
    _ projection: Projection, isRoot: Bool, receive: (Item) -> Void
  ) throws(YAMLError) -> Document {
    document += 1
    isInDocument = true
    errors = []
    anchors = [:]
    aliasedNodes = 0
    let start = mark
    try advance()
    let root = try node(projection, isRoot: isRoot, receive: receive)
    try advance()
    isInDocument = false
    return Document(
      number: document, root: root.isEmptyDocument ? nil : root, errors: errors, mark: start)
  }

  /// The node that begins with the current event; afterwards its last event is the current one.
  mutating func node(_ projection: Projection) throws(YAMLError) -> Node {
    try node(projection, isRoot: false) { _ in }
  }

  /// - Parameter isRoot: whether elements of `items` go to `receive` instead of the node.
  mutating func node(
    _ projection: Projection, isRoot: Bool, receive: (Item) -> Void
  ) throws(YAMLError) -> Node {
    let mark = mark
    if events.kind == .alias { return try alias() }
    guard let name = events.anchor else {
      if projection.isNothing {
        try skip()
        return Node(content: .skipped, mark: mark)
      }
      let content = try content(projection, isRoot: isRoot, receive: receive)
      return Node(content: content, mark: mark)
    }
    anchors[name] = Anchor(node: nil, nodes: 0, height: 0)
    let node = Node(
      content: try content(.all, isRoot: false, receive: receive), mark: mark)
    let size = Self.size(of: node)
    anchors[name] = Anchor(node: node, nodes: size.nodes, height: size.height)
    return node
  }

  private mutating func content(
    _ projection: Projection, isRoot: Bool, receive: (Item) -> Void
  ) throws(YAMLError) -> Node.Content {
    switch events.kind {
    case .scalar: return .scalar(scalar())
    case .sequenceStart:
      checkTag(is: "!!seq")
      try enter()
      defer { depth -= 1 }
      return try .sequence(sequence(projection))
    default:
      checkTag(is: "!!map")
      try enter()
      defer { depth -= 1 }
      return try .mapping(mapping(projection, isRoot: isRoot, receive: receive))
    }
  }

  private mutating func enter() throws(YAMLError) {
    depth += 1
    if depth > Limits.depth { throw YAMLError(.tooDeep, at: mark, endsDocument: true) }
  }

  private mutating func sequence(_ projection: Projection) throws(YAMLError) -> [Node] {
    let start = nodes.count
    while true {
      try advance()
      if events.kind == .sequenceEnd { break }
      let element = try node(projection)
      nodes.append(element)
    }
    defer { nodes.removeSubrange(start...) }
    return Array(nodes[start...])
  }

  private mutating func alias() throws(YAMLError) -> Node {
    let name = events.anchor ?? ""
    let mark = mark
    let width = name.unicodeScalars.count + 1
    guard let anchor = anchors[name] else {
      errors.append(YAMLError(.unknownAnchor(name), at: mark, width: width))
      return Node(content: .skipped, mark: mark)
    }
    guard let node = anchor.node else {
      errors.append(YAMLError(.recursiveAnchor(name), at: mark, width: width))
      return Node(content: .skipped, mark: mark)
    }
    aliasedNodes += anchor.nodes
    if aliasedNodes > Limits.aliasedNodes {
      throw YAMLError(.tooManyAliases, at: mark, width: width, endsDocument: true)
    }
    if depth + anchor.height > Limits.depth {
      throw YAMLError(.tooDeep, at: mark, width: width, endsDocument: true)
    }
    return node
  }

  /// Passes over the node that begins with the current event, but for the anchors in it.
  private mutating func skip() throws(YAMLError) {
    var open = 0
    if events.kind == .sequenceStart || events.kind == .mappingStart {
      if try events.skipCollection(levels: Limits.depth - depth) { return }
    }
    while true {
      switch events.kind {
      case .sequenceStart, .mappingStart: open += 1
      case .sequenceEnd, .mappingEnd: open -= 1
      default: break
      }
      if open == 0 { return }
      if depth + open > Limits.depth { throw YAMLError(.tooDeep, at: mark, endsDocument: true) }
      try advance()
      while events.kind != .alias, events.anchor != nil {
        _ = try node(.all)
        try advance()
      }
    }
  }

  private static func size(of node: Node) -> (nodes: Int, height: Int) {
    switch node.content {
    case .scalar, .skipped: return (1, 0)
    case .sequence(let elements): return size(of: elements[...])
    case .mapping(let entries): return size(of: entries.map(\.value)[...])
    }
  }

  private static func size(of children: ArraySlice<Node>) -> (nodes: Int, height: Int) {
    var total = (nodes: 1, height: 1)
    for child in children {
      let size = size(of: child)
      total.nodes += size.nodes
      total.height = max(total.height, size.height + 1)
    }
    return total
  }
}

extension Node {
  /// What libyaml makes of a document in which nothing is written.
  fileprivate var isEmptyDocument: Bool {
    guard case .scalar(let scalar) = content else { return false }
    return scalar.isPlain && scalar.text.isEmpty && scalar.value == .null
  }
}

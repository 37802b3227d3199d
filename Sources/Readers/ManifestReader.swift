import ClusterModel
import YAML

/// Reads the manifests of a run, in the order of their files.
struct ManifestReader {
  private var objects: ObjectReader
  private var sources: [ManifestReading.Source] = []
  private var diagnostics: [Diagnostic] = []
  private var folders: ManifestFolders
  private var readsStandardInput = false

  init(options: ManifestReaderOptions, symbols: SymbolTable, files: FileTable) {
    objects = ObjectReader(
      defaultNamespace: options.defaultNamespace, symbols: symbols, files: files)
    folders = ManifestFolders(passingOver: options.intentFiles)
    if !NameSyntax.dnsLabel.admits(options.defaultNamespace) {
      diagnostics.append(
        Diagnostic(
          .error, at: nil,
          "`\(options.defaultNamespace)` is no namespace's name: expected \(NameSyntax.dnsLabel.rule)"
        ))
    }
  }

  /// One thing after the other that a run has to do.
  private enum Step {
    case report([Diagnostic])
    case standardInput
    /// The index of a text.
    case read(Int)
  }

  /// Reads all texts, whatever is wrong with some of them.
  mutating func read(_ inputs: [ManifestInput], isAhead: Bool? = nil) {
    var texts: [ManifestText] = []
    var steps: [Step] = []
    for input in inputs {
      switch input {
      case .text(let name, let bytes):
        steps.append(.read(texts.count))
        texts.append(ManifestText(name: name, .bytes(bytes)))
      case .standardInput: steps.append(.standardInput)
      case .path(let path):
        let found = folders.files(at: path)
        steps.append(.report(found.diagnostics))
        for path in found.paths {
          steps.append(.read(texts.count))
          texts.append(ManifestText(name: path, .path(path)))
        }
      }
    }
    let ahead = isAhead ?? ReadingAhead.pays(for: texts) ? ReadingAhead(texts) : nil
    defer { ahead?.end() }
    for step in steps {
      switch step {
      case .report(let found): diagnostics += found
      case .standardInput: readStandardInput()
      case .read(let index):
        let text = texts[index]
        var reading = TextReading(text)
        func receive(_ event: ManifestText.Event) { reading.take(event, &self) }
        if let ahead { ahead.read(index, receive) } else { text.read(receive) }
        reading.end(&self)
      }
    }
  }

  private mutating func readStandardInput() {
    guard !readsStandardInput else { return }
    readsStandardInput = true
    do throws(FileBytes.Failure) {
      let bytes = try FileBytes.contentsOfStandardInput()
      let text = ManifestText(name: "<stdin>", .bytes(bytes))
      var reading = TextReading(text)
      text.read { reading.take($0, &self) }
      reading.end(&self)
    } catch {
      diagnostics.append(
        Diagnostic(.error, at: nil, "standard input cannot be read: \(error.reason)"))
    }
  }

  /// What is known of a text while it is being read.
  private struct TextReading {
    let source: ManifestText
    var text: SourceText?
    var pending: [Item] = []
    /// Looked for when something is wrong.
    var holdsTemplate: Bool?
    var hasTemplateError = false
    var isEmpty = true

    init(_ source: ManifestText) {
      self.source = source
    }

    mutating func take(_ event: ManifestText.Event, _ reader: inout ManifestReader) {
      switch event {
      case .unreadable(let reason):
        reader.diagnostics.append(
          Diagnostic(.error, at: nil, "`\(source.name)` cannot be read: \(reason)"))
      case .refused(let refusal):
        reader.begin(source, nil)
        reader.objects.report(refusal)
      case .text(let text):
        reader.begin(source, text)
        self.text = text
      case .piece(.item(let item)): take(item, &reader.objects)
      case .piece(.document(let document)): take(document, &reader.objects)
      }
    }

    private mutating func take(_ item: Item, _ objects: inout ObjectReader) {
      isEmpty = false
      objects.begin(document: item.document)
      check(item.errors, &objects)
      guard item.errors.isEmpty else { return }
      if item.node.namesItsKind {
        objects.readObject(item.node)
      } else {
        // The list may say its kind after its items.
        pending.append(item)
      }
    }

    private mutating func take(_ document: Document, _ objects: inout ObjectReader) {
      objects.begin(document: document.number)
      check(document.errors, &objects)
      if !document.errors.isEmpty { isEmpty = false }
      if let root = document.root {
        isEmpty = false
        if document.errors.isEmpty { objects.readObject(root, streamed: pending) }
      }
      pending = []
    }

    private mutating func check(_ errors: [YAMLError], _ objects: inout ObjectReader) {
      for error in errors {
        holdsTemplate = holdsTemplate ?? text?.holdsTemplate
        guard error.mayComeFromTemplate, holdsTemplate == true else {
          objects.report(error)
          continue
        }
        if !hasTemplateError { objects.reportTemplate(error) }
        hasTemplateError = true
      }
    }

    func end(_ reader: inout ManifestReader) {
      if isEmpty, text != nil { reader.objects.reportEmptyFile() }
    }
  }

  private mutating func begin(_ source: ManifestText, _ text: SourceText?) {
    sources.append(ManifestReading.Source(name: source.name, content: source.content))
    objects.begin(objects.files.add(source.name), text)
  }

  /// The snapshot, once everything is read.
  consuming func finish() -> ManifestReading {
    let population = Population.settle(
      objects.collected.runners, namespaces: objects.namespaces.namespaces,
      symbols: &objects.symbols)
    var snapshot = Snapshot(symbols: objects.symbols, files: objects.files)
    snapshot.namespaces = objects.namespaces.namespaces
    snapshot.pods = population.pods
    snapshot.workloads = population.workloads
    snapshot.networkPolicies = objects.collected.networkPolicies
    snapshot.clusterNetworkPolicies = objects.collected.clusterNetworkPolicies
    snapshot.nodes = objects.collected.nodes
    snapshot.services = objects.collected.services
    snapshot.ingresses = objects.collected.ingresses
    snapshot.unmodelledObjects = objects.collected.unmodelledObjects
    snapshot.ignoredKinds = objects.collected.ignored.sorted { $0.key < $1.key }.map {
      IgnoredKind(kind: $0.key, count: $0.value.count, isKnown: $0.value.isKnown)
    }
    var all = diagnostics + objects.diagnostics
    // Guesses about what was left out are of no use where something could not be read.
    if !all.hasErrors {
      all +=
        population.diagnostics + snapshot.warningsOfStrayPolicies
        + (Tiers(snapshot)?.diagnostics ?? [])
    }
    return ManifestReading(
      snapshot: snapshot, diagnostics: all.inReadingOrder, sources: sources,
      objectCount: objects.collected.objectCount)
  }
}

extension Node {
  fileprivate var namesItsKind: Bool {
    self["kind"] != nil && self["apiVersion"] != nil
  }
}

extension YAMLError {
  /// Whether an unrendered template can look like this mistake.
  fileprivate var mayComeFromTemplate: Bool {
    switch cause {
    case .syntax, .keyIsCollection, .ambiguousKey, .duplicateKey: true
    default: false
    }
  }
}

extension SourceText {
  fileprivate var holdsTemplate: Bool {
    zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "{") && $1 == UInt8(ascii: "{") }
  }
}

extension Snapshot {
  /// L-41: a namespace in which nothing else is may be misspelt.
  fileprivate var warningsOfStrayPolicies: [Diagnostic] {
    var inhabited = Set(pods.map(\.namespace))
    for id in namespaceIDs where self[id].isDeclared { inhabited.insert(id) }
    return networkPolicies.filter { !inhabited.contains($0.namespace) }.map { policy in
      let namespace = symbols[self[policy.namespace].name]
      let declared = namespaceIDs.filter { inhabited.contains($0) }.map { symbols[self[$0].name] }
      return Diagnostic(
        .warning, at: policy.place, path: "metadata.namespace",
        "the namespace `\(namespace)` is not among the manifests, nor is any pod in it",
        suggestion: Spelling.nearest(to: namespace, among: declared).map { "did you mean \($0)?" })
    }
  }
}

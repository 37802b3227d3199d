import ClusterModel
import YAML

/// Reads the manifests of a run, file after file.
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

  mutating func read(_ input: ManifestInput) {
    switch input {
    case .text(let name, let bytes): read(bytes, of: .bytes(bytes), named: name)
    case .standardInput:
      guard !readsStandardInput else { return }
      readsStandardInput = true
      do throws(FileBytes.Failure) {
        let bytes = try FileBytes.contentsOfStandardInput()
        read(bytes, of: .bytes(bytes), named: "<stdin>")
      } catch {
        diagnostics.append(
          Diagnostic(.error, at: nil, "standard input cannot be read: \(error.reason)"))
      }
    case .path(let path):
      let found = folders.files(at: path)
      diagnostics += found.diagnostics
      for path in found.paths { read(fileAt: path) }
    }
  }

  private mutating func read(fileAt path: String) {
    do throws(FileBytes.Failure) {
      let bytes = try FileBytes.contents(ofFile: path)
      read(bytes, of: .path(path), named: path)
    } catch {
      diagnostics.append(
        Diagnostic(.error, at: nil, "`\(path)` cannot be read: \(error.reason)"))
    }
  }

  private mutating func read(
    _ bytes: [UInt8], of content: ManifestReading.Source.Content, named name: String
  ) {
    sources.append(ManifestReading.Source(name: name, content: content))
    let file = objects.files.add(name)
    do throws(SourceText.Refusal) {
      let text = try SourceText(bytes)
      objects.begin(file, text)
      read(text)
    } catch {
      objects.begin(file, nil)
      objects.report(error)
    }
  }

  private mutating func read(_ text: SourceText) {
    var pending: [Item] = []
    // Looked for when something is wrong.
    var holdsTemplate: Bool?
    var hasTemplateError = false
    var isEmpty = true
    func check(_ errors: [YAMLError], _ objects: inout ObjectReader) {
      for error in errors {
        holdsTemplate = holdsTemplate ?? text.holdsTemplate
        guard error.mayComeFromTemplate, holdsTemplate == true else {
          objects.report(error)
          continue
        }
        if !hasTemplateError { objects.reportTemplate(error) }
        hasTemplateError = true
      }
    }
    text.stream(wanting: ManifestProjection.object) { piece in
      switch piece {
      case .item(let item):
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
      case .document(let document):
        objects.begin(document: document.number)
        check(document.errors, &objects)
        if !document.errors.isEmpty { isEmpty = false }
        if let root = document.root {
          isEmpty = false
          if document.errors.isEmpty { objects.readObject(root, streamed: pending) }
        }
        pending = []
      }
    }
    if isEmpty { objects.reportEmptyFile() }
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

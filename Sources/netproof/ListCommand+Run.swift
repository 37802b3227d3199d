import Analysis
import ClusterModel
import Evaluation
import FoundationEssentials
import Intents
import Readers
import Reports
import Verification

extension ListCommand {
  func run() async throws {
    let status: ExitStatus
    do throws(UsageError) {
      status = try await list()
    } catch {
      Terminal.writeError("netproof: error: \(error.message)\n")
      status = if case .tooManyLabels = error { .undecided } else { .inputError }
    }
    throw ProcessStatus(code: status.rawValue)
  }

  private func list() async throws(UsageError) -> ExitStatus {
    var times = PhaseTimes()
    var question = try times.measure("reading") { () throws(UsageError) in
      try QuestionInput(
        manifests: input.manifests, intents: input.intents,
        defaultNamespace: input.defaultNamespace, absentKinds: input.absentKinds)
    }
    let diagnostics = DiagnosticOutput(
      files: question.read.snapshot.files,
      isColoured: output.colour.isWanted(isTerminal: Terminal.isError), isQuiet: output.quiet)
    if question.hasErrors || output.format != .json {
      Terminal.writeError(diagnostics.text(question.read.diagnostics))
    }
    if question.hasErrors { return .inputError }

    let (cluster, options) = try filter.options(&question)
    let progress = Progress(isWanted: !output.quiet)
    let start = ContinuousClock.now
    let connectivity = Connectivity(cluster, options) {
      progress.show($0, of: "netproof: classes of pods and addresses")
    }
    times.add("classes", connectivity.classSeconds)
    times.add("explicit", PhaseTimes.seconds(since: start) - connectivity.classSeconds)
    progress.clear()
    let newPods = try filter.newPods(cluster, options, progress)
    var status: ExitStatus =
      connectivity.isTouched || newPods?.isTouched ?? false ? .undecided : .success
    if output.crossCheck {
      let check = CrossCheck(cluster) { progress.show($0, of: "netproof: cross-check") }
      progress.clear()
      let said = CrossCheckReport(check, cluster).text
      Terminal.writeError(said)
      if !check.differences.isEmpty { status = .disagreement }
    }
    var report = ListReport(
      connectivity, version: Netproof.version, exitStatus: status, folder: question.locations.folder
    )
    report.newPods = newPods
    report.remarks = question.read.diagnostics.map {
      Remark($0, files: question.read.snapshot.files)
    }
    report.absentKinds = question.read.absentKinds
    report.filters.from = filter.from
    report.filters.to = filter.to
    report.filters.namespaces = filter.namespace
    report.filters.port = filter.port
    let outputStart = ContinuousClock.now
    try await write(report)
    times.add("output", PhaseTimes.seconds(since: outputStart))
    if output.stats {
      let classes = "statistics: \(connectivity.classCount) classes of pods and addresses\n"
      Terminal.writeError(classes + times.text)
    }
    return status
  }

  private func write(_ report: ListReport) async throws(UsageError) {
    let isTerminal = output.file == nil && Terminal.isOutput
    var style = TextReport.Style()
    style.isColoured = output.colour.isWanted(isTerminal: isTerminal)
    if isTerminal { style.width = Terminal.reportWidth }
    style.breaksSummary = isTerminal
    style.detail = output.quiet ? .quiet : .normal
    var text = ListTextReport(report)
    text.style = style
    let format: any ListFormat =
      switch output.format {
      case .text: text
      case .json: ListJSONReport(report)
      case .csv: ListCSVReport(report)
      case .markdown: ListMarkdownReport(report)
      case .dot, .svg: ListDOTReport(report)
      case .mermaid: ListMermaidReport(report)
      }
    let picture = output.format == .svg ? try await Graphviz.picture(of: format) : nil
    guard let file = output.file else {
      // Where nobody reads any more there is nothing left to say, but the status still counts.
      try? send(format, picture) {
        guard Terminal.write($0, otherwise: ExitStatus.inputError.rawValue) else {
          throw CancellationError()
        }
      }
      return
    }
    try OutputFile.stream(to: file) { send in try self.send(format, picture, send) }
    guard !output.quiet else { return }
    Terminal.write(text.summary, otherwise: ExitStatus.inputError.rawValue)
  }

  /// - Parameter picture: is sent in the format's place where there is one.
  private func send(
    _ format: any ListFormat, _ picture: [UInt8]?, _ body: @escaping ([UInt8]) throws -> Void
  ) throws {
    if let picture { return try body(picture) }
    var stream = ReportStream(body)
    try format.write(to: &stream)
    try stream.flush()
  }
}

extension ListFilterOptions {
  /// The cluster, and what of it is asked for.
  func options(
    _ question: inout QuestionInput
  ) throws(UsageError) -> (cluster: Cluster, options: ConnectivityOptions) {
    if exposure, !from.isEmpty, !to.isEmpty { throw .exposureOfPairs }
    var sources: [EndpointTerm] = []
    for text in from { sources.append(try question.term(text, of: "--from")) }
    var destinations: [EndpointTerm] = []
    for text in to { destinations.append(try question.term(text, of: "--to")) }
    var ports: [EndpointTerm] = []
    for text in port { ports.append(try question.ports(text, of: "--port")) }
    let cluster = question.cluster
    let resolver = EndpointResolver(cluster)
    func resolved(
      _ terms: [EndpointTerm], _ option: String
    ) throws(UsageError) -> [EndpointSelection]? {
      if terms.isEmpty { return nil }
      var selections: [EndpointSelection] = []
      for term in terms {
        selections.append(
          try QuestionInput.resolve(term, of: option, isSource: option == "--from", resolver))
      }
      return selections
    }
    var options = ConnectivityOptions()
    options.unit = by
    options.isGrouped = group
    options.showsReplicas = replicas
    options.sources = try resolved(sources, "--from")
    options.destinations = try resolved(destinations, "--to")
    if let asked = try resolved(ports, "--port") { options.ports = asked.map(\.ports).union }
    for name in namespace { options.namespaces.insert(try id(of: name, in: cluster)) }
    return (cluster, options)
  }

  /// What pods to come could reach, if that is asked for.
  func newPods(
    _ cluster: Cluster, _ options: ConnectivityOptions, _ progress: Progress
  ) throws(UsageError) -> NewPodConnectivity? {
    guard exposure else { return nil }
    defer { progress.clear() }
    do throws(TooManyLabelsError) {
      return try NewPodConnectivity(cluster, options) {
        progress.show($0, of: "netproof: pods to come")
      }
    } catch {
      throw .tooManyLabels
    }
  }

  private func id(of name: String, in cluster: Cluster) throws(UsageError) -> NamespaceID {
    let snapshot = cluster.snapshot
    guard let index = snapshot.namespaces.firstIndex(where: { snapshot.symbols[$0.name] == name })
    else {
      throw .term(
        option: "--namespace", "no namespace is named `\(name)`",
        suggestion: Suggestions(cluster).namespace(like: name).text)
    }
    return NamespaceID(rawValue: Int32(index))
  }
}

extension Array where Element == Ports {
  fileprivate var union: Ports {
    var terms: [PortTerm] = []
    for ports in self {
      guard case .list(let list) = ports else { return .all }
      terms += list
    }
    return .list(terms)
  }
}

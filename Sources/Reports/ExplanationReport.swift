public import ClusterModel
import Evaluation
public import Intents

/// What `netproof intents explain` prints: who is in each group, and what each sentence means.
public struct ExplanationReport {
  let files: [IntentFile]
  let wording: Wording
  /// Whether manifests were read: only then there is somebody to be in a group.
  let hasManifests: Bool
  let style: TextReport.Style

  /// - Parameter snapshot: its symbols and files are those of the intent files, too.
  public init(
    _ files: [IntentFile], _ snapshot: Snapshot, hasManifests: Bool, folder: String? = nil,
    style: TextReport.Style = TextReport.Style()
  ) {
    self.files = files
    self.hasManifests = hasManifests
    self.style = style
    wording = Wording(snapshot, files: files, folder: folder)
  }

  /// The whole report, with a line break at its end.
  public var text: String {
    var page = Page(width: style.width, isColoured: style.isColoured)
    for (index, file) in files.enumerated() {
      if index > 0 { page.addBlank() }
      add(file, to: &page)
    }
    return page.text
  }

  private func add(_ file: IntentFile, to page: inout Page) {
    let name = file.name.map { " · " + $0.escapingControls } ?? ""
    page.add(wording.file(file.file) + name, .strong, hanging: 0)
    page.add("  ", .plain, "assumes: " + assumptions(file.assumptions), hanging: 4)
    page.add("  ", .plain, "world deployed and severity low where nothing else is said", hanging: 4)
    let groups = file.groups + inlineGroups(of: file)
    if !groups.isEmpty {
      page.addBlank()
      let cluster = hasManifests ? Cluster(wording.snapshot, assumptions: file.assumptions) : nil
      let width = groups.lazy.map(\.name.count).filter { $0 <= 24 }.max() ?? 0
      for group in groups { add(group, width, cluster, to: &page) }
    }
    for intent in file.intents {
      page.addBlank()
      add(intent, to: &page)
    }
  }

  private func add(_ intent: Intent, to page: inout Page) {
    page.add(
      "", .plain, intent.sentence.escapingControls, right: wording.place(intent.place), hanging: 4)
    let meaning = intent.claim.meaning(symbols: wording.snapshot.symbols).escapingControls
    page.add("    ", .plain, "\(intent.claim.kind.rawValue): \(meaning)", hanging: 6)
    var facts: [String] = []
    if let id = intent.id { facts.append("id " + id.escapingControls) }
    if intent.world != .deployed || intent.severity != .low || intent.id != nil {
      facts += ["world \(intent.world.rawValue)", "severity \(intent.severity.rawValue)"]
    }
    if let because = intent.because { facts.append("because " + because.escapingControls) }
    if let waiver = intent.waiver {
      facts.append("waived until \(waiver.until): \(waiver.reason.escapingControls)")
    }
    if !facts.isEmpty { page.add("    ", .plain, facts.joined(separator: " · "), hanging: 6) }
  }

  private func assumptions(_ assumed: Assumptions) -> String {
    var words = ["cni \(assumed.cni.rawValue)"]
    words.append(
      assumed.clusterCIDRs.isEmpty
        ? "pod addresses anywhere"
        : "pod addresses inside " + wording.list(assumed.clusterCIDRs.map(\.description)))
    if let families = assumed.ipFamilies {
      words.append("families " + families.map(\.word).joined(separator: ", "))
    }
    words.append(
      assumed.clientAddress == .preserved
        ? "client addresses survive to the pod" : "a client's address may be a node's")
    return words.joined(separator: "; ")
  }

  /// Terms that sentences write in place, each once.
  private func inlineGroups(of file: IntentFile) -> [Group] {
    var seen = Set(file.groups)
    return file.intents.flatMap(\.claim.groups).filter { group in
      switch group.term {
      case .anyone, .external, .internet: false
      case .pods, .addresses, .anyOf: seen.insert(group).inserted
      }
    }
  }
}

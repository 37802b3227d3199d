import ClusterModel
import FoundationEssentials
import Readers
import Testing

@Suite struct FolderTests {
  /// A folder that goes away with its last user.
  private final class Folder {
    let path: String

    init() throws {
      path = FileManager.default.temporaryDirectory.path + "/netproof-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String = pod("a")) throws {
      let file = "\(path)/\(name)"
      if let slash = file.lastIndex(of: "/") {
        try FileManager.default.createDirectory(
          atPath: String(file[..<slash]), withIntermediateDirectories: true)
      }
      #expect(FileManager.default.createFile(atPath: file, contents: Data(text.utf8)))
    }

    func link(_ name: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(
        atPath: "\(path)/\(name)", withDestinationPath: target)
    }

    func read(_ names: String...) -> ManifestReading {
      ManifestReading(of: names.map { .path($0.isEmpty ? path : "\(path)/\($0)") })
    }

    /// Without the folder's own path.
    func relative(_ texts: [String]) -> [String] {
      texts.map { $0.replacing(path, with: "FOLDER") }
    }
  }

  @Test func foldersAreReadInOrderWithWhatLiesBelow() throws {
    let folder = try Folder()
    for name in [
      "b.yaml", "a/z.yml", "a/y.json", "c.txt", ".hidden/x.txt", ".x", "d.yaml.bak", ".yamllint",
    ] {
      try folder.write(
        name,
        name.hasSuffix("json")
          ? #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"y"}}"#
          : pod(String(name.prefix(1))))
    }
    let reading = folder.read("")
    #expect(
      folder.relative(reading.snapshot.files.names) == [
        "FOLDER/a/y.json", "FOLDER/a/z.yml", "FOLDER/b.yaml",
      ])
    #expect(reading.pods.map { $0.prefix(9) } == ["default/y", "shop/a ap", "shop/b ap"])
    #expect(reading.sources.map(\.name) == reading.snapshot.files.names)
    #expect(folder.relative(folder.read("a/").snapshot.files.names).count == 2)
  }

  @Test func hiddenFilesAreReadLikeOthers() throws {
    let folder = try Folder()
    try folder.write("a.yaml")
    try folder.write(".hole.yaml", pod("b"))
    try folder.write("sub/.c.yml", pod("c"))
    let reading = folder.read("")
    #expect(
      folder.relative(reading.snapshot.files.names) == [
        "FOLDER/.hole.yaml", "FOLDER/a.yaml", "FOLDER/sub/.c.yml",
      ])
    #expect(reading.diagnostics == [])
  }

  @Test func hiddenFoldersAreLeftOutAndNamed() throws {
    let folder = try Folder()
    try folder.write("sub/a.yaml")
    for name in [
      ".github/workflows/ci.yml", ".github/workflows/more.yml", ".git/config", "sub/.old/b.json",
    ] { try folder.write(name) }
    try folder.link(".git/up", to: "..")
    let reading = folder.read("")
    #expect(folder.relative(reading.snapshot.files.names) == ["FOLDER/sub/a.yaml"])
    #expect(
      folder.relative(reading.messages(.note)) == [
        "the hidden folder `FOLDER/.github` is not read, and `FOLDER/.github/workflows/ci.yml` is in it",
        "the hidden folder `FOLDER/sub/.old` is not read, and `FOLDER/sub/.old/b.json` is in it",
      ])
    #expect(reading.diagnostics.count == 2)
    #expect(folder.read(".github").snapshot.files.names.count == 2)
  }

  @Test func aFolderWithHiddenFoldersAloneIsAnError() throws {
    let folder = try Folder()
    try folder.write(".old/a.yaml")
    #expect(folder.read("").messages(.error).count == 1)
    #expect(folder.read("").messages(.note).count == 1)
  }

  @Test func aFileNamedTwiceIsReadOnce() throws {
    let folder = try Folder()
    try folder.write("a.yaml")
    try folder.link("b.yaml", to: "a.yaml")
    let reading = folder.read("a.yaml", "./a.yaml", "", "b.yaml")
    #expect(reading.diagnostics == [])
    #expect(reading.sources.count == 1)
  }

  @Test func aFileOfAnyNameIsReadWhereItIsNamed() throws {
    let folder = try Folder()
    try folder.write("manifest.txt")
    #expect(folder.read("manifest.txt").snapshot.pods.count == 1)
  }

  @Test func loopsOfLinksEnd() throws {
    let folder = try Folder()
    try folder.write("a/a.yaml")
    try folder.link("a/up", to: "..")
    try folder.link("a/self.yaml", to: "self.yaml")
    let reading = folder.read("")
    #expect(reading.snapshot.pods.count == 1)
    #expect(
      folder.relative(reading.messages(.error)) == [
        "there is no file or folder `FOLDER/a/self.yaml`"
      ])
  }

  @Test func whatIsMissingIsSaidWithTheNearestName() throws {
    let folder = try Folder()
    try folder.write("manifests/a.yaml")
    let reading = folder.read("manifest")
    #expect(
      folder.relative(reading.messages(.error)) == ["there is no file or folder `FOLDER/manifest`"])
    #expect(folder.relative(reading.suggestions) == ["did you mean FOLDER/manifests?"])
  }

  @Test func anEmptyFolderIsAnError() throws {
    let folder = try Folder()
    try folder.write("a.txt")
    #expect(
      folder.relative(folder.read("").messages(.error)) == [
        "no *.yaml, *.yml or *.json file in the folder `FOLDER`"
      ])
  }

  @Test(arguments: ["kustomization.yaml", "kustomization.yml", "Kustomization"])
  func c163AKustomizationIsRefusedWithTheCommand(name: String) throws {
    let folder = try Folder()
    try folder.write("overlays/prod/\(name)", "resources: [a.yaml]")
    try folder.write("overlays/prod/a.yaml")
    let reading = folder.read("")
    #expect(reading.messages(.error).count == 1)
    #expect(
      folder.relative(reading.suggestions) == [
        "kubectl kustomize FOLDER/overlays/prod | netproof verify - --intents FILE"
      ])
    #expect(folder.read("overlays/prod/\(name)").messages(.error).count == 1)
    #expect(folder.read("overlays/prod/a.yaml").messages(.error) == [])
  }

  @Test func c163AChartIsRefusedWithTheCommand() throws {
    let folder = try Folder()
    try folder.write("Chart.yaml", "name: x")
    try folder.write("templates/a.yaml", "a: {{ b }}")
    let reading = folder.read("")
    #expect(reading.messages(.error).count == 1)
    #expect(
      folder.relative(reading.suggestions) == [
        "helm template FOLDER | netproof verify - --intents FILE"
      ])
  }

  @Test func aFolderOfCasesIsRefused() throws {
    let folder = try Folder()
    try folder.write("01-open/manifests/a.yaml")
    try folder.write("01-open/intents.yaml", "kind: Intents")
    try folder.write("02-deny/manifests/a.yaml")
    try folder.write("02-deny/intents.yaml", "kind: Intents")
    let reading = folder.read("")
    #expect(reading.messages(.error).count == 2)
    #expect(
      folder.relative(reading.suggestions).first
        == "name one such folder: netproof verify FOLDER/01-open")
    let one = try #require(CaseFolder(at: "\(folder.path)/01-open/"))
    #expect(
      folder.relative([one.manifests, one.intents]) == [
        "FOLDER/01-open/manifests", "FOLDER/01-open/intents.yaml",
      ])
    #expect(CaseFolder(at: folder.path) == nil)
  }

  @Test func intentFilesBesideManifestsArePassedOver() throws {
    let folder = try Folder()
    try folder.write("a.yaml")
    try folder.write("shop.yaml", "apiVersion: netproof.dev/v1alpha1\nkind: Intents\n")
    #expect(folder.read("").messages(.note).count == 1)
    let reading = ManifestReading(
      of: [.path(folder.path)],
      options: ManifestReaderOptions(intentFiles: ["\(folder.path)/./shop.yaml"]))
    #expect(reading.diagnostics == [])
    #expect(reading.sources.count == 1)
  }

  @Test func theErrorsOfAllFilesAreReportedInOrder() throws {
    let folder = try Folder()
    try folder.write("b.yaml", "kind: Pod\n---\nkind: Pod\n")
    try folder.write("a.yaml", "a: [")
    try folder.write("c.yaml", pod("c"))
    let reading = folder.read("")
    let starts = reading.diagnostics.map {
      String($0.text(files: reading.snapshot.files).prefix { $0 != " " })
    }
    #expect(
      folder.relative(starts) == [
        "FOLDER/a.yaml:1:4:", "FOLDER/b.yaml:1:1:", "FOLDER/b.yaml:3:1:",
      ])
    #expect(reading.snapshot.pods.count == 1)
  }

  @Test func symbolsAndFilesGoOn() {
    var symbols = SymbolTable()
    let known = symbols.intern("web")
    var files = FileTable()
    _ = files.add("intents.yaml")
    let reading = ManifestReading(
      of: [.text(name: "m.yaml", Array(pod("web").utf8))], symbols: symbols, files: files)
    #expect(reading.snapshot.pods.first?.name == known)
    #expect(reading.snapshot.files.names == ["intents.yaml", "m.yaml"])
  }
}

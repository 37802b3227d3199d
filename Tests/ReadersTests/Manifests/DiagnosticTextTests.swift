import ClusterModel
import Readers
import Testing

@Suite struct DiagnosticTextTests {
  private func text(_ manifest: String, isColoured: Bool = false) -> String {
    let reading = manifests(manifest)
    return reading.diagnostics
      .map { $0.text(files: reading.snapshot.files, isColoured: isColoured) }
      .joined(separator: "\n")
  }

  @Test func anErrorShowsItsLineAndACaret() {
    #expect(
      text(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: p, namespace: shop}
        spec:
          podselector: {}
        ---
        {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
        """) == """
          m.yaml:5:3: error: spec.podselector: unknown field, expected podSelector, policyTypes, ingress or egress
             podselector: {}
             ^~~~~~~~~~~ did you mean podSelector?
          """)
  }

  @Test func aTabKeepsTheCaretInPlace() {
    #expect(
      text("{\"apiVersion\":\t\"v1\", \"kind\": \"Pod\",\t\"metadata\": {\"name\": 1}}") == """
        m.yaml:1:58: error: metadata.name: expected a string, found the number `1`
         {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": 1}}
                                                                  ^ write "1" with quotes
        """)
  }

  @Test func controlCharactersOfNamesAreEscaped() {
    let shown = text("apiVersion: v1\nkind: Pod\nmetadata: {name: \"a\\e[31m\\u202eb\"}\n")
    #expect(shown.contains("found `a\\u{1b}[31m\\u{202e}b`"))
    #expect(!shown.unicodeScalars.contains("\u{1b}"))
  }

  @Test func coloursAreAddedOnRequest() {
    let shown = text("kind: Pod", isColoured: true)
    #expect(shown.contains("\u{1b}[1;31merror\u{1b}[0m: "))
  }

  @Test func aVeryLongLineIsCut() {
    let labels = (0..<500).map { "\"key-\($0)\": \"value\"" }.joined(separator: ", ")
    let shown = text(
      "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"labels\": {\(labels), \"k\": 1, \(labels.replacing("key", with: "other"))}, \"name\": \"a\"}}"
    )
    let lines = shown.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].count < 300)
    let caret = lines[2].prefix { $0 == " " }.count
    #expect(lines[1].dropFirst(caret).hasPrefix("1, "))
  }

  @Test func aDiagnosticWithoutPlaceIsALineOrTwo() {
    let reading = ManifestReading(of: [.path("/no/such/folder")])
    #expect(
      reading.diagnostics.map { $0.text(files: reading.snapshot.files) } == [
        "error: there is no file or folder `/no/such/folder`"
      ])
  }
}

import Testing
import YAML

@Suite struct ProjectionTests {
  private let projection = Projection.keys([
    "metadata": .keys(["annotations": .nothing]),
    "spec": .keys(["containers": .keys(["env": .nothing])]),
    "status": .nothing,
  ])

  @Test func unwantedPartsArePassedOver() throws {
    let text = try SourceText(
      Array(
        """
        metadata: {name: a, annotations: {x: {y: z}}, labels: {env: prod}}
        spec:
          containers:
          - name: c
            env: [{name: A, value: b}]
          - env: []
        status: {phase: Running}
        """.utf8))
    #expect(
      text.documents(wanting: projection).first?.root?.notation == """
        {metadata: {name: "a", annotations: …, labels: {env: "prod"}}, \
        spec: {containers: [{name: "c", env: …}, {env: …}]}, status: …}
        """)
  }

  @Test func anchorsInUnwantedPartsAreKept() throws {
    let text = try SourceText(
      Array("status: {x: [&a {b: &c 1}, 2], d: 3}\nkept: [*a, *c]".utf8))
    let documents = text.documents(wanting: projection)
    #expect(documents.first?.root?.notation == "{status: …, kept: [{b: 1}, 1]}")
    #expect(documents.flatMap(\.errors) == [])
  }

  @Test func itemsAreStreamedBeforeTheirDocument() throws {
    let text = try SourceText(
      Array(
        """
        apiVersion: v1
        items:
        - {kind: A, status: 1}
        - {kind: B, a: 1, a: 2}
        kind: List
        ---
        spec: {items: [1, 2]}
        """.utf8))
    var pieces: [String] = []
    text.stream(wanting: projection) { piece in
      switch piece {
      case .item(let item):
        pieces.append(
          "\(item.document).\(item.index) \(item.node.notation) \(item.errors.count)")
      case .document(let document):
        pieces.append("\(document.number) \(document.root?.notation ?? "-")")
        #expect(document.errors.isEmpty)
      }
    }
    #expect(
      pieces == [
        "1.0 {kind: \"A\", status: …} 0", "1.1 {kind: \"B\", a: 1} 1",
        "1 {apiVersion: \"v1\", items: …, kind: \"List\"}", "2 {spec: {items: [1, 2]}}",
      ])
  }
}

import Foundation
import Testing

/// Files whose names begin with a dot are manifests like others, as for `kubectl apply -f`; folders of such names are not read, and it is said.
@Suite struct HiddenFileTests {
  /// A folder under git in which the name of each file begins with a dot; of `pod`, there is one more than at the last commit.
  private func inRepository(_ body: (URL) throws -> Void) throws {
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let made = try Program.run(
      """
      pod() { echo "{apiVersion: v1, kind: Pod, metadata: {name: $1, labels: {app: $1}}}"; }
      mkdir -p shop/.github && pod a > shop/.a.yaml && pod b > shop/.b.yml && pod x > shop/.github/x.yaml
      git init -q . && git add . && git -c user.name=a -c user.email=a@example.org commit -qm first
      pod c > shop/.c.json
      """, in: scratch)
    try #require(made.status == 0, "\(made.output)")
    try body(scratch)
  }

  @Test func listReadsThem() throws {
    try inRepository { folder in
      let run = try Program.run("netproof list shop", in: folder)
      #expect(run.output.contains("3 workloads"), "\(run.output)")
      #expect(
        run.output.contains(
          "note: the hidden folder `shop/.github` is not read, and `shop/.github/x.yaml` is in it"))
    }
  }

  @Test func bothSidesOfADifferenceReadThem() throws {
    try inRepository { folder in
      let run = try Program.run("netproof diff --verbose --base HEAD shop", in: folder)
      // Only the third pod is new, though it can only be so if the old side has the others.
      #expect(run.output.contains("default/c"), "\(run.output)")
      #expect(!run.output.contains("default/x"), "\(run.output)")
      #expect(run.output.contains("`HEAD:shop/.github`"), "\(run.output)")
      let same = try Program.run("rm shop/.c.json; netproof diff --base HEAD shop", in: folder)
      #expect(same.status == 0)
      #expect(!same.output.contains("default/a"), "\(same.output)")
    }
  }
}

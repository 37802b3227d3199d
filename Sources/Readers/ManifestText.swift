import YAML

/// A text with manifests that has still to be read.
struct ManifestText: Sendable {
  /// As in `Snapshot.files`.
  var name: String
  var content: ManifestReading.Source.Content
  /// Nil where it is not known, as of a pipe.
  var size: Int?

  /// What reading a text yields, in this order; nothing follows what went wrong.
  enum Event: Sendable {
    case unreadable(reason: String)
    case refused(SourceText.Refusal)
    case text(SourceText)
    case piece(Piece)
  }

  init(name: String, _ content: ManifestReading.Source.Content) {
    self.name = name
    self.content = content
    switch content {
    case .bytes(let bytes): size = bytes.count
    case .path(let path): size = FileBytes.size(ofFile: path)
    }
  }

  /// Depends on nothing but the text, so that texts may be read in any order.
  func read(_ receive: (Event) -> Void) {
    do throws(FileBytes.Failure) {
      let bytes: [UInt8]
      switch content {
      case .bytes(let known): bytes = known
      case .path(let path): bytes = try FileBytes.contents(ofFile: path)
      }
      do throws(SourceText.Refusal) {
        let text = try SourceText(bytes)
        receive(.text(text))
        text.stream(wanting: ManifestProjection.object) { receive(.piece($0)) }
      } catch {
        receive(.refused(error))
      }
    } catch {
      receive(.unreadable(reason: error.reason))
    }
  }
}

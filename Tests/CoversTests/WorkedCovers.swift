import ClusterModel
import Evaluation
import Foundation
import Intents
import Readers
import Testing

@testable import Covers

/// Certificates of worked cases, made by the cases alone: no solver is asked.
struct WorkedCover: Sendable {
  let subject: CoverSubject
  let text: String

  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The certificates of a case, of every world in which its intents hold by the explicit engine.
  static func all(in folder: String) -> [WorkedCover] {
    subjects(in: folder).flatMap { subject -> [WorkedCover] in
      let asked = subject.intent.world
      var standings = [(Standing.proved, max(asked, .openCluster))]
      if subject.intent.claim.prohibition != nil, asked < .openCluster {
        standings.append((.holdsToday, asked))
      }
      return standings.compactMap { standing, world in
        guard let cover = try? Cover(of: subject, standing, in: world) else { return nil }
        return WorkedCover(subject: subject, text: cover.text)
      }
    }
  }

  static func subjects(in folder: String) -> [CoverSubject] {
    let root = repository.appending(path: folder)
    guard let intents = try? Data(contentsOf: root.appending(path: "intents.yaml")) else {
      return []
    }
    return subjects(.path(root.appending(path: "manifests").path), [UInt8](intents))
  }

  static func subjects(_ manifests: ManifestInput, _ intents: [UInt8]) -> [CoverSubject] {
    var snapshot = ManifestReading(of: [manifests]).snapshot
    var reader = IntentReader()
    let file = snapshot.files.add("intents.yaml")
    reader.read(intents, of: file, files: snapshot.files, symbols: &snapshot.symbols)
    let coverage = reader.files.flatMap(\.intents)
    return reader.files.flatMap { file in
      let cluster = Cluster(snapshot, assumptions: file.assumptions)
      return file.intents.map { CoverSubject(cluster, $0, coverage: coverage) }
    }
  }

  /// Nil where the text is accepted.
  func rejection(of text: String) -> CoverRejection? {
    do throws(CoverRejection) {
      let document: CoverDocument
      do throws(CoverSyntaxError) {
        document = try CoverDocument(text)
      } catch {
        throw .syntax(error)
      }
      guard document.intent == subject.intent.fileName else {
        throw .header(found: document.intent, expected: nil)
      }
      _ = try subject.check(document)
      return nil
    } catch {
      return error
    }
  }
}

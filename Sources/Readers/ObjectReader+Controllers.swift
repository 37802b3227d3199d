import ClusterModel
import YAML

extension ObjectReader {
  /// Reads a controller of pods by its template (C-153).
  mutating func readController(
    _ root: Fields, _ metadata: Metadata, in namespace: NamespaceID, kind: String, group: String
  ) {
    var record = ControllerRecord(
      kind: kind, group: group, name: metadata.name, namespace: namespace,
      uid: metadata.uid, owner: metadata.owner, replicas: nil, firstOrdinal: 0,
      shape: PodShape(), place: place(root.mark))
    guard root["spec"] != nil else {
      report(.error, at: root.mark, field: "spec", "missing")
      return
    }
    let shape = read("spec", of: root) { reader, node -> PodShape? in
      guard let spec = reader.fields(node) else { return nil }
      return kind == "CronJob" && group == "batch"
        ? reader.cronJobShape(spec, &record) : reader.controllerShape(spec, &record)
    }
    guard let shape else { return }
    record.shape = shape
    if record.kind(is: "Job", of: "batch") {
      _ = read("status", of: root) { reader, node -> Void? in
        guard let status = reader.fields(node) else { return nil }
        let hasEnded = reader.readList("conditions", of: status) { _, condition in
          ["Complete", "Failed"].contains(condition["type"]?.string)
            && condition["status"]?.string == "True"
        }
        record.isFinished =
          status["completionTime"]?.string != nil || (hasEnded ?? []).contains(true)
        return ()
      }
    }
    collected.runners.append(.controller(record))
  }

  private mutating func controllerShape(
    _ spec: Fields, _ record: inout ControllerRecord
  ) -> PodShape? {
    let count = read("replicas", of: spec) { $0.integer($1, in: 0...Int64(Int32.max)) }
    let parallelism = read("parallelism", of: spec) { $0.integer($1, in: 0...Int64(Int32.max)) }
    record.replicas = record.kind(is: "Job", of: "batch") ? parallelism : count
    record.isSuspended = read("suspend", of: spec) { $0.bool($1) } ?? false
    record.firstOrdinal =
      read("ordinals", of: spec) { reader, node in
        reader.fields(node).flatMap { fields in
          reader.read("start", of: fields) { $0.integer($1, in: 0...Int64(Int32.max)) }
        }
      } ?? 0
    return required("template", of: spec) { $0.podTemplate($1) }
  }

  private mutating func cronJobShape(
    _ spec: Fields, _ record: inout ControllerRecord
  ) -> PodShape? {
    record.isSuspended = read("suspend", of: spec) { $0.bool($1) } ?? false
    return required("jobTemplate", of: spec) { reader, node in
      guard let template = reader.fields(node) else { return nil }
      return reader.required("spec", of: template) { reader, node in
        guard let job = reader.fields(node) else { return nil }
        return reader.required("template", of: job) { $0.podTemplate($1) }
      }
    }
  }

  private mutating func podTemplate(_ node: Node) -> PodShape? {
    guard let template = fields(node),
      var shape = required("spec", of: template, { $0.podSpec($1) })
    else { return nil }
    shape.labels =
      read("metadata", of: template) { reader, node in
        reader.fields(node).map { metadata in
          reader.checkCase(metadata, Self.metadataKeys)
          reader.checkMetadataSpelling(metadata)
          return Labels(reader.read("labels", of: metadata) { $0.labelPairs($1) } ?? [])
        }
      } ?? Labels()
    return shape
  }
}

extension ControllerRecord {
  func kind(is name: String, of group: String) -> Bool {
    kind == name && self.group == group
  }
}

import YAML

/// The parts of manifests that are read; everything else, which is most of what `kubectl get -o yaml` prints, is passed over.
enum ManifestProjection {
  static let object = Projection.keys(
    [
      "apiVersion": .all, "kind": .all, "metadata": metadata, "spec": spec, "specs": .all,
      "status": .keys(
        [
          "phase": .all, "podIP": .all, "podIPs": .all, "completionTime": .all,
          // Of nodes.
          "addresses": .keys(["type": .all, "address": .all], others: .nothing),
          "conditions": .keys(["type": .all, "status": .all], others: .nothing),
        ], others: .nothing),
      // Of lists inside lists; those of a document are streamed.
      "items": .all,
      // Of patches.
      "op": .all, "path": .all,
    ], others: .nothing)

  private static let metadata = Projection.keys(
    [
      "name": .all, "generateName": .all, "namespace": .all, "labels": .all, "uid": .all,
      "ownerReferences": .all,
    ], others: .nothing)

  private static let template = Projection.keys(
    ["metadata": metadata, "spec": .keys(podSpec, others: .nothing)], others: .nothing)

  private static let podSpec: [String: Projection] = [
    "containers": container, "initContainers": container, "hostNetwork": .all, "nodeName": .all,
    "serviceAccountName": .all, "serviceAccount": .all,
  ]

  private static let container = Projection.keys(
    ["ports": .all, "restartPolicy": .all], others: .nothing)

  /// Of the kinds that are read; of all other kinds, the keys alone.
  private static let spec = Projection.keys(
    podSpec.merging(
      [
        "template": template,
        "jobTemplate": .keys(
          ["spec": .keys(["template": template], others: .nothing)], others: .nothing),
        "replicas": .all, "parallelism": .all, "suspend": .all, "ordinals": .all,
        "selector": .all, "type": .all, "externalTrafficPolicy": .all, "ports": .all,
        "loadBalancerSourceRanges": .all, "externalName": .all, "host": .all, "path": .all,
        "rules": .all, "defaultBackend": .all, "backend": .all,
        "podSelector": .all, "policyTypes": .all, "ingress": .all, "egress": .all,
        "tier": .all, "priority": .all, "subject": .all,
        // Of Routes.
        "to": .all, "alternateBackends": .all, "port": .all,
      ], uniquingKeysWith: { $1 }), others: .nothing)
}

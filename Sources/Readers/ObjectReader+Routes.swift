import ClusterModel
import YAML

extension ObjectReader {
  /// An OpenShift Route of `route.openshift.io/v1`: `to`, `alternateBackends`, and the port that all of them are reached on.
  mutating func readRoute(_ root: Fields, _ metadata: Metadata, in namespace: NamespaceID) {
    var route = Ingress(
      kind: .route, name: metadata.name, namespace: namespace, place: place(root.mark))
    _ = read("spec", of: root) { reader, node -> Void? in
      guard let spec = reader.fields(node) else { return nil }
      let port = reader.read("port", of: spec) { reader, node -> NetworkPolicyPort.Port? in
        guard let port = reader.fields(node) else { return nil }
        return reader.read("targetPort", of: port) { $0.portNumberOrName($1) }
      }
      let host = reader.read("host", of: spec) { $0.symbol($1) }
      let path = reader.read("path", of: spec) { $0.symbol($1) }
      let first = reader.read("to", of: spec) { $0.routeTarget($1) }
      let others = reader.readList("alternateBackends", of: spec) { $0.routeTarget($1) } ?? []
      route.backends = ([first].compactMap(\.self) + others).map {
        Ingress.Backend(service: $0, targetPort: port, host: host, path: path)
      }
      return ()
    }
    collected.ingresses.append(route)
  }

  /// The name of a Service, the only kind there is.
  private mutating func routeTarget(_ node: Node) -> Symbol? {
    fields(node).flatMap { target in required("name", of: target) { $0.symbol($1) } }
  }
}

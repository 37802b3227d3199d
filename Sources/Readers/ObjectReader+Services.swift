import ClusterModel
import YAML

extension ObjectReader {
  mutating func readNamespace(_ root: Fields, _ metadata: Metadata) {
    // C-28, L-43: the server writes this label itself.
    let nameKey = symbols.intern("kubernetes.io/metadata.name")
    if let value = metadata.labels[nameKey], value != metadata.name,
      let labels = root["metadata"]?["labels"],
      let node = labels["kubernetes.io/metadata.name"]
    {
      read(labels, at: .key("metadata")) { reader, labels in
        reader.read(labels, at: .key("labels")) { reader, _ in
          reader.warn(
            node,
            "the API server replaces this by the name of the namespace, "
              + "`\(reader.symbols[metadata.name])`")
        }
      }
    }
    namespaces.declare(metadata.name, labels: metadata.labels, at: place(root.mark))
  }

  mutating func readService(_ root: Fields, _ metadata: Metadata, in namespace: NamespaceID) {
    var service = Service(name: metadata.name, namespace: namespace, place: place(root.mark))
    _ = read("spec", of: root) { reader, node -> Void? in
      guard let spec = reader.fields(node) else { return nil }
      service.selector = reader.read("selector", of: spec) { Labels($0.labelPairs($1)) }
      service.type = reader.read("type", of: spec) { $0.serviceType($1) }
      service.keepsClientAddress =
        reader.read("externalTrafficPolicy", of: spec) { reader, node in
          reader.string(node).map { $0 == "Local" }
        } ?? false
      service.sourceRanges =
        reader.readList("loadBalancerSourceRanges", of: spec) { $0.symbol($1) } ?? []
      service.externalName = reader.read("externalName", of: spec) { $0.symbol($1) }
      service.ports = reader.readList("ports", of: spec) { $0.servicePort($1) } ?? []
      return ()
    }
    collected.services.append(service)
  }

  private mutating func serviceType(_ node: Node) -> Symbol? {
    guard let text = string(node), !text.isEmpty else { return nil }
    let known = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]
    guard known.contains(text) else {
      fail(
        node, "found `\(text)`, expected \(Self.list(known))",
        suggestion: Spelling.nearest(to: text, among: known).map { "did you mean \($0)?" })
      return nil
    }
    return symbols.intern(text)
  }

  private mutating func servicePort(_ node: Node) -> ServicePort? {
    guard let fields = fields(node),
      let port = required("port", of: fields, { $0.portNumber($1) })
    else { return nil }
    return ServicePort(
      name: read("name", of: fields) { $0.symbol($1) },
      protocol: read("protocol", of: fields) { $0.transportProtocol($1) }, port: port,
      targetPort: read("targetPort", of: fields) { $0.targetPort($1) })
  }

  /// 0 and the empty name are how Go programs write none.
  private mutating func targetPort(_ node: Node) -> NetworkPolicyPort.Port? {
    if case .scalar(let scalar) = node.content, scalar.text == "0" || scalar.text.isEmpty {
      return nil
    }
    return portNumberOrName(node)
  }

  /// An Ingress: the Services that its rules and its default lead to.
  mutating func readIngress(_ root: Fields, _ metadata: Metadata, in namespace: NamespaceID) {
    var ingress = Ingress(name: metadata.name, namespace: namespace, place: place(root.mark))
    _ = read("spec", of: root) { reader, node -> Void? in
      guard let spec = reader.fields(node) else { return nil }
      for key in ["defaultBackend", "backend"] {
        if let backend = reader.read(key, of: spec, { $0.backend($1) }) {
          ingress.backends.append(backend)
        }
      }
      let rules = reader.readList("rules", of: spec) { $0.ingressRule($1) } ?? []
      ingress.backends += rules.flatMap { $0 }
      return ()
    }
    collected.ingresses.append(ingress)
  }

  private mutating func ingressRule(_ node: Node) -> [Ingress.Backend]? {
    guard let rule = fields(node) else { return nil }
    let host = read("host", of: rule) { $0.symbol($1) }
    return read("http", of: rule) { reader, node in
      guard let http = reader.fields(node) else { return nil }
      return reader.readList("paths", of: http) { reader, node -> Ingress.Backend? in
        guard let path = reader.fields(node) else { return nil }
        let name = reader.read("path", of: path) { $0.symbol($1) }
        var backend = reader.read("backend", of: path) { $0.backend($1) }
        backend?.host = host
        backend?.path = name
        return backend
      }
    }
  }

  /// A backend of networking.k8s.io/v1, or of the versions before it; nil where it is no Service.
  private mutating func backend(_ node: Node) -> Ingress.Backend? {
    guard let backend = fields(node) else { return nil }
    if backend["serviceName"] != nil {
      guard let name = read("serviceName", of: backend, { $0.symbol($1) }) else { return nil }
      return Ingress.Backend(
        service: name, port: read("servicePort", of: backend) { $0.portNumberOrName($1) })
    }
    return read("service", of: backend) { reader, node in
      guard let service = reader.fields(node),
        let name = reader.required("name", of: service, { $0.symbol($1) })
      else { return nil }
      let port = reader.read("port", of: service) { reader, node -> NetworkPolicyPort.Port? in
        guard let port = reader.fields(node) else { return nil }
        return reader.read("number", of: port) { $0.portNumber($1).map { .number($0) } }
          ?? reader.read("name", of: port) { $0.symbol($1).map { .name($0) } }
      }
      return Ingress.Backend(service: name, port: port)
    }
  }
}

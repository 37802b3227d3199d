import ClusterModel
import YAML

extension ObjectReader {
  mutating func readPod(_ root: Fields, _ metadata: Metadata, in namespace: NamespaceID) {
    var shape = read("spec", of: root) { $0.podSpec($1) } ?? PodShape()
    shape.labels = metadata.labels
    var record = PodRecord(
      name: metadata.name, namespace: namespace, shape: shape, addresses: [], phase: .unknown,
      owner: metadata.owner, place: place(root.mark))
    // Mirror pods of a node's own manifests have the node as owner.
    if record.owner?.kind == "Node" { record.owner = nil }
    _ = read("status", of: root) { reader, node -> Void? in
      guard let status = reader.fields(node) else { return nil }
      record.phase = reader.read("phase", of: status) { $0.phase($1) } ?? .unknown
      record.addresses = reader.podAddresses(status)
      return ()
    }
    collected.runners.append(.pod(record))
  }

  private mutating func phase(_ node: Node) -> Pod.Phase? {
    guard let text = string(node) else { return nil }
    switch text {
    case "Pending": return .pending
    case "Running": return .running
    case "Succeeded": return .succeeded
    case "Failed": return .failed
    case "", "Unknown": return .unknown
    default:
      fail(
        node, "found `\(text)`, expected Pending, Running, Succeeded, Failed or Unknown",
        suggestion: Spelling.nearest(
          to: text, among: ["Pending", "Running", "Succeeded", "Failed", "Unknown"]
        ).map { "did you mean \($0)?" })
      return nil
    }
  }

  /// `status.podIPs`, else `status.podIP`; at most one address a family.
  private mutating func podAddresses(_ status: Fields) -> [IPAddress] {
    let listed = readList("podIPs", of: status) { reader, node -> IPAddress? in
      guard let fields = reader.fields(node) else { return nil }
      return reader.read("ip", of: fields) { $0.address($1) }
    }
    guard let listed, !listed.isEmpty else {
      return read("podIP", of: status) { $0.address($1) }.map { [$0] } ?? []
    }
    if let node = status["podIPs"], Set(listed.map(\.family)).count < listed.count {
      read(node, at: .key("podIPs")) { reader, node in
        reader.fail(node, "found two addresses of one family, at most one of each is allowed")
      }
    }
    return listed
  }

  mutating func address(_ node: Node) -> IPAddress? {
    guard let text = string(node), !text.isEmpty else { return nil }
    guard let address = LegacyAddress.address(text), !LegacyAddress.isIPv4Mapped(address) else {
      fail(node, "found `\(text)`, expected an address like 10.0.0.1 or 2001:db8::1")
      return nil
    }
    return address
  }

  /// A PodSpec, as far as network policies and Services can tell pods apart.
  mutating func podSpec(_ node: Node) -> PodShape? {
    guard let spec = fields(node) else { return nil }
    checkCase(
      spec,
      ["containers", "initContainers", "hostNetwork", "nodeName", "serviceAccountName"])
    var shape = PodShape()
    shape.serviceAccount =
      read("serviceAccountName", of: spec) { $0.name($1, .dnsSubdomain) }
      ?? read("serviceAccount", of: spec) { $0.name($1, .dnsSubdomain) }
    shape.isHostNetwork = read("hostNetwork", of: spec) { $0.bool($1) } ?? false
    shape.nodeName = read("nodeName", of: spec) { reader, node in
      reader.string(node).flatMap { $0.isEmpty ? nil : reader.symbols.intern($0) }
    }
    // Named ports are looked up on the containers and on the init containers that keep running, and on no others
    // (kubernetes pkg/api/v1/pod/util.go, FindPort).
    let containers = readList("containers", of: spec) { $0.containerPorts($1, isInit: false) } ?? []
    let sidecars =
      readList("initContainers", of: spec) { $0.containerPorts($1, isInit: true) } ?? []
    shape.containerPorts = (containers + sidecars).flatMap { $0 }
    warnOfAmbiguousNames(shape.containerPorts, at: spec.mark)
    return shape
  }

  private mutating func containerPorts(_ node: Node, isInit: Bool) -> [ContainerPort]? {
    guard let container = fields(node) else { return nil }
    if isInit, container["restartPolicy"]?.string != "Always" { return nil }
    checkCase(container, ["ports"])
    return readList("ports", of: container) { reader, node -> ContainerPort? in
      guard let fields = reader.fields(node) else { return nil }
      reader.checkCase(fields, ["name", "containerPort", "protocol", "hostPort"])
      guard
        let number = reader.required("containerPort", of: fields, { $0.portNumber($1) })
      else { return nil }
      return ContainerPort(
        name: reader.read("name", of: fields) { $0.portName($1) }, number: number,
        protocol: reader.read("protocol", of: fields) { $0.transportProtocol($1) },
        hostPort: reader.read("hostPort", of: fields) { reader, node in
          // 0 is how Go programs write none.
          reader.integer(node, in: 0...65535).flatMap { $0 == 0 ? nil : UInt16($0) }
        })
    }
  }

  private mutating func portName(_ node: Node) -> Symbol? {
    guard node.string != "" else { return nil }
    return name(node, .portName)
  }

  /// C-63b.
  private mutating func warnOfAmbiguousNames(_ ports: [ContainerPort], at mark: Mark) {
    for (index, port) in ports.enumerated() {
      guard let name = port.name else { continue }
      let earlier = ports[..<index].first {
        $0.name == name && ($0.protocol ?? .tcp) == (port.protocol ?? .tcp)
          && $0.number != port.number
      }
      guard let earlier else { continue }
      report(
        .warning, at: mark,
        "the port name `\(symbols[name])` stands for \(earlier.number) and for \(port.number): which of them a rule means is not defined"
      )
    }
  }
}

import ClusterModel
import YAML

extension ObjectReader {
  /// A Node, as far as `nodes` of a rule and the addresses of hostNetwork pods have to do with it.
  mutating func readNode(_ root: Fields, _ metadata: Metadata) {
    var machine = ClusterNode(
      name: metadata.name, labels: metadata.labels, place: place(root.mark))
    _ = read("status", of: root) { reader, node -> Void? in
      guard let status = reader.fields(node) else { return nil }
      let addresses = reader.readList("addresses", of: status) { $0.nodeAddress($1) }
      for address in addresses ?? [] where !machine.addresses.contains(address) {
        machine.addresses.append(address)
      }
      return ()
    }
    collected.nodes.append(machine)
  }

  /// Nil for what is no address: host names, and types that nobody selects by.
  private mutating func nodeAddress(_ node: Node) -> IPAddress? {
    guard let fields = fields(node), let type = fields["type"]?.string,
      ["InternalIP", "ExternalIP"].contains(type)
    else { return nil }
    return read("address", of: fields) { $0.address($1) }
  }
}

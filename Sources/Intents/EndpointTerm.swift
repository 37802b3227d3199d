public import ClusterModel

/// One end of flows as a person types it on a command line: `shop/web:80`, `10.0.0.7`,
/// `pods app=web in namespace shop`.
///
/// Names are not looked up yet: that needs a cluster.
public struct EndpointTerm: Hashable, Sendable {
  public enum Form: Hashable, Sendable {
    /// `web`, `shop/web`, `deployment/web`, `shop/deployment/web`: one to three parts, as written.
    ///
    /// - namespace: of `-n NAMESPACE`, where it is given.
    case name(parts: [String], namespace: String?)
    /// One address; a pod may have it.
    case address(IPAddress)
    /// What the intent language writes for a group, a range of addresses among it.
    case group(Group.Term)
  }

  /// As written, without the ports.
  public var text: String
  public var form: Form
  /// Destination ports, as written behind the colon.
  public var ports: Ports

  public init(text: String, form: Form, ports: Ports = .all) {
    self.text = text
    self.form = form
    self.ports = ports
  }
}

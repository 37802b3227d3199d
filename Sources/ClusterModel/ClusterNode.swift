/// A `core/v1.Node`: a machine of the cluster.
public struct ClusterNode: Sendable {
  public var name: Symbol
  public var labels: Labels
  /// `status.addresses` of the types InternalIP and ExternalIP; empty when unknown.
  public var addresses: [IPAddress]
  public var place: Place

  public init(name: Symbol, labels: Labels = Labels(), addresses: [IPAddress] = [], place: Place) {
    self.name = name
    self.labels = labels
    self.addresses = addresses
    self.place = place
  }
}

public import ClusterModel

extension ExplicitEngine {
  /// The pods that exist in classes that no policy tells apart, by namespace and then as written.
  public var podClasses: [[PodID]] {
    partition.classes.prefix(partition.podClassCount).map(\.pods)
  }
}

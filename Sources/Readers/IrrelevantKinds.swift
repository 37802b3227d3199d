/// Kubernetes' own kinds that cannot change which flows exist or are allowed: they hold data, rights, storage or schedules.
enum IrrelevantKinds {
  static func contains(_ kind: ObjectKind) -> Bool {
    kinds[kind.group]?.contains(kind.kind) ?? false
  }

  private static let kinds: [String: Set<String>] = [
    "": [
      "ConfigMap", "Secret", "ServiceAccount", "PersistentVolume", "PersistentVolumeClaim",
      "ResourceQuota", "LimitRange", "Event", "Endpoints", "PodTemplate",
      "ComponentStatus", "Binding",
    ],
    "apps": ["ControllerRevision"],
    "autoscaling": ["HorizontalPodAutoscaler"],
    "policy": ["PodDisruptionBudget", "PodSecurityPolicy"],
    "rbac.authorization.k8s.io": ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"],
    "apiextensions.k8s.io": ["CustomResourceDefinition"],
    "apiregistration.k8s.io": ["APIService"],
    "admissionregistration.k8s.io": [
      "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration",
      "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
      "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding",
    ],
    "coordination.k8s.io": ["Lease", "LeaseCandidate"],
    "events.k8s.io": ["Event"],
    "discovery.k8s.io": ["EndpointSlice"],
    "storage.k8s.io": [
      "StorageClass", "VolumeAttachment", "CSIDriver", "CSINode", "CSIStorageCapacity",
      "VolumeAttributesClass",
    ],
    "scheduling.k8s.io": ["PriorityClass"],
    "node.k8s.io": ["RuntimeClass"],
    "certificates.k8s.io": ["CertificateSigningRequest", "ClusterTrustBundle"],
    "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
    "networking.k8s.io": ["IngressClass", "IPAddress", "ServiceCIDR"],
    "resource.k8s.io": [
      "DeviceClass", "ResourceClaim", "ResourceClaimTemplate", "ResourceSlice",
    ],
    "metrics.k8s.io": ["PodMetrics", "NodeMetrics"],
    "internal.apiserver.k8s.io": ["StorageVersion"],
  ]
}

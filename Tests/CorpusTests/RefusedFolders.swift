/// Why our reader refuses the manifests of a case as they are, with the rows of the semantics that prove it right: an API server
/// refuses them, too. The test mends exactly these places before it compares.
enum RefusedFolder {
  /// V-11: the name of a policy is a DNS-1123 subdomain, which has no `_`.
  case underscoreInName
  /// V-13, C-160: `containerport` is an unknown field to strict validation, and to a server that drops it the required `containerPort` is
  /// missing. Keys are told apart by case.
  case misspeltPort
  /// V-13: a list is no object. `kubectl apply -f` takes every `.json` file of a folder for a manifest, as we do; this one is what the peer
  /// printed.
  case listAmongManifests
  /// V-21: `pods` of a v1alpha1 policy has a podSelector and a namespaceSelector. The peer takes a missing one for an empty one.
  case missingSelector

  static let all: [String: RefusedFolder] = [
    "anp_test_10": .missingSelector,
    "anp_test_10_swapping_rules": .missingSelector,
    "anp_test_11_swapping_rules": .missingSelector,
    "anp_test_8_swapping_rules": .missingSelector,
    "anp_test_9": .missingSelector,
    "anp_test_combining_test_6_and_test_10": .missingSelector,
    "example_pods_w_same_owner_and_labels_gap_anp_good": .missingSelector,
    "example_pods_w_same_owner_and_labels_gap_banp_good": .missingSelector,
    "example_pods_w_same_owner_and_labels_gap_with_good_match_expression": .underscoreInName,
    "example_pods_w_same_owner_and_labels_gap_with_good_match_expression2": .underscoreInName,
    "example_pods_w_same_owner_and_labels_gap_with_policy_selector_not_in_gap": .underscoreInName,
    "netpol_named_port_test": .misspeltPort,
    "netpol_named_port_test_2": .misspeltPort,
    "onlineboutique": .listAmongManifests,
  ]

  /// What our reader says of such a place: the end of the field's path, and what is wrong with it.
  var diagnoses: [(field: String, message: String)] {
    switch self {
    case .underscoreInName: [("metadata.name", "lower-case letters, digits, `-` and `.`")]
    case .misspeltPort:
      [("ports[1].containerPort", "missing"), ("ports[1].containerport", "unknown field")]
    case .listAmongManifests: [("", "expected a Kubernetes object, found a list")]
    case .missingSelector:
      [("pods.podSelector", "missing"), ("pods.namespaceSelector", "missing")]
    }
  }
}

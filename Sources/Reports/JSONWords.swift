import Evaluation
import Verification

// The words of the JSON report for what the text says in sentences.

extension Ternary {
  var word: String {
    switch self {
    case .no: "no"
    case .unknown: "maybe"
    case .yes: "yes"
    }
  }
}

extension DirectionDecision.Basis {
  var word: String {
    switch self {
    case .external: "external"
    case .hostNetwork: "hostNetwork"
    case .ownNode: "ownNode"
    case .notEnforced: "notEnforced"
    case .notIsolated: "notIsolated"
    case .rules: "rules"
    case .translatedAddress: "translatedAddress"
    }
  }
}

extension PolicyTier {
  var word: String {
    switch self {
    case .admin: "admin"
    case .networkPolicy: "networkPolicy"
    case .baseline: "baseline"
    }
  }
}

extension Violation {
  var word: String {
    switch self {
    case .prohibitedFlow(isCertain: true): "allowed"
    case .prohibitedFlow(isCertain: false): "maybe allowed"
    case .requiredFlow(isPossible: true): "maybe denied"
    case .requiredFlow(isPossible: false): "denied"
    }
  }
}

extension Settlement {
  var kind: String {
    switch self {
    case .clusterCIDRs: "clusterCIDRs"
    case .podAddresses: "podAddresses"
    case .portNames: "portNames"
    case .clientAddress: "clientAddress"
    case .equalPriority: "equalPriority"
    case .nodes: "nodes"
    case .domainNames: "domainNames"
    }
  }
}

extension Note {
  var kind: String {
    switch self {
    case .emptyGroup: "emptyGroup"
    case .idleException: "idleException"
    case .hostNetwork: "hostNetwork"
    case .portNotCovered: "portNotCovered"
    case .ambiguousPort: "ambiguousPort"
    case .servicePort: "servicePort"
    case .noWitness: "noWitness"
    case .unmentionedLabel: "unmentionedLabel"
    case .waiverRanOut: "waiverRanOut"
    case .waiverNotNeeded: "waiverNotNeeded"
    case .baselineScope: "baselineScope"
    case .potential: "potential"
    }
  }
}

extension Hint {
  var kind: String {
    switch self {
    case .otherPorts: "otherPorts"
    case .servicePort: "servicePort"
    case .otherPeers: "otherPeers"
    case .namespaceLabel: "namespaceLabel"
    case .idleRules: "idleRules"
    }
  }
}

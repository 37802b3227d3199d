import ClusterModel
import Intents

/// What a claim takes for granted, in words.
extension Assumptions {
  /// What may be open in manifests.
  static let open =
    "(addresses that nobody knows, a port name with several numbers, which of two policies with one priority is tried first)"

  func words(symbols: SymbolTable) -> [String] {
    func words(_ list: [Symbol]) -> String {
      list.map { symbols[$0] }.joined(separator: ", ")
    }
    var facts = ["cni \(cni.rawValue)"]
    if !clusterCIDRs.isEmpty {
      facts.append(
        "pod addresses lie in " + clusterCIDRs.map(\.description).joined(separator: ", "))
    }
    if let families = ipFamilies {
      facts.append("families " + families.map(\.word).joined(separator: ", "))
    }
    facts.append("client addresses \(clientAddress.rawValue)")
    if !fixedNamespaceLabels.isEmpty {
      facts.append("only an administrator labels namespaces \(words(fixedNamespaceLabels))")
    }
    if !fixedPodLabels.isEmpty {
      facts.append("only an administrator labels pods \(words(fixedPodLabels))")
    }
    if let baseline = newNamespacePolicies {
      facts.append("new namespaces begin with the policies of \(symbols[baseline])")
    }
    if baselineScope == .pod {
      facts.append("a NetworkPolicy hides the Baseline tier in both directions")
    }
    return facts
  }
}

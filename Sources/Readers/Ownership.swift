import ClusterModel

/// Who controls whom among the objects that were read (C-156).
struct Ownership {
  private struct Name: Hashable {
    var namespace: NamespaceID
    var name: String
  }

  private var byUID: [String: Int] = [:]
  private var byName: [Name: [Int]] = [:]
  private let controllers: [ControllerRecord]

  init(_ controllers: [ControllerRecord], symbols: SymbolTable) {
    self.controllers = controllers
    for (index, controller) in controllers.enumerated() {
      if let uid = controller.uid, !uid.isEmpty { byUID[uid] = index }
      let name = Name(namespace: controller.namespace, name: symbols[controller.name])
      byName[name, default: []].append(index)
    }
  }

  /// The controller that an object with this owner belongs to: by uid, else by kind and name, else by name, else by the way in which
  /// Deployments name their ReplicaSets and CronJobs their Jobs.
  ///
  /// What an operator makes often has the name of the operator's own object. The name alone therefore counts only for pods, and only
  /// where the template makes such pods: a wrong match would lose the template, and flows with it.
  /// - Parameters:
  ///   - podTemplateHash: the label of that name.
  ///   - podLabels: the labels of the object, where it is a pod.
  func controller(
    _ owner: Owner, in namespace: NamespaceID, podTemplateHash: String? = nil,
    podLabels: Labels? = nil
  ) -> Int? {
    if let uid = owner.uid, let index = byUID[uid], controllers[index].namespace == namespace {
      return index
    }
    let named = (byName[Name(namespace: namespace, name: owner.name)] ?? []).filter {
      isPossible($0, owner)
    }
    if let index = named.first(where: { controllers[$0].kind == owner.kind }) { return index }
    if let only = named.first, named.count == 1, let podLabels,
      controllers[only].shape.labels.pairs.allSatisfy({ podLabels[$0.key] == $0.value })
    {
      return only
    }
    guard let name = Self.nameOfMaker(of: owner, podTemplateHash) else { return nil }
    let makers = byName[Name(namespace: namespace, name: name)] ?? []
    let suitable = makers.filter {
      owner.kind == "Job" ? controllers[$0].kind == "CronJob" : controllers[$0].makesReplicaSets
    }
    return suitable.count == 1 ? suitable.first : nil
  }

  /// Two uids that differ are two objects, whatever their names.
  private func isPossible(_ index: Int, _ owner: Owner) -> Bool {
    guard let uid = owner.uid, !uid.isEmpty, let own = controllers[index].uid, !own.isEmpty else {
      return true
    }
    return uid == own
  }

  /// The controllers above an owner, from the nearest to the topmost, and the reference at their end that leads to no object.
  func chain(
    from owner: Owner?, in namespace: NamespaceID, podTemplateHash: String? = nil,
    podLabels: Labels? = nil
  ) -> (controllers: [Int], missing: Owner?) {
    var chain: [Int] = []
    var next = owner
    while let owner = next {
      guard
        let index = controller(
          owner, in: namespace, podTemplateHash: podTemplateHash,
          podLabels: chain.isEmpty ? podLabels : nil),
        !chain.contains(index)
      else { return (chain, owner) }
      chain.append(index)
      next = controllers[index].owner
    }
    return (chain, nil)
  }

  /// `web` of the ReplicaSet `web-7d9c5b8f6`, `report` of the Job `report-28912345`.
  private static func nameOfMaker(of owner: Owner, _ podTemplateHash: String?) -> String? {
    guard let dash = owner.name.lastIndex(of: "-") else { return nil }
    let suffix = owner.name[dash...].dropFirst()
    let name = String(owner.name[..<dash])
    switch owner.kind {
    case "ReplicaSet": return podTemplateHash.map { $0 == suffix } == true ? name : nil
    case "Job": return !suffix.isEmpty && suffix.allSatisfy(\.isNumber) ? name : nil
    default: return nil
    }
  }
}

extension ControllerRecord {
  /// Deployments and those who work like them.
  fileprivate var makesReplicaSets: Bool {
    !["StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicaSet", "ReplicationController"]
      .contains(kind)
  }
}

import ClusterModel

/// Pods and addresses as rows of codes.
extension EndSchema {
  /// The description of `pod`, a code a column.
  func row(of pod: Pod) -> [Int32] {
    var row = [Int32](repeating: 0, count: columns.count)
    row[EndSchema.namespace] = pod.namespace.rawValue + 1
    row[EndSchema.hostNetwork] = pod.isHostNetwork ? 1 : 0
    if !vocabulary.serviceAccounts.isEmpty {
      row[EndSchema.serviceAccount] = Int32(serviceAccountCode(of: pod))
    }
    for (column, space) in zip(addresses, spaces) {
      row[column] = Int32(addressCode(of: pod, in: space))
    }
    for pair in pod.labels.pairs {
      guard let index = vocabulary.keyIndex(of: pair.key) else { continue }
      row[labels.lowerBound + index] = Int32(vocabulary.code(of: pair.value, under: pair.key))
    }
    if !ports.isEmpty {
      for (index, numbers) in EndSchema.resolutions(of: pod, portIndices) {
        row[namedPorts.lowerBound + index] = Int32(ports[index].code(of: numbers))
      }
    }
    if readsHostPorts, let index = hostPortSets.firstIndex(of: EndSchema.hostPorts(of: pod)) {
      row[hostPorts] = Int32(index + 1)
    }
    row[node] = Int32(nodes.code(of: pod))
    return row
  }

  /// The description of `address`, which lies outside the cluster; nil where the run does not have its family.
  func row(of address: IPAddress) -> [Int32]? {
    guard let index = spaces.firstIndex(where: { $0.family == address.family }) else { return nil }
    var row = [Int32](repeating: 0, count: columns.count)
    row[addresses.lowerBound + index] =
      Int32(EndSchema.firstAtom + spaces[index].atom(of: address.bits))
    return row
  }

  /// 0 is every service account that is not mentioned; a pod that names none runs as `default`.
  private func serviceAccountCode(of pod: Pod) -> Int {
    let account = pod.serviceAccount ?? snapshot.symbols.symbol(for: "default")
    return account.flatMap { vocabulary.serviceAccounts[$0] } ?? 0
  }

  /// 0 where the pod has no address of the family (C-52).
  private func addressCode(of pod: Pod, in space: AddressSpace) -> Int {
    if pod.addresses.isEmpty { return EndSchema.unknownAddress }
    let address = pod.addresses.first { $0.family == space.family }
    return address.map { EndSchema.firstAtom + space.atom(of: $0.bits) } ?? 0
  }
}

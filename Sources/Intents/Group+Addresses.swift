extension Group {
  /// Whether addresses outside the cluster are spoken of, alone or in a union.
  public var hasAddresses: Bool {
    switch term {
    case .pods: false
    case .addresses, .internet, .external, .anyone: true
    case .anyOf(let groups): groups.contains(where: \.hasAddresses)
    }
  }
}

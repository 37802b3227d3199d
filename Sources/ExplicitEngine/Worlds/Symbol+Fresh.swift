import ClusterModel

/// While a search lasts, a text that occurs nowhere in the input needs no spelling: a symbol outside the table will do.
extension Symbol {
  static func fresh(_ number: Int) -> Symbol { Symbol(rawValue: Int32(-10 - number)) }

  /// The service account is one more key of a pod, which is always there.
  static let accountKey = Symbol(rawValue: -1)

  /// For `kubernetes.io/metadata.name` where nothing of the input spells it.
  static let unspelledNameKey = Symbol(rawValue: -2)

  /// As a hypothesis writes it.
  var text: HypotheticalText {
    rawValue <= -10 ? .fresh(Int(-10 - rawValue)) : .mentioned(self)
  }
}

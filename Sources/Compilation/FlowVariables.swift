import ClusterModel
public import Formula

/// The variables that describe one end of a flow, a column of `EndSchema` each.
struct EndVariables {
  /// By column; a source has only those that describe both ends.
  let columns: [Variable]
  private let schema: EndSchema

  init(_ end: String, width: Int, _ schema: EndSchema, in formulas: FormulaStore) {
    columns = schema.columns.prefix(width).map {
      formulas.declare("\(end).\($0.name)", size: $0.size)
    }
    self.schema = schema
  }

  /// 0 outside the cluster, else the namespace's index plus one.
  var namespace: Variable { columns[EndSchema.namespace] }
  var hostNetwork: Variable { columns[EndSchema.hostNetwork] }
  var serviceAccount: Variable { columns[EndSchema.serviceAccount] }
  /// By family of the run.
  var addresses: ArraySlice<Variable> { columns[schema.addresses] }
  /// By key of the vocabulary.
  var labels: ArraySlice<Variable> { columns[schema.labels] }
  /// 1 for a pod that the manifests do not have; nil in world `deployed`.
  var isNew: Variable? { schema.wider.map { columns[$0.isNew] } }

  func address(_ family: Int) -> Variable { columns[schema.addresses.lowerBound + family] }
}

/// The variables that describe a flow.
public struct FlowVariables {
  /// By family of the run.
  public let family: Variable
  /// By raw value of the protocol.
  public let `protocol`: Variable
  public let port: Variable
  /// 1 where one of two pods is on the network of its node, and the other is known to be on that node.
  let oneNode: Variable
  let source: EndVariables
  let destination: EndVariables

  /// - Parameters:
  ///   - name: Goes in front of the names of variables.
  ///   - flow: Whose family, protocol and port are these variables' too; nil where there is no other.
  init(
    _ schema: EndSchema, _ universe: Universe, in formulas: FormulaStore, named name: String = "",
    sharing flow: FlowVariables? = nil
  ) {
    family = flow?.family ?? formulas.declare("family", size: max(universe.families.count, 1))
    `protocol` =
      flow?.protocol ?? formulas.declare("protocol", size: TransportProtocol.allCases.count)
    port = flow?.port ?? formulas.declare("port", size: 1 << 16)
    oneNode = formulas.declare(name + "oneNode", size: universe.hasSharedNode ? 2 : 1)
    source = EndVariables(name + "source", width: schema.sourceWidth, schema, in: formulas)
    destination = EndVariables(
      name + "destination", width: schema.columns.count, schema, in: formulas)
  }
}

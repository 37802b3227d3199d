import ClusterModel

/// What describes an end in wider worlds only: pods and namespaces that the manifests do not have, and labels
/// that nobody knows.
struct WiderColumns {
  /// 1 for a pod that the manifests do not have.
  let isNew: Int
  /// 0, or the number of the pod among those of whose labels some are not known: it tells them apart, whatever
  /// the labels are.
  let individual: Int
  /// Of a namespace that the manifests do not have.
  let namespaceName: Int
  /// Of a namespace whose labels are not given; by key of the vocabulary of namespaces.
  let namespaceLabels: Range<Int>
  /// The pods that mentioned labels are not known of, ascending; their numbers begin with 1.
  let individuals: [PodID]
  let individualNumbers: [PodID: Int]
  let words: NamespaceVocabulary

  /// The places for namespaces that the manifests do not have: one a new pod.
  static let newNamespaceCount = 2

  /// - Parameter start: The first column.
  init(
    _ snapshot: Snapshot, _ universe: Universe, _ vocabulary: Vocabulary,
    _ words: NamespaceVocabulary, from start: Int
  ) {
    isNew = start
    individual = start + 1
    namespaceName = start + 2
    namespaceLabels = start + 3..<start + 3 + words.keys.count
    individuals = universe.pods.filter { !vocabulary.unknownKeys(of: snapshot[$0]).isEmpty }
    individualNumbers = Dictionary(
      uniqueKeysWithValues: individuals.enumerated().map { ($0.element, $0.offset + 1) })
    self.words = words
  }

  func columns(_ snapshot: Snapshot) -> [EndSchema.Column] {
    [
      EndSchema.Column(name: "isNew", size: 2),
      EndSchema.Column(name: "individual", size: 1 + individuals.count),
      EndSchema.Column(name: "namespaceName", size: 1 + words.names.count),
    ]
      + words.keys.indices.map { index in
        EndSchema.Column(
          name: "namespaceLabel.\(snapshot.symbols[words.keys[index]])",
          size: words.size(ofKey: index))
      }
  }
}

extension Vocabulary {
  /// The indices of the mentioned keys that the pod may have with any value.
  func unknownKeys(of pod: Pod) -> [Int] {
    pod.unknownLabels.filter { pod.labels[$0] == nil }.compactMap(keyIndex)
  }
}

extension EndSchema {
  /// In the row of a pod: each code of the column is possible.
  static let open: Int32 = -1

  /// The namespaces with these codes are not of the manifests.
  var newNamespaces: ClosedRange<Int> {
    let first = snapshot.namespaces.count + 1
    return first...first + WiderColumns.newNamespaceCount - 1
  }

  /// The description of a pod of the manifests, with what wider worlds leave open.
  func row(of id: PodID) -> [Int32] {
    let pod = snapshot[id]
    var row = row(of: pod)
    guard let wider else { return row }
    row[wider.individual] = Int32(wider.individualNumbers[id] ?? 0)
    for index in vocabulary.unknownKeys(of: pod) { row[labels.lowerBound + index] = Self.open }
    if !snapshot[pod.namespace].isDeclared {
      for column in wider.namespaceLabels { row[column] = Self.open }
    }
    return row
  }
}

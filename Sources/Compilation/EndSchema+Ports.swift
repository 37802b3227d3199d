import ClusterModel

/// Container ports, as far as names and node ports lead to them.
extension EndSchema {
  /// A container port name, and what it can stand for in a pod.
  struct NamedPort {
    var name: Vocabulary.PortName
    /// By code, from 1: the distinct numbers, ascending. Several are one name with several numbers (C-63b).
    private(set) var resolutions: [[UInt16]] = []
    private var codes: [[UInt16]: Int] = [:]

    init(name: Vocabulary.PortName) {
      self.name = name
    }

    /// The code, in wider worlds, of the number to which the flow goes: whichever it is, a new pod may call it so.
    var flowsOwn: Int { 1 + resolutions.count }

    /// The code of `numbers`; 0 for a pod without the port.
    func code(of numbers: [UInt16]) -> Int { codes[numbers] ?? 0 }

    mutating func add(_ numbers: [UInt16]) {
      guard codes[numbers] == nil else { return }
      resolutions.append(numbers)
      codes[numbers] = resolutions.count
    }
  }

  /// A port of the node that leads to a pod.
  struct HostPort: Hashable {
    var `protocol`: TransportProtocol
    var number: UInt16
  }

  /// The mentioned names, in a stable order.
  static func namedPorts(of pods: [Pod], _ vocabulary: Vocabulary) -> [NamedPort] {
    guard !vocabulary.portNames.isEmpty else { return [] }
    let names = vocabulary.portNames.sorted { ($0.name, $0.protocol) < ($1.name, $1.protocol) }
    let indices = Dictionary(
      uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
    var ports = names.map { NamedPort(name: $0) }
    for pod in pods {
      for (index, numbers) in resolutions(of: pod, indices) { ports[index].add(numbers) }
    }
    return ports
  }

  /// What the names of `indices` stand for in `pod`; a container port without protocol is TCP.
  static func resolutions(
    of pod: Pod, _ indices: [Vocabulary.PortName: Int]
  ) -> [(index: Int, numbers: [UInt16])] {
    var found: [(index: Int, numbers: [UInt16])] = []
    for port in pod.containerPorts {
      guard let name = port.name,
        let index = indices[Vocabulary.PortName(name: name, protocol: port.protocol ?? .tcp)]
      else { continue }
      if let known = found.firstIndex(where: { $0.index == index }) {
        if !found[known].numbers.contains(port.number) {
          found[known].numbers.append(port.number)
          found[known].numbers.sort()
        }
      } else {
        found.append((index, [port.number]))
      }
    }
    return found
  }

  static func hostPorts(of pod: Pod) -> Set<HostPort> {
    Set(
      pod.containerPorts.lazy.filter { $0.hostPort != nil }
        .map { HostPort(protocol: $0.protocol ?? .tcp, number: $0.number) })
  }
}

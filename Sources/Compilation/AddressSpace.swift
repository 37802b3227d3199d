import ClusterModel

/// The addresses of one family, cut into ranges (atoms) that no policy and no claim tells apart.
///
/// Atoms are numbered in the order of their addresses, so that an IP block is a few ranges of numbers. Known pod
/// addresses make no cuts: thousands of them would, and all that they change is which atoms are inhabited.
struct AddressSpace {
  let family: IPFamily
  /// Where the atoms begin, ascending from 0.
  let bounds: [UInt128]
  /// By atom: whether pod addresses lie there when they are unknown.
  private let holdsUnknownPods: [Bool]
  /// By atom: its smallest address outside the cluster, nil where it has none.
  let firstExternal: [UInt128?]
  /// By atom: the two smallest addresses that a new pod may have, fewer where there are fewer.
  let freeForPods: [[UInt128]]

  /// - Parameters:
  ///   - cidrs: Every range that is spoken of.
  ///   - clusterCIDRs: Where pod addresses lie; of any family.
  ///   - podAddresses: The known addresses of pods in this family, ascending.
  init(
    _ family: IPFamily, cidrs: some Sequence<CIDR>, clusterCIDRs: [CIDR], podAddresses: [UInt128]
  ) {
    let clusterCIDRs = clusterCIDRs.filter { $0.family == family }
    var cuts: Set<UInt128> = [0]
    for cidr in [Array(cidrs), clusterCIDRs].joined() where cidr.family == family {
      cuts.insert(cidr.range.lowerBound)
      if cidr.range.upperBound < family.last { cuts.insert(cidr.range.upperBound + 1) }
    }
    let bounds = cuts.sorted()
    self.family = family
    self.bounds = bounds

    var firstExternal: [UInt128?] = []
    var holdsUnknownPods: [Bool] = []
    var freeForPods: [[UInt128]] = []
    var pods = podAddresses[...]
    for atom in bounds.indices {
      let last = atom + 1 < bounds.count ? bounds[atom + 1] - 1 : family.last
      let isCluster = clusterCIDRs.contains { $0.range.contains(bounds[atom]) }
      let free = AddressSpace.firstTwo(of: bounds[atom]...last, without: &pods)
      holdsUnknownPods.append(isCluster || clusterCIDRs.isEmpty)
      freeForPods.append(isCluster || clusterCIDRs.isEmpty ? free : [])
      firstExternal.append(isCluster ? nil : free.first)
    }
    self.firstExternal = firstExternal
    self.holdsUnknownPods = holdsUnknownPods
    self.freeForPods = freeForPods
  }

  /// The two smallest addresses of `range` that are none of `pods`, of which those up to its end are removed.
  private static func firstTwo(
    of range: ClosedRange<UInt128>, without pods: inout ArraySlice<UInt128>
  ) -> [UInt128] {
    var free: [UInt128] = []
    var next: UInt128? = range.lowerBound
    func successor(of address: UInt128) -> UInt128? {
      address < range.upperBound ? address + 1 : nil
    }
    // Both ascend.
    while let pod = pods.first, pod <= range.upperBound {
      while free.count < 2, let candidate = next, candidate < pod {
        free.append(candidate)
        next = successor(of: candidate)
      }
      if next == pod { next = successor(of: pod) }
      pods.removeFirst()
    }
    while free.count < 2, let candidate = next {
      free.append(candidate)
      next = successor(of: candidate)
    }
    return free
  }

  var atomCount: Int { bounds.count }

  /// The atom in which `address` lies.
  func atom(of address: UInt128) -> Int {
    var low = 0
    var high = bounds.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if bounds[middle] <= address { low = middle } else { high = middle }
    }
    return low
  }

  /// The atoms of `cidr` without those of `except`, ascending; every range was given to `init`.
  func atoms(of cidr: CIDR, except: [CIDR]) -> [Int] {
    guard cidr.family == family else { return [] }
    precondition(
      ([cidr] + except).allSatisfy(isCut), "a range was compiled that the vocabulary has not seen")
    let excluded = except.filter { $0.family == family }
    return (atom(of: cidr.range.lowerBound)...atom(of: cidr.range.upperBound)).filter { atom in
      !excluded.contains { $0.range.contains(bounds[atom]) }
    }
  }

  /// Whether atoms begin where `cidr` does, and where it has ended.
  private func isCut(_ cidr: CIDR) -> Bool {
    guard cidr.family == family else { return true }
    let (first, last) = (cidr.range.lowerBound, cidr.range.upperBound)
    return bounds[atom(of: first)] == first
      && (last == family.last || bounds[atom(of: last + 1)] == last + 1)
  }

  /// The atoms that `Internet` leaves out.
  var notInternet: Set<Int> {
    Set(CIDR.notInternet.flatMap { atoms(of: $0, except: []) })
  }

  /// The atoms that lie outside the cluster somewhere: those of `Internet`, then the others.
  var publicFirst: [Int] {
    let excluded = notInternet
    let external = firstExternal.indices.filter { firstExternal[$0] != nil }
    return external.filter { !excluded.contains($0) } + external.filter(excluded.contains)
  }

  /// Whether a pod whose address is not known may have one in `atoms`.
  func mayHoldUnknownPod(_ atoms: [Int]) -> Bool {
    atoms.contains { holdsUnknownPods[$0] }
  }

  /// Whether a pod whose address is not known has one in `cidr` whatever it is.
  func holdsEveryUnknownPod(_ cidr: CIDR) -> Bool {
    guard cidr.family == family else { return false }
    return bounds.indices.allSatisfy { !holdsUnknownPods[$0] || cidr.range.contains(bounds[$0]) }
  }
}

extension CIDR {
  /// The ranges that `Internet` leaves out of what is external (intents.md, "Addresses").
  static let notInternet: [CIDR] = {
    let ipv4: [(UInt128, Int)] = [
      (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
      (0xAC10_0000, 12), (0xC0A8_0000, 16), (0xE000_0000, 4), (0xF000_0000, 4),
    ]
    let ipv6: [(UInt128, Int)] = [
      (0, 128), (1, 128), (0xFC << 120, 7), (0xFE80 << 112, 10), (0xFF << 120, 8),
    ]
    return ipv4.map { CIDR(IPAddress(family: .ipv4, bits: $0.0), prefixLength: $0.1) }
      + ipv6.map { CIDR(IPAddress(family: .ipv6, bits: $0.0), prefixLength: $0.1) }
  }()
}

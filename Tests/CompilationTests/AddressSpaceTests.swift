import ClusterModel
import Testing

@testable import Compilation

@Suite struct AddressSpaceTests {
  private func cidr(_ bits: UInt128, _ length: Int, _ family: IPFamily = .ipv4) -> CIDR {
    CIDR(IPAddress(family: family, bits: bits), prefixLength: length)
  }

  @Test func rangesBecomeNeighbouringAtoms() {
    let block = cidr(0x0A00_0000, 8)
    let hole = cidr(0x0A01_0000, 16)
    let space = AddressSpace(.ipv4, cidrs: [block, hole], clusterCIDRs: [], podAddresses: [])
    #expect(space.atomCount == 5)
    #expect(space.atoms(of: block, except: []) == [1, 2, 3])
    #expect(space.atoms(of: block, except: [hole]) == [1, 3])
    #expect(space.atoms(of: hole, except: []) == [2])
    #expect(space.atom(of: 0) == 0)
    #expect(space.atom(of: 0x0A00_FFFF) == 1)
    #expect(space.atom(of: 0x0A01_0000) == 2)
    #expect(space.atom(of: IPFamily.ipv4.last) == 4)
  }

  @Test func theLastAddressMakesNoCut() {
    let space = AddressSpace(
      .ipv6, cidrs: [cidr(0, 0, .ipv6), cidr(0xFF << 120, 8, .ipv6), cidr(0, 0)],
      clusterCIDRs: [], podAddresses: [])
    #expect(space.atomCount == 2)
    #expect(space.atom(of: .max) == 1)
  }

  @Test func podAddressesLeaveTheRestOfTheirAtomOutside() {
    let narrow = cidr(0x0102_0304, 31)
    let space = AddressSpace(
      .ipv4, cidrs: [narrow], clusterCIDRs: [], podAddresses: [0, 1, 3, 0x0102_0304])
    #expect(space.firstExternal == [2, 0x0102_0305, 0x0102_0306])
    let full = AddressSpace(
      .ipv4, cidrs: [narrow], clusterCIDRs: [], podAddresses: [0x0102_0304, 0x0102_0305])
    #expect(full.firstExternal == [0, nil, 0x0102_0306])
    let end = AddressSpace(
      .ipv4, cidrs: [cidr(IPFamily.ipv4.last, 32)], clusterCIDRs: [],
      podAddresses: [IPFamily.ipv4.last])
    #expect(end.firstExternal == [0, nil])
  }

  @Test func clusterRangesAreNotOutside() {
    let cluster = cidr(0x0AF4_0000, 16)
    let space = AddressSpace(.ipv4, cidrs: [], clusterCIDRs: [cluster], podAddresses: [])
    #expect(space.firstExternal == [0, nil, 0x0AF5_0000])
    #expect(space.mayHoldUnknownPod([1]))
    #expect(!space.mayHoldUnknownPod([0, 2]))
    #expect(!space.mayHoldUnknownPod([]))
  }

  @Test func newPodsGetAddressesThatNoPodHas() {
    let cluster = cidr(0x0AF4_0000, 16)
    let (narrow, lone) = (cidr(0x0AF4_0000, 30), cidr(0x0AF4_0004, 32))
    let space = AddressSpace(
      .ipv4, cidrs: [narrow, lone], clusterCIDRs: [cluster],
      podAddresses: [0x0AF4_0000, 0x0AF4_0002])
    // Outside; the first four; the next; the rest of the range; outside.
    #expect(
      space.freeForPods
        == [[], [0x0AF4_0001, 0x0AF4_0003], [0x0AF4_0004], [0x0AF4_0005, 0x0AF4_0006], []])
    let anywhere = AddressSpace(
      .ipv4, cidrs: [cidr(IPFamily.ipv4.last, 32)], clusterCIDRs: [],
      podAddresses: [0, IPFamily.ipv4.last])
    #expect(anywhere.freeForPods == [[1, 2], []])
  }

  @Test func withoutAClusterRangeOfTheFamilyPodsMayBeAnywhere() {
    let space = AddressSpace(
      .ipv6, cidrs: [], clusterCIDRs: [cidr(0x0AF4_0000, 16)], podAddresses: [])
    #expect(space.mayHoldUnknownPod([0]))
  }

  @Test func otherFamiliesHaveNoAtoms() {
    let space = AddressSpace(.ipv4, cidrs: [], clusterCIDRs: [], podAddresses: [])
    #expect(space.atoms(of: cidr(0, 0, .ipv6), except: []) == [])
  }
}

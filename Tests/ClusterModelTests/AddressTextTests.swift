import ClusterModel
import Testing

@Suite struct AddressTextTests {
  @Test(arguments: [
    ("0.0.0.0", "0.0.0.0"), ("203.0.113.7", "203.0.113.7"), ("255.255.255.255", "255.255.255.255"),
    ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8::1", "2001:db8::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
    ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ("::ffff:1.2.3.4", "::ffff:1.2.3.4"), ("64:ff9b::192.0.2.1", "64:ff9b::c000:201"),
  ])
  func addressesAreReadAndWrittenCanonically(written: String, canonical: String) {
    #expect(IPAddress(written)?.description == canonical)
  }

  @Test(arguments: [
    "", ".", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.+4", "1.2.3.4 ", "a.b.c.d",
    ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "::1.2.3.4:5",
    "1.2.3.4::", "fe80::1%eth0", "::1:2:3:4:5:6:7:8", "[::1]",
  ])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test func rangesLoseTheirHostBits() {
    #expect(CIDR("10.0.0.5/24")?.description == "10.0.0.0/24")
    #expect(CIDR("2001:db8::1/32")?.description == "2001:db8::/32")
    #expect(CIDR("0.0.0.0/0")?.range == 0...UInt128(UInt32.max))
    #expect(CIDR("::/0")?.range == 0...UInt128.max)
  }

  @Test(arguments: ["10.0.0.0", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/-1", "::/129", "::/", "/8"])
  func whatIsNoRangeIsRefused(text: String) {
    #expect(CIDR(text) == nil)
  }
}

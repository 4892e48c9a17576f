import Testing

@testable import Authentication

@Suite struct IPAddressTests {
  @Test(arguments: [
    ("192.0.2.1", "1.2.0.192.in-addr.arpa"),
    ("2001:db8::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"),
  ])
  func `an address is read, written and turned around`(_ text: String, _ reverse: String) throws {
    let address = try #require(IPAddress(text))
    #expect(address.description == text && address.reverseName == reverse)
  }

  @Test(arguments: ["", "192.0.2", "192.0.2.256", "::g", "example.org", "192.0.2.1/24", " 192.0.2.1"])
  func `what is no address is none`(_ text: String) { #expect(IPAddress(text) == nil) }

  @Test func `networks go by bits`() throws {
    let network = try #require(IPAddress("192.0.2.128"))
    let inside = try #require(IPAddress("192.0.2.129"))
    #expect(
      inside.isWithin(network, bits: 31) && !inside.isWithin(network, bits: 32)
        && inside.isWithin(network, bits: 0))
    #expect(!inside.isWithin(try #require(IPAddress("::")), bits: 0))
  }

  @Test(arguments: ["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "::1", "fd00::1", "fe80::1"])
  func `private addresses are known`(_ text: String) { #expect(IPAddress(text)?.isPrivate == true) }

  @Test(arguments: ["203.0.113.5", "172.32.0.1", "2001:db8::1"])
  func `others are not private`(_ text: String) { #expect(IPAddress(text)?.isPrivate == false) }
}

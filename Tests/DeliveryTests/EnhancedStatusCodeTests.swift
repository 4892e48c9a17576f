import Delivery
import Testing

@Suite struct EnhancedStatusCodeTests {
  @Test(arguments: ["2.0.0", "4.7.1", "5.1.10", "5.999.999", "2.1.5"])
  func `a code is read and written alike`(_ text: String) {
    #expect(EnhancedStatusCode(text)?.description == text)
    #expect(EnhancedStatusCode("x\(text)"[...].dropFirst())?.description == text)
  }

  @Test(arguments: [
    "", "5", "5.1", "5.1.", ".5.1", "5..1", "5.1.1.", "5.1.1.1", "3.0.0", "55.1.1", "5.1000.1", "5.1.1000",
    "5.1.x", "5.1.1 ", " 5.1.1", "5,1,1", "-5.1.1", "５.1.1", "250",
  ])
  func `anything else is none`(_ text: String) {
    #expect(EnhancedStatusCode(text) == nil)
  }
}

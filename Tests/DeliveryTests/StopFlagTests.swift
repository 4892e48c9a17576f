import Testing

@testable import Delivery

@Suite struct StopFlagTests {
  @Test func `a flag stays up, whoever raised it`() async {
    let flag = StopFlag()
    #expect(!flag.isRaised)
    await Task.detached { flag.raise() }.value
    #expect(flag.isRaised)
    flag.raise()
    #expect(flag.isRaised)
  }
}

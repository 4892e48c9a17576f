import Testing

@testable import SMTP

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite struct BrokenPipeTests {
  @Test func `the signal is held back inside, dropped at the end, and free again behind it`() {
    let before = isHeldBack
    holdingBackBrokenPipes {
      #expect(isHeldBack)
      // On this thread, as a write to a broken connection does it.
      pthread_kill(pthread_self(), SIGPIPE)
    }
    #expect(isHeldBack == before)
  }

  private var isHeldBack: Bool {
    var mask = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &mask)
    return sigismember(&mask, SIGPIPE) == 1
  }
}

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Does something during which writing to a connection that is gone must not end the process.
///
/// TLS writes without a flag against SIGPIPE, also when a connection is
/// closed. The signal is held back for this thread only, so that the rest of
/// the program keeps its own rules for it.
func holdingBackBrokenPipes<Result, Failure>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  var brokenPipe = sigset_t()
  var before = sigset_t()
  sigemptyset(&brokenPipe)
  sigaddset(&brokenPipe, SIGPIPE)
  pthread_sigmask(SIG_BLOCK, &brokenPipe, &before)
  defer {
    if sigismember(&before, SIGPIPE) == 0 {
      var pending = sigset_t()
      var signal: Int32 = 0
      sigpending(&pending)
      if sigismember(&pending, SIGPIPE) == 1 { sigwait(&brokenPipe, &signal) }
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
  return try body()
}

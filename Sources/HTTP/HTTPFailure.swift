public import Diagnostics

/// A document that could not be fetched.
public struct HTTPFailure: ExplainedError, Hashable {
  /// Why not.
  public enum Reason: Hashable, Sendable {
    /// It is neither `http` nor `https`, or a redirect leads to something else.
    case badAddress
    /// The name of the host does not resolve.
    case unknownHost
    /// Nobody answers.
    case notConnected
    /// The name leads to an address of this machine or its network.
    case privateAddress(String)
    /// TLS failed.
    case tls(String)
    /// The server refused: 404, 503.
    case status(Int)
    /// The answer is longer than the limit.
    case tooLarge(Int)
    /// More redirects than the limit.
    case tooManyRedirects(Int)
    /// It took longer than the limit, or came in drops.
    case tooSlow
    /// The answer is not HTTP, or broke off.
    case badAnswer(String)
    /// libcurl does not do what it is for.
    case ours(String)
  }

  /// The address that was asked last.
  public let address: String
  /// Why it came to nothing.
  public let reason: Reason

  init(_ address: String, _ reason: Reason) {
    self.address = address
    self.reason = reason
  }

  /// What is said about it.
  public var problem: Problem {
    let shown = String(address.printable.prefix(300))
    func problem(_ kind: Problem.Kind, _ evidence: String, try suggestions: [String] = []) -> Problem {
      Problem(
        kind, "can't fetch \(shown)", evidence: [evidence], try: suggestions, notDone: "nothing was written")
    }
    switch reason {
    case .badAddress: return problem(.usage, "only http: and https: are fetched, also after a redirect")
    case .unknownHost: return problem(.unknownHost, "the name of its host does not resolve")
    case .notConnected: return problem(.temporary, "nobody answers there")
    case .privateAddress(let address):
      return problem(
        .refused, "its host is \(address), which is not on the public Internet",
        try: ["--allow-private fetches from this machine and its network too"])
    case .tls(let words): return problem(.protocolFailure, "TLS: \(words)")
    case .status(let status) where status == 429 || status >= 500:
      return problem(.temporary, "the server answered \(status)", try: ["again later"])
    case .status(let status) where status == 401 || status == 403:
      return problem(
        .refused, "the server answered \(status): it does not let this program read it",
        try: ["save the page in a browser, and import the file"])
    case .status(let status): return problem(.notFound, "the server answered \(status)")
    case .tooLarge(let limit): return problem(.badData, "it is larger than \(limit / 1_000_000) MB")
    case .tooManyRedirects(let limit): return problem(.protocolFailure, "more than \(limit) redirects")
    case .tooSlow: return problem(.temporary, "it takes too long", try: ["again later"])
    case .badAnswer(let words): return problem(.protocolFailure, words)
    case .ours(let words): return problem(.ourBug, words)
    }
  }
}

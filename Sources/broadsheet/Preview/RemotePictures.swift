import Diagnostics
import Dispatch
import HTTP
import Pictures
import Synchronization

/// Fetches the images of a letter that lie on servers, a few at a time and within limits.
///
/// It is done only when it is asked for: the senders of images may notice.
struct RemotePictures: Sendable {
  /// What came, and what did not.
  struct Result: Sendable {
    var pictures: [String: PictureFile] = [:]
    /// Why images are missing, a line each.
    var problems: [String] = []
  }

  /// Images that are fetched of one letter.
  static let limit = 60
  /// The octets of one image.
  static let octetLimit = 10_000_000
  /// Images that are fetched at the same time.
  private static let together = 4

  private let client: HTTPClient
  private let patience: Duration

  /// No image is begun once the patience is over, and each takes ten seconds at most.
  init(userAgent: String, allowsPrivateAddresses: Bool, patience: Duration = .seconds(20)) {
    var client = HTTPClient(userAgent: userAgent, allowsPrivateAddresses: allowsPrivateAddresses)
    client.limits.octets = Self.octetLimit
    client.limits.connectMilliseconds = 5000
    client.limits.totalMilliseconds = 10_000
    client.limits.redirects = 5
    self.client = client
    self.patience = patience
  }

  /// Fetches images by their addresses, and comes back when all are here or given up.
  func fetch(_ addresses: [String]) -> Result {
    let wanted = Array(addresses.prefix(Self.limit))
    let end = ContinuousClock.now.advanced(by: patience)
    let next = Mutex(0)
    let result = Mutex(Result())
    DispatchQueue.concurrentPerform(iterations: min(Self.together, wanted.count)) { _ in
      while let index = next.withLock({ $0.advanced(upTo: wanted.count) }) {
        let found =
          ContinuousClock.now < end ? fetch(wanted[index]) : .failure("there is no time left for it")
        result.withLock { $0.take(found, for: wanted[index]) }
      }
    }
    var all = result.withLock { $0 }
    if addresses.count > wanted.count {
      all.problems.append("only the first \(Self.limit) images are fetched")
    }
    return all
  }

  private func fetch(_ address: String) -> Swift.Result<PictureFile, Reason> {
    do throws(HTTPFailure) {
      let secure = address.hasPrefix("//") ? "https:" + address : address
      let response = try client.get(secure, accepting: "image/png, image/jpeg, image/gif, image/webp")
      return PictureFile(response.bytes).map { .success($0) } ?? .failure("it is not PNG, JPEG, GIF or WebP")
    } catch {
      return .failure(Reason(words: error.problem.evidence.first ?? error.problem.summary))
    }
  }

  /// Why an image is missing.
  struct Reason: Error, ExpressibleByStringLiteral {
    var words: String

    init(words: String) { self.words = words }

    init(stringLiteral words: String) { self.words = words }
  }
}

extension Int {
  /// The number, made one more for the next who asks; nil at the limit.
  fileprivate mutating func advanced(upTo limit: Int) -> Int? {
    guard self < limit else { return nil }
    defer { self += 1 }
    return self
  }
}

extension RemotePictures.Result {
  fileprivate mutating func take(
    _ found: Swift.Result<PictureFile, RemotePictures.Reason>, for address: String
  ) {
    switch found {
    case .success(let file): pictures[address] = file
    case .failure(let reason):
      problems.append(
        "the image \(String(address.prefix(200)).printable) is not shown: \(reason.words.printable)")
    }
  }
}

/// Images that are fetched while the viewer goes on.
final class PictureFetch: Sendable {
  private let arrived = Mutex<RemotePictures.Result?>(nil)

  /// Begins at once.
  init(_ remote: RemotePictures, _ addresses: [String]) {
    DispatchQueue.global().async { [self] in
      let result = remote.fetch(addresses)
      arrived.withLock { $0 = result }
    }
  }

  /// What has come; once.
  func take() -> RemotePictures.Result? {
    arrived.withLock { result in
      defer { result = nil }
      return result
    }
  }
}

public import Delivery
public import Foundation
import InternetMessage

/// A transport that writes each message into a folder as `.eml`, and sends nothing.
///
/// Nobody else can read them: they hold the addresses of readers.
public struct OutboxFolder: Transport {
  private let folder: URL

  /// Takes a folder, which is made when it does not exist.
  public init(_ folder: URL) { self.folder = folder }

  /// Writes the queue's messages, named by the deliveries' numbers: `0001-ada@example.org.eml`.
  public func deliver(from queue: any SubmissionQueue) throws {
    try Files.makeFolder(folder, mode: 0o700)
    while let submission = try queue.next() {
      let digits = String(submission.delivery.number)
      let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      let address = submission.envelope.recipient.addrSpec.map { character in
        character.isLetter || character.isNumber || "@._+-".contains(character) ? character : "_"
      }
      let name = "\(number)-\(String(address).prefix(180)).eml"
      try queue.commit(Round(claims: [submission.delivery]))
      try Files.write(submission.message.bytes, to: folder.appending(path: name), mode: 0o600)
      let reply = SMTPReply(code: 250, lines: ["written to \(name)"])
      try queue.commit(Round(outcomes: [(submission.delivery, .accepted(reply))]))
    }
  }
}

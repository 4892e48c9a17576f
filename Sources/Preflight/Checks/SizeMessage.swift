import Diagnostics

extension Check {
  /// `size-message`: a message has at most 1 MB.
  static let sizeMessage = Check(
    "size-message", .size, .warning,
    wants: "a message has at most 1 MB",
    because: "Larger ones are slow on phones, refused by some servers, and cost a send its pace.",
    accepts: [.that("1 000 000 octets") { $0.messageSize = 1_000_000 }],
    reports: [.that("1 000 001 octets") { $0.messageSize = 1_000_001 }]
  ) { input in
    input.messageSize > 1_000_000
      ? [
        Report(
          "the largest message has \(input.messageSize) octets",
          "put images on the web instead of into the message")
      ] : []
  }
}

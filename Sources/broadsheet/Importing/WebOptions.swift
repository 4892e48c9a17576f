import ArgumentParser
import Diagnostics
import Foundation
import HTTP
import Newsroom

/// How documents are fetched from the web.
struct WebOptions: ParsableArguments {
  @Option(help: "What the program calls itself to servers.")
  var userAgent = "broadsheet/\(Broadsheet.configuration.version)"

  @Flag(help: "Fetch from this machine and its network too.")
  var allowPrivate = false

  /// Fetches a document.
  var fetch: Fetch {
    let client = HTTPClient(userAgent: userAgent, allowsPrivateAddresses: allowPrivate)
    return { address in
      let response = try client.get(address, accepting: Self.types)
      return ImportDocument(
        bytes: response.bytes, file: response.address, address: response.address, charset: response.charset,
        mediaType: response.mediaType)
    }
  }

  /// Fetches images.
  var images: RemotePictures {
    RemotePictures(userAgent: userAgent, allowsPrivateAddresses: allowPrivate)
  }

  private static let types =
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"

  func validate() throws {
    if userAgent.isEmpty || userAgent.contains(where: \.isNewline) {
      throw ValidationError("--user-agent takes one line")
    }
  }
}

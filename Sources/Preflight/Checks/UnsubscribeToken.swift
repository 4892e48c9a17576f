import Diagnostics

extension Check {
  /// `unsubscribe-token`: the unsubscribe link names nobody in clear.
  static let unsubscribeToken = Check(
    "unsubscribe-token", .unsubscribe, .error,
    wants: "the unsubscribe link names nobody in clear",
    because: "Links are forwarded, logged and indexed; whoever can guess one can unsubscribe others.",
    accepts: [
      .header("List-Unsubscribe: <https://example.org/u?t=fkjarweedump4cxgphh3y>, <mailto:u@example.org>")
    ],
    reports: [
      .header("List-Unsubscribe: <https://example.org/u?e=ada@example.net>, <mailto:u@example.org>"),
      .header("List-Unsubscribe: <https://example.org/u?e=ada%40example.net>, <mailto:u@example.org>"),
      .header("List-Unsubscribe: <https://example.org/u#t=1>, <mailto:u@example.org>"),
    ]
  ) { input in
    let link =
      input.values(of: "List-Unsubscribe").first?.firstMatch(of: /<(https?:[^>]*)>/)?.1.lowercased() ?? ""
    if link.contains("@") || link.contains("%40") {
      return [Report("the unsubscribe link has an address in it", "put {token} there instead")]
    }
    return link.contains("#") ? [Report("the unsubscribe link has a fragment, which no server gets")] : []
  }
}

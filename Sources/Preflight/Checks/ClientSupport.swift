import Diagnostics

extension Check {
  /// `client-support`: nothing that a common mail client does not understand.
  static let clientSupport = Check(
    "client-support", .clients, .warning,
    wants: "nothing that a common mail client does not understand",
    because: "What is known about clients is data: config/clients.yaml.",
    accepts: [.html("<p style=\"color:#000000\">x</p>")],
    reports: [.html("<div style=\"↓display:flex\">x</div>")]
  ) { input in
    let source = FoldedMarkup(input.html)
    return input.knowledge.features.filter { source.contains(FoldedMarkup($0.pattern)) }.map {
      Report(
        "\($0.pattern) is not understood by \($0.clients.joined(separator: ", "))", at: $0.pattern, $0.instead
      )
    }
  }
}

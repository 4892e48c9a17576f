import Diagnostics

extension Check {
  /// `postal-address`: both parts have the postal address.
  static let postalAddress = Check(
    "postal-address", .unsubscribe, .error,
    wants: "both parts have the postal address",
    because: "CAN-SPAM and CASL ask for a street, a PO box or a registered mailbox in every commercial mail.",
    accepts: [.html("<p>more</p>")],
    reports: [
      .that("a text part without it") { $0.text = $0.text.replacing("12 Harbour Street", with: "") },
      .that("no address configured") { $0.sender.postalAddress = "" },
    ]
  ) { input in
    let address = input.sender.postalAddress.collapsed
    guard !address.isEmpty else {
      return [Report("no postal address is configured", "set publication.postal-address")]
    }
    return [("HTML", input.page.visibleText), ("text", input.text)].filter {
      !$0.1.collapsed.contains(address)
    }
    .map {
      Report(
        "the \($0.0) part does not have the postal address",
        "put {{publication.postalAddress}} into the template")
    }
  }
}

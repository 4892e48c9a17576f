import Diagnostics

extension Check {
  /// `list-consent`: everybody's consent is known.
  static let listConsent = Check(
    "list-consent", .list, .warning,
    wants: "everybody's consent is known",
    because: "Who cannot show how and when somebody agreed may not write to them (GDPR article 7, CASL).",
    accepts: [.that("all known") { $0.list = CheckedList(name: "club", people: 3) }],
    reports: [.that("one unknown") { $0.list = CheckedList(name: "club", people: 3, withoutConsent: 1) }]
  ) { input in
    guard let list = input.list, list.withoutConsent > 0 else { return [] }
    return [
      Report(
        "the consent of \(list.withoutConsent) \(list.withoutConsent == 1 ? "person" : "people") on \(list.name) is not written down"
      )
    ]
  }
}

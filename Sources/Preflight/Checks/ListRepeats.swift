import Diagnostics

extension Check {
  /// `list-repeats`: every person has one row.
  static let listRepeats = Check(
    "list-repeats", .list, .note,
    wants: "every person has one row",
    because: "send mails a person once; which row's values count is better decided by somebody.",
    accepts: [.that("a sound list") { $0.list = CheckedList(name: "club", people: 3) }],
    reports: [.that("a person twice") { $0.list = CheckedList(name: "club", people: 3, repeats: 1) }]
  ) { input in
    guard let list = input.list, list.repeats > 0 else { return [] }
    return [
      Report(
        "\(list.repeats) \(list.repeats == 1 ? "row repeats" : "rows repeat") a person of \(list.name)",
        "broadsheet list dedupe \(list.name)")
    ]
  }
}

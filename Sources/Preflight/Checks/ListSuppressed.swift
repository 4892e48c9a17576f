import Diagnostics

extension Check {
  /// `list-suppressed`: less than a quarter of the list is suppressed.
  static let listSuppressed = Check(
    "list-suppressed", .list, .warning,
    wants: "less than a quarter of the list is suppressed",
    because: "Who writes to many dead or unwilling addresses is taken for a spammer; the list is stale.",
    accepts: [.that("24 of 100") { $0.list = CheckedList(name: "club", people: 76, suppressed: 24) }],
    reports: [.that("25 of 100") { $0.list = CheckedList(name: "club", people: 75, suppressed: 25) }]
  ) { input in
    guard let list = input.list, list.suppressed >= 10, list.suppressed * 4 >= list.people + list.suppressed
    else { return [] }
    return [
      Report("\(list.suppressed) of \(list.people + list.suppressed) people on \(list.name) are suppressed")
    ]
  }
}

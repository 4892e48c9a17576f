import Diagnostics

extension Check {
  /// `list-empty`: somebody on the list can be mailed.
  static let listEmpty = Check(
    "list-empty", .list, .error,
    wants: "somebody on the list can be mailed",
    because: "Sending to nobody is a mistake somewhere else.",
    accepts: [.that("one person") { $0.list = CheckedList(name: "club", people: 1) }],
    reports: [.that("nobody") { $0.list = CheckedList(name: "club", people: 0) }]
  ) { input in
    input.list.map { $0.people == 0 ? [Report("nobody on the list \($0.name) can be mailed")] : [] } ?? []
  }
}

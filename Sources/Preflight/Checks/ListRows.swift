import Diagnostics

extension Check {
  /// `list-rows`: every row of the list is a person.
  static let listRows = Check(
    "list-rows", .list, .error,
    wants: "every row of the list is a person",
    because: "send refuses a list with rows that cannot be mailed, unless it is told to skip them.",
    accepts: [.that("a sound list") { $0.list = CheckedList(name: "club", people: 3) }],
    reports: [
      .that("a row without an address") { $0.list = CheckedList(name: "club", people: 3, problems: 1) }
    ]
  ) { input in
    guard let list = input.list, list.problems > 0 else { return [] }
    return [
      Report(
        "\(list.problems) \(list.problems == 1 ? "row" : "rows") of \(list.name) cannot be mailed",
        "broadsheet list check \(list.name)")
    ]
  }
}

import Diagnostics

extension Check {
  /// `list-grown`: the list has not doubled since last time.
  static let listGrown = Check(
    "list-grown", .list, .warning,
    wants: "the list has not doubled since last time",
    because: "Many new people at once are often bought or old; receivers slow down or refuse.",
    accepts: [
      .that("200 after 100") { $0.list = CheckedList(name: "club", people: 200, peopleLastTime: 100) }
    ],
    reports: [
      .that("201 after 100") { $0.list = CheckedList(name: "club", people: 201, peopleLastTime: 100) }
    ]
  ) { input in
    guard let list = input.list, let last = list.peopleLastTime, last >= 10, list.people > last * 2 else {
      return []
    }
    return [Report("the list \(list.name) has \(list.people) people; last time it had \(last)")]
  }
}

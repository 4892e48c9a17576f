import Diagnostics

extension Check {
  /// `list-shrunk`: the list is not much shorter than last time.
  static let listShrunk = Check(
    "list-shrunk", .list, .warning,
    wants: "the list is not much shorter than last time",
    because: "A list that lost a fifth was probably cut by mistake.",
    accepts: [.that("80 of 100") { $0.list = CheckedList(name: "club", people: 80, peopleLastTime: 100) }],
    reports: [.that("79 of 100") { $0.list = CheckedList(name: "club", people: 79, peopleLastTime: 100) }]
  ) { input in
    guard let list = input.list, let last = list.peopleLastTime, list.people * 5 < last * 4 else { return [] }
    return [Report("the list \(list.name) has \(list.people) people; last time it had \(last)")]
  }
}

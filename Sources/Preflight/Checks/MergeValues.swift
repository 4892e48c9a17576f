import Diagnostics

extension Check {
  /// `merge-values`: everybody on the list has a value for each merge field without a fallback.
  static let mergeValues = Check(
    "merge-values", .merge, .error,
    wants: "everybody on the list has a value for each merge field without a fallback",
    because: "The others would be greeted with a gap; send refuses.",
    accepts: [.that("a list where nothing is missing") { $0.list = CheckedList(name: "club", people: 3) }],
    reports: [
      .that("a list where two people have no name") {
        $0.list = CheckedList(name: "club", people: 3, missingValues: ["recipient.name": 2])
      }
    ]
  ) { input in
    (input.list?.missingValues ?? [:]).sorted { $0.key < $1.key }.filter { $0.value > 0 }.map {
      field, count in
      Report(
        "{{\(field)}} has no value for \(count) \(count == 1 ? "person" : "people")", at: "{{\(field)}}",
        "give it a fallback: {{\(field)|friend}}")
    }
  }
}

import Diagnostics

extension Check {
  /// `header-date`: Date has English names and a numeric zone.
  static let headerDate = Check(
    "header-date", .headers, .error,
    wants: "Date has English names and a numeric zone",
    because: "A date that cannot be read sorts a message to the end of the mailbox, or into spam.",
    accepts: [.header("Date: Sun, 22 Nov 2026 10:07:01 +0000")],
    reports: [
      .header("Date:"), .header("Date: So, 22 Nov 2026 10:07:01 +0000"),
      .header("Date: Sun, 22 Nov 2026 10:07:01 -0000"), .header("Date: Sun, 22 Nov 2026 10:07:01 GMT"),
    ]
  ) { input in
    guard let value = input.values(of: "Date").first else { return [Report("there is no Date")] }
    let days = "Mon|Tue|Wed|Thu|Fri|Sat|Sun".split(separator: "|")
    let months = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec".split(separator: "|")
    guard
      let match = value.wholeMatch(
        of: /([A-Z][a-z]{1,2}), (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) \d{2}:\d{2}:\d{2} ([+-]\d{4})/),
      days.contains(match.1), months.contains(match.3), match.5 != "-0000"
    else { return [Report("the Date cannot be relied on: \(value)")] }
    return []
  }
}

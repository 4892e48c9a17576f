internal import Diagnostics
public import FoundationEssentials

/// The certificate that a server shows, as far as people want to know it.
public struct ServerCertificate: Hashable, Sendable {
  /// Whose it is: `CN = mail.example.org`.
  public var subject: String
  /// Who signed it.
  public var issuer: String
  /// The names and addresses it is for.
  public var names: [String]
  /// From when it holds.
  public var begins: Date?
  /// Until when.
  public var ends: Date?

  /// Reads what libcurl tells: lines of `Subject:CN = mail.example.org`.
  init?(lines: [String]) {
    func value(_ name: String) -> String? {
      lines.first { $0.hasPrefix(name + ":") }.map { String($0.dropFirst(name.count + 1)).printable }
    }
    guard let subject = value("Subject"), let issuer = value("Issuer") else { return nil }
    self.subject = subject
    self.issuer = issuer
    names = (value("X509v3 Subject Alternative Name") ?? "").split(separator: ",").map { name in
      let text = name.drop { $0 == " " }
      return String(text.split(separator: ":", maxSplits: 1).last ?? text)
    }
    begins = value("Start date").flatMap(Date.init(certificate:))
    ends = value("Expire date").flatMap(Date.init(certificate:))
  }
}

extension Date {
  /// Reads `Nov 28 05:02:05 2026 GMT`, as OpenSSL writes it, or `2026-11-28 05:02:05 GMT`, as GnuTLS does.
  fileprivate init?(certificate text: String) {
    if let parts = text.wholeMatch(of: /(\w{3}) +(\d+) (\d\d):(\d\d):(\d\d)(?:\.\d+)? (\d{4}) GMT/) {
      guard let month = months.firstIndex(of: String(parts.1)) else { return nil }
      self.init([parts.6, parts.2, parts.3, parts.4, parts.5].compactMap { Int($0) }, month: month + 1)
    } else if let parts = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d) GMT/) {
      guard let month = Int(parts.2) else { return nil }
      self.init([parts.1, parts.3, parts.4, parts.5, parts.6].compactMap { Int($0) }, month: month)
    } else {
      return nil
    }
  }

  /// Year, day, hour, minute and second.
  private init?(_ numbers: [Int], month: Int) {
    guard numbers.count == 5 else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let components = DateComponents(
      year: numbers[0], month: month, day: numbers[1], hour: numbers[2], minute: numbers[3],
      second: numbers[4])
    guard let date = calendar.date(from: components) else { return nil }
    self = date
  }
}

private let months = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

import Foundation

/// The fields of a recipient as a JSON object, names in order.
///
/// Written by hand: a plan has a million of them, and `JSONEncoder` would take
/// longer for them than the database.
enum FieldsText {
  static func text(of fields: [String: String]) -> String {
    var out: [UInt8] = [.init(ascii: "{")]
    for (index, name) in fields.keys.sorted().enumerated() {
      if index > 0 { out.append(.init(ascii: ",")) }
      append(name, to: &out)
      out.append(.init(ascii: ":"))
      append(fields[name] ?? "", to: &out)
    }
    out.append(.init(ascii: "}"))
    return String(decoding: out, as: UTF8.self)
  }

  static func fields(in text: String) throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
  }

  private static func append(_ text: String, to out: inout [UInt8]) {
    out.append(.init(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case .init(ascii: "\""), .init(ascii: "\\"): out += [.init(ascii: "\\"), byte]
      case 0..<0x20: out += Array("\\u00".utf8) + [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(.init(ascii: "\""))
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}

import Foundation

/// A file with one JSON object a line: a person each, keys are columns.
enum JSONLines {
  /// The pairs of one line; throws why it is none.
  static func pairs(in line: ArraySlice<UInt8>) throws(UnusableJSONLine) -> [(name: String, value: String)] {
    guard let any = try? JSONSerialization.jsonObject(with: Data(line)) else { throw .noObject }
    guard let object = any as? [String: Any] else { throw .noObject }
    var pairs: [(String, String)] = []
    for (name, value) in object {
      guard let text = text(of: value) else { throw .nested(name) }
      pairs.append((name, text))
    }
    return pairs.sorted { $0.0 < $1.0 }
  }

  private static func text(of value: Any) -> String? {
    switch value {
    case let text as String: return text
    case is NSNull: return ""
    case let number as NSNumber:
      if CFNumberIsBoolean(number) { return number.boolValue ? "true" : "false" }
      return number.stringValue
    default: return nil
    }
  }

  private static func CFNumberIsBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c" && (number == true as NSNumber || number == false as NSNumber)
  }
}

/// Why a line of JSON is no person.
enum UnusableJSONLine: Error, Hashable {
  case noObject
  case nested(String)

  var reason: String {
    switch self {
    case .noObject: "the line is no JSON object"
    case .nested(let name): "'\(name)' holds a list or an object, which no column can"
    }
  }
}

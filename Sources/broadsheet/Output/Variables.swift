#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The variables that the program was started with.
enum Variables {
  /// Those of some names that are set.
  ///
  /// They are asked for one by one: Foundation's dictionary of all takes a twentieth of a short preview.
  static func values(of names: [String]) -> [String: String] {
    var values: [String: String] = [:]
    for name in names { values[name] = getenv(name).map { String(cString: $0) } }
    return values
  }
}

/// The fields of a message in their order.
///
/// A field that may stand only once replaces the one before it, in its place
/// (see ``HeaderName/isSingleton``).
public struct Header: Hashable, Sendable {
  /// The fields in their order.
  public private(set) var fields: [HeaderField] = []

  /// Collects fields in their order.
  public init(_ fields: [HeaderField] = []) {
    for field in fields { append(field) }
  }

  /// Adds a field at the end, or replaces the one that may stand only once.
  public mutating func append(_ field: HeaderField) {
    if field.name.isSingleton, let index = fields.firstIndex(where: { $0.name == field.name }) {
      fields[index] = field
    } else {
      fields.append(field)
    }
  }

  /// Takes all fields of that name out.
  public mutating func remove(_ name: HeaderName) {
    fields.removeAll { $0.name == name }
  }

  /// The first field of that name.
  public subscript(name: HeaderName) -> HeaderField? { fields.first { $0.name == name } }

  /// The fields as they go over the wire; empty ones are left out. Without the empty line at the end.
  public var bytes: [UInt8] {
    fields.reduce(into: []) { bytes, field in
      if !field.isEmpty { field.append(to: &bytes) }
    }
  }
}

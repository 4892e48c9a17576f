/// Memory of our own that is filled from its beginning.
///
/// An `Array` does not promise that its octets keep their place.
final class OctetRegion {
  /// Memory above this is given back when it is cleared: one large message must not cost it for good.
  static let keptCapacity = 1 << 20

  private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private(set) var count = 0

  deinit {
    memory.deallocate()
  }

  /// What was filled in; it keeps its place until more is added.
  var filled: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

  /// Makes room for so many more octets.
  func reserve(_ more: Int) {
    guard count + more > memory.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(count + more, min(memory.count * 2, Self.keptCapacity), 4096), alignment: 64)
    larger.copyMemory(from: filled)
    memory.deallocate()
    memory = larger
  }

  /// Adds octets.
  func append(_ bytes: UnsafeRawBufferPointer) {
    guard !bytes.isEmpty else { return }
    reserve(bytes.count)
    UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
    count += bytes.count
  }

  /// Adds as many octets as the body says it wrote.
  func append(atMost room: Int, _ write: (UnsafeMutableRawBufferPointer) -> Int) {
    reserve(room)
    count += write(UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + room]))
  }

  /// Forgets the octets.
  func clear() {
    count = 0
    guard memory.count > Self.keptCapacity else { return }
    memory.deallocate()
    memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }
}

/// Values that some of the nodes of a document have.
struct NodeTable<Value> {
  /// For each node the place of its value behind the first, from 1; 0 for none.
  private var places: [Int32]
  /// The values in the order in which they came.
  private(set) var values: [Value] = []

  init(count: Int) { places = [Int32](repeating: 0, count: count) }

  subscript(node: Int) -> Value? {
    get { places[node] > 0 ? values[Int(places[node]) - 1] : nil }
    set {
      guard let newValue else { return places[node] = 0 }
      values.append(newValue)
      places[node] = Int32(values.count)
    }
  }

  func has(_ node: Int) -> Bool { places[node] > 0 }
}

/// The known name that was most likely meant, or nil when none is near.
///
/// Near means an edit distance of at most a third of the longer name (and at
/// least 1), counting a swap of neighbours as one edit.
///
///     nearest(to: "articel.title", in: ["article.title", "issue.title"])  // "article.title"
public func nearest(to name: String, in known: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased())
  guard wanted.count <= 200 else { return nil }
  return
    known
    .map { (name: $0, distance: editDistance(wanted, Array($0.lowercased()))) }
    .filter { $0.distance <= max(1, max(wanted.count, $0.name.count) / 3) }
    .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
    .name
}

/// `did you mean 'x'?` for the nearest name, or the choices where there are at most five.
public func didYouMean(_ name: String, in known: [String]) -> String? {
  if let near = nearest(to: name, in: known) { return "did you mean '\(near)'?" }
  guard !known.isEmpty, known.count <= 5 else { return nil }
  return "known: " + known.sorted().joined(separator: ", ")
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    current.reserveCapacity(b.count + 1)
    for j in b.indices {
      var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforePrevious[j - 1] + 1)
      }
      current.append(cost)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[b.count]
}

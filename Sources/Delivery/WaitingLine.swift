import InternetMessage

/// Deliveries that were read from the ledger and not handed out: in order, and those of slow domains aside.
struct WaitingLine {
  /// Which delivery goes next, or how long that takes.
  enum Turn {
    case now(Delivery)
    case after(Duration)
    /// More has to be read.
    case empty
  }

  private struct Domain {
    var name: String
    var ready: Duration
  }

  private let limit: Int
  private var fresh: ArraySlice<Delivery> = []
  private var aside: [String: ArraySlice<Delivery>] = [:]
  private var asideCount = 0
  /// The domains that have somebody aside, the one that may be mailed first at the front.
  private var domains: [Domain] = []

  init(limit: Int) { self.limit = limit }

  /// Takes the next batch.
  mutating func append(_ deliveries: [Delivery]) {
    if fresh.isEmpty { fresh = deliveries[...] } else { fresh += deliveries }
  }

  /// Whether anybody is kept aside.
  var hasSomebodyAside: Bool { asideCount > 0 }

  /// Says who goes next and takes them out.
  mutating func next(_ pacer: inout Pacer, at now: Duration) -> Turn {
    if let delivery = nextFromAside(&pacer, at: now) { return .now(delivery) }
    while asideCount < limit, let delivery = fresh.popFirst() {
      let domain = delivery.address.domain
      if aside[domain] == nil {
        let wait = pacer.wait(for: domain, at: now)
        if wait == .zero { return .now(delivery) }
        insert(Domain(name: domain, ready: now + wait))
      }
      aside[domain, default: []].append(delivery)
      asideCount += 1
    }
    return asideCount < limit ? .empty : pause(at: now)
  }

  /// How long until the first of those aside may go.
  func pause(at now: Duration) -> Turn {
    domains.first.map { .after(max(.milliseconds(1), $0.ready - now)) } ?? .empty
  }

  private mutating func nextFromAside(_ pacer: inout Pacer, at now: Duration) -> Delivery? {
    while let first = domains.first, first.ready <= now {
      domains.removeFirst()
      let wait = pacer.wait(for: first.name, at: now)
      guard wait == .zero, let delivery = aside[first.name]?.popFirst() else {
        insert(Domain(name: first.name, ready: now + max(.milliseconds(1), wait)))
        continue
      }
      asideCount -= 1
      if aside[first.name]?.isEmpty == true {
        aside[first.name] = nil
      } else {
        // When it may be mailed again is asked when it is its turn.
        insert(Domain(name: first.name, ready: now))
      }
      return delivery
    }
    return nil
  }

  private mutating func insert(_ domain: Domain) {
    var low = 0
    var high = domains.count
    while low < high {
      let middle = (low + high) / 2
      if domains[middle].ready <= domain.ready { low = middle + 1 } else { high = middle }
    }
    domains.insert(domain, at: low)
  }
}

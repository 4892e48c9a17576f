import Synchronization

/// Asks a send to stop, from any thread; once raised it stays up.
public final class StopFlag: Sendable {
  private let raised = Atomic(false)

  /// Makes a flag that is down.
  public init() {}

  /// Whether somebody asked.
  public var isRaised: Bool { raised.load(ordering: .acquiring) }

  /// Asks to finish what is in flight and to take nothing new.
  public func raise() {
    raised.store(true, ordering: .releasing)
  }
}

import CZ3
import Synchronization

/// Stops the check that is under way in a context, from any thread: the one thing Z3 lets another thread do.
public final class Interrupter: Sendable {
  /// The context's address; nil once the context is gone.
  private let address: Mutex<UInt?>

  init(of context: Z3_context) {
    address = Mutex(UInt(bitPattern: context))
  }

  /// Makes a check under way answer unknown; does nothing at any other time.
  public func interrupt() {
    address.withLock { address in
      guard let address, let context = Z3_context(bitPattern: address) else { return }
      Z3_interrupt(context)
    }
  }

  func disarm() {
    address.withLock { $0 = nil }
  }
}

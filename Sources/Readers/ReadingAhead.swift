import Dispatch
import FoundationEssentials
import Synchronization
import YAML

/// Reads texts on two cores, and hands out what they say in their order.
///
/// Objects are made of it by the caller alone. So what comes out does not depend on who read which text, nor on when.
final class ReadingAhead: Sendable {
  /// Below this many bytes in all, a second core does not pay.
  private static let least = 1 << 18
  /// A text of this size is left to the other thread, while the caller makes objects of what it yields.
  private static let large = 1 << 20
  /// How many events may wait for the caller.
  private static let room = 1_000
  /// How many are handed over at once: each handing over may be a change of threads.
  private static let batch = 100

  private struct Queue {
    var events: [ManifestText.Event] = []
    var isComplete = false
  }

  private struct State {
    /// Whether somebody reads a text, or has read it.
    var isTaken: [Bool]
    var queues: [Queue]
    /// The text that the caller is at.
    var current = 0
    /// Events in all queues.
    var waiting = 0
    var isStarted = false
    var isOver = false
    var isCallerWaiting = false
    var isHelperWaiting = false
  }

  private let texts: [ManifestText]
  private let state: Mutex<State>
  private let start = DispatchSemaphore(value: 0)
  /// Signalled, perhaps once too often, when there is something for the caller.
  private let arrival = DispatchSemaphore(value: 0)
  /// Signalled, perhaps once too often, when there is something to do for the helper.
  private let space = DispatchSemaphore(value: 0)

  /// Whether two cores read these texts sooner than one.
  static func pays(for texts: [ManifestText]) -> Bool {
    texts.reduce(0) { $0 + ($1.size ?? 0) } >= least
      && ProcessInfo.processInfo.activeProcessorCount > 1
  }

  init(_ texts: [ManifestText]) {
    self.texts = texts
    state = Mutex(
      State(
        isTaken: texts.map { _ in false }, queues: Array(repeating: Queue(), count: texts.count)))
    // A queue of its own gets a thread of its own, however busy the others are.
    DispatchQueue(label: "reading ahead").async { self.help() }
  }

  /// Hands out one text; texts have to be asked for in order.
  func read(_ index: Int, _ receive: (ManifestText.Event) -> Void) {
    guard isLeftToHelper(index) else { return texts[index].read(receive) }
    while true {
      let (events, isComplete) = take(index)
      events.forEach(receive)
      if isComplete { return }
      if events.isEmpty, !readAnother() { arrival.wait() }
    }
  }

  /// Lets the helper go.
  func end() {
    state.withLock { $0.isOver = true }
    space.signal()
  }

  // MARK: The caller

  private func isLeftToHelper(_ index: Int) -> Bool {
    let isLarge = texts[index].size.map { $0 >= Self.large } ?? false
    if isLarge, state.withLock({ !$0.isStarted }) {
      // Threads start in much less, if at all.
      _ = start.wait(timeout: .now() + .milliseconds(2))
    }
    return state.withLock { state in
      state.current = index
      if state.isTaken[index] { return true }
      if isLarge, state.isStarted {
        wakeHelper(&state)
        return true
      }
      state.isTaken[index] = true
      return false
    }
  }

  private func take(_ index: Int) -> (events: [ManifestText.Event], isComplete: Bool) {
    state.withLock { state in
      let queue = state.queues[index]
      state.queues[index].events = []
      state.waiting -= queue.events.count
      state.isCallerWaiting = queue.events.isEmpty && !queue.isComplete
      wakeHelper(&state)
      return (queue.events, queue.isComplete)
    }
  }

  /// Reads a later text instead of waiting; false where there is none that is small.
  private func readAnother() -> Bool {
    let index = state.withLock { state -> Int? in
      guard state.waiting <= Self.room,
        let index = state.isTaken[state.current...].firstIndex(of: false),
        index != state.current, let size = texts[index].size, size < Self.large
      else { return nil }
      state.isTaken[index] = true
      return index
    }
    guard let index else { return false }
    var events: [ManifestText.Event] = []
    texts[index].read { events.append($0) }
    add(events, to: index)
    complete(index)
    return true
  }

  // MARK: The helper

  private func help() {
    state.withLock { $0.isStarted = true }
    start.signal()
    while let index = nextText() {
      var batch: [ManifestText.Event] = []
      texts[index].read { event in
        batch.append(event)
        guard batch.count == Self.batch else { return }
        while !add(batch, to: index, ifBelow: Self.room) { space.wait() }
        batch.removeAll(keepingCapacity: true)
      }
      add(batch, to: index)
      complete(index)
    }
  }

  /// Waits until there is room for another text; nil where no text is left.
  private func nextText() -> Int? {
    while true {
      let next = state.withLock { state -> (index: Int?, isNow: Bool) in
        guard !state.isOver, let index = state.isTaken[state.current...].firstIndex(of: false)
        else { return (nil, true) }
        // What the caller asks for is always read.
        guard index == state.current || state.waiting <= Self.room else {
          state.isHelperWaiting = true
          return (index, false)
        }
        state.isTaken[index] = true
        return (index, true)
      }
      if next.isNow { return next.index }
      space.wait()
    }
  }

  // MARK: Both

  /// - Returns: false where the queue is full, and nothing has been added.
  @discardableResult
  private func add(
    _ events: [ManifestText.Event], to index: Int, ifBelow room: Int = .max
  ) -> Bool {
    state.withLock { state in
      // After the end nobody takes anything any more.
      guard state.queues[index].events.count < room || state.isOver else {
        state.isHelperWaiting = true
        return false
      }
      state.queues[index].events += events
      state.waiting += events.count
      wakeCaller(&state, at: index)
      return true
    }
  }

  private func complete(_ index: Int) {
    state.withLock { state in
      state.queues[index].isComplete = true
      wakeCaller(&state, at: index)
    }
  }

  private func wakeCaller(_ state: inout State, at index: Int) {
    guard state.isCallerWaiting, index == state.current else { return }
    state.isCallerWaiting = false
    arrival.signal()
  }

  private func wakeHelper(_ state: inout State) {
    guard state.isHelperWaiting else { return }
    state.isHelperWaiting = false
    space.signal()
  }
}

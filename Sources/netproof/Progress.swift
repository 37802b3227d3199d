/// How far a long run is, in a line of the terminal that goes away with its end.
final class Progress {
  private let start = ContinuousClock.now
  private let isShown: Bool
  private var last = -1

  /// - Parameter isWanted: nothing is shown where standard error is no terminal, whatever it says.
  init(isWanted: Bool) {
    isShown = isWanted && Terminal.isError
  }

  /// - Parameter part: from 0 to 1.
  func show(_ part: Double, of work: String) {
    let percent = Int(part * 100)
    // Whoever waits less than a second needs no word.
    guard isShown, percent != last, start.duration(to: .now) > .seconds(1) else { return }
    last = percent
    Terminal.writeError("\r\u{1b}[K\(work): \(percent) %")
  }

  func clear() {
    if last >= 0 { Terminal.writeError("\r\u{1b}[K") }
    last = -1
  }
}

public import ClusterModel

/// One claim of an intent file about the flows of a cluster.
public struct Intent: Sendable {
  /// Unique over the run; nil when the file gives none.
  public var id: String?
  /// The sentence as written.
  public var sentence: String
  public var claim: Claim
  /// The world asked for: the intent's own, else its file's.
  public var world: World
  public var severity: Severity
  public var because: String?
  public var waiver: Waiver?
  public var place: Place

  public init(
    id: String? = nil, sentence: String, claim: Claim, world: World = .deployed,
    severity: Severity = .low, because: String? = nil, waiver: Waiver? = nil, place: Place
  ) {
    self.id = id
    self.sentence = sentence
    self.claim = claim
    self.world = world
    self.severity = severity
    self.because = because
    self.waiver = waiver
    self.place = place
  }
}

/// What may exist besides the manifests; each world contains the one before (intents.md, "Worlds").
public enum World: String, Hashable, Sendable, CaseIterable, Comparable {
  case deployed
  case open
  case openCluster = "open-cluster"
  case openBoth = "open-both"

  public static func < (left: World, right: World) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  case low, medium, high, critical

  public static func < (left: Severity, right: Severity) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// A refutation that is accepted until a day, with the reason why.
public struct Waiver: Hashable, Sendable {
  /// The last day on which it counts, in UTC.
  public var until: CalendarDay
  public var reason: String

  public init(until: CalendarDay, reason: String) {
    self.until = until
    self.reason = reason
  }
}

/// A day of the Gregorian calendar.
public struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var year: Int
  public var month: Int
  public var day: Int

  /// Nil unless the day exists.
  public init?(year: Int, month: Int, day: Int) {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...lengths[month - 1]).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day written `2027-03-01`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public var description: String {
    func padded(_ number: Int, to width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

import Foundation
import Intents
import Testing

@testable import netproof

@Suite struct CalendarTests {
  /// Against the system's own calendar, over leap years and turns of centuries.
  @Test func daysSince1970AreTheCalendarsDays() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .gmt
    for days in stride(from: -140_000, through: 2_000_000, by: 3701) {
      let date = Date(timeIntervalSince1970: Double(days) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let expected = CalendarDay(
        year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
      #expect(CalendarDay(daysSince1970: days) == expected)
    }
  }
}

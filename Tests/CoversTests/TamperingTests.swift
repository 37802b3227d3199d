import ClusterModel
import Evaluation
import Intents
import Samples
import Testing

@testable import Covers

/// Certificates that were tampered with: none is accepted unless it is still true.
@Suite struct TamperingTests {
  static let covers =
    WorkedCover.all(in: "intents/aks-three-tier/05-web")
    + WorkedCover.all(in: "intents/tenants-to-come/with-baseline")
    + WorkedCover.all(in: "intents/aks-development-production/03-namespace")

  /// One of the certificates that a reader sees first.
  static let isolation = covers.first { $0.subject.intent.id == "db-isolation" }

  @Test func thereAreCertificates() {
    #expect(Self.covers.count >= 12)
    for cover in Self.covers {
      let rejection = cover.rejection(of: cover.text)
      #expect(rejection == nil, "\(cover.text)")
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func randomChangesAreNoticed(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for cover in Self.covers {
      for _ in 0..<5 {
        let changed = cover.text.tampered(using: &random)
        if changed == cover.text || cover.rejection(of: changed) != nil { continue }
        // What is accepted has to be true: it may name fewer of the policies that isolate, or the other direction.
        let untruth = cover.untruth(in: changed, using: &random)
        #expect(untruth == nil, "\(untruth ?? "") accepted:\n\(changed)")
      }
    }
  }

  @Test func nothingCanBeLeftOutOrSaidTwice() throws {
    let cover = try #require(Self.isolation)
    expectRejected("", cover, "an empty file")
    expectRejected("cover 1\n", cover, "a title alone")
    let lines = cover.text.split(separator: "\n", omittingEmptySubsequences: false)
    for count in lines.indices.dropLast() {
      let text = lines.prefix(count).joined(separator: "\n")
      expectRejected(text, cover, "\(count) lines")
      expectRejected(text + "\n", cover, "\(count) lines with an end")
    }
    for index in lines.indices.dropLast() {
      var fewer = lines
      fewer.remove(at: index)
      expectRejected(fewer.joined(separator: "\n"), cover, "without line \(index + 1)")
      var more = lines
      more.insert(lines[index], at: index)
      expectRejected(more.joined(separator: "\n"), cover, "line \(index + 1) twice")
    }
  }

  /// A case that is left out is missed though the number of cases is right.
  @Test func aCaseThatIsLeftOutIsMissed() {
    func indentation(_ line: String) -> Int {
      (line.firstIndex { $0 != " " } ?? line.endIndex).utf16Offset(in: line)
    }
    var missed = 0
    for cover in Self.covers {
      let lines = cover.text.split(separator: "\n", omittingEmptySubsequences: false).map(
        String.init)
      for index in lines.indices.dropFirst() where lines[index].hasPrefix("  ") {
        // Without the first line of a deeper split its other lines would belong elsewhere.
        if indentation(lines[index + 1]) > indentation(lines[index]) { continue }
        var fewer = lines
        fewer.remove(at: index)
        guard let head = fewer[..<index].lastIndex(where: { $0.hasPrefix("cases ") }),
          let count = Int(fewer[head].split(separator: " ")[1])
        else { continue }
        fewer[head] = CoverText.line("cases", "\(count - 1)")
        let rejection = cover.rejection(of: fewer.joined(separator: "\n"))
        #expect(rejection != nil, "without line \(index + 1):\n\(cover.text)")
        if case .flaw(let flaw)? = rejection, flaw.message.hasPrefix("cases are missing") {
          missed += 1
        }
      }
    }
    #expect(missed > 20)
  }

  @Test(arguments: [
    // A reason that is not true, though others close the case.
    (
      "isolated by shop/db, shop/deny-all; no rule matches", "isolated by shop/web; no rule matches"
    ),
    ("blocked ingress: isolated by shop/db, shop/deny-all", "blocked egress: isolated by shop/db"),
    ("permitted by the intent", "blocked ingress: isolated by shop/db; no rule matches"),
    ("outside the scope", "permitted by the intent"),
    (
      "blocked ingress: isolated by shop/db, shop/deny-all; no rule matches",
      "permitted by the intent"
    ),
    ("blocked ingress: isolated by shop/db, shop/deny-all; no rule matches", "outside the scope"),
    // Reordered, overlapping, missing.
    ("shop/db, shop/deny-all", "shop/deny-all, shop/db"),
    ("        port 5984\n", "        port 5983\n"),
    ("port otherwise", "port 1..5983"),
    ("proto otherwise", "proto TCP      "),
    ("src.label.app api ", "src.label.app web "),
    ("dst.label.app db", "dst.label.app api"),
    // A wrong count, world, universe, verdict, claim, assumption.
    ("cases     9", "cases     8"),
    ("world     open-cluster", "world     deployed"),
    ("world     open-cluster", "world     open"),
    ("world     open-cluster", "world     open-both"),
    ("verdict   proved", "verdict   holds today"),
    ("universe  any two pods, there or new", "universe  any two pods"),
    ("universe  any two pods", "universe  pods shop/api"),
    ("only API may reach DB", "only WEB may reach DB"),
    ("pods app=api in", "pods app=web in"),
    ("cni upstream", "cni cilium"),
    // A witness that is none.
    ("src.pod shop/api", "src.pod shop/web"),
    ("src.pod shop/api", "src.pod shop/nobody"),
    ("dst.pod shop/db", "dst.pod shop/web"),
    ("port 5984: allowed", "port 5985: allowed"),
    (": allowed", ": blocked"),
    ("witness   new nobody, family IPv4", "witness   new source, family IPv4"),
  ])
  func eachPartIsChecked(old: String, new: String) throws {
    let cover = try #require(Self.isolation)
    #expect(cover.text.contains(old))
    let changed = cover.text.replacing(old, with: new, maxReplacements: 1)
    expectRejected(changed, cover, "\(old) as \(new)")
  }

  @Test func aViolatedClaimHasNoCertificate() throws {
    let subjects = WorkedCover.subjects(in: "intents/aks-three-tier/05-web")
    let refuted = subjects.filter { $0.intent.id?.hasPrefix("refuted") ?? false }
    #expect(refuted.count == 2)
    for subject in refuted {
      for (standing, world) in [(Standing.proved, World.openCluster), (.holdsToday, .deployed)] {
        let cover = try? Cover(of: subject, standing, in: world)
        #expect(cover == nil)
      }
    }
  }

  /// The certificate of one intent is none of another, and that of one cluster none of another.
  @Test func certificatesAreOfTheirInputs() throws {
    let cover = try #require(Self.isolation)
    for other in WorkedCover.subjects(in: "intents/aks-three-tier/03-db") {
      let document = try CoverDocument(cover.text)
      let result = try? other.check(document)
      #expect(result == nil)
    }
  }

  private func expectRejected(_ text: String, _ cover: WorkedCover, _ what: String) {
    let rejection = cover.rejection(of: text)
    #expect(rejection != nil, "\(what) was accepted:\n\(text)")
  }
}

extension String {
  /// After one change of the kinds that happen to text.
  func tampered(using random: inout SplitMix64) -> String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let index = Int.random(in: 0..<lines.count, using: &random)
    let other = Int.random(in: 0..<lines.count, using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: lines.remove(at: index)
    case 1: lines.insert(lines[other], at: index)
    case 2: lines.swapAt(index, other)
    case 3: lines[index] = "  " + lines[index]
    case 4: lines[index] = String(lines[index].dropFirst(2))
    case 5: lines[index] = lines[index].tamperedDigit(using: &random)
    case 6:
      // A word of another line.
      var words = lines[index].split(separator: " ", omittingEmptySubsequences: false)
      let others = lines[other].split(separator: " ")
      guard !others.isEmpty else { return self }
      words[Int.random(in: 0..<words.count, using: &random)] =
        others[Int.random(in: 0..<others.count, using: &random)]
      lines[index] = words.joined(separator: " ")
    case 7: lines[index] = lines[index].replacing("otherwise", with: "absent")
    default:
      // The reason of another line.
      guard let own = lines[index].trailingReason, let reason = lines[other].trailingReason else {
        return self
      }
      lines[index] = lines[index].replacing(own, with: reason)
    }
    return lines.joined(separator: "\n")
  }

  private func tamperedDigit(using random: inout SplitMix64) -> String {
    let places = indices.filter { self[$0].isNumber }
    guard !places.isEmpty else { return self }
    var copy = self
    let place = random.pick(places)
    copy.replaceSubrange(place...place, with: "\(Int.random(in: 0...9, using: &random))")
    return copy
  }

  private var trailingReason: String? {
    let reasons = ["outside the scope", "permitted by the intent", "blocked ", "allowed"]
    return reasons.compactMap { firstRange(of: "  \($0)") }.first
      .map { String(self[$0.lowerBound...]) }
  }
}

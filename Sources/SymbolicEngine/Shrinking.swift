import ClusterModel
import Compilation
import Formula
import Z3

/// Makes the assignment of the last check smaller: first by evaluation, which is cheap, then with the solver.
///
/// The result is subset-minimal: no part of what it supposes can be left out, other things may be exchanged. The exact
/// minimum would need proofs that nothing smaller exists, which cost more than the verdict.
struct Shrinking {
  let reading: SymbolicReading
  private let session: SolverSession
  private let suppositions: [Supposition]
  /// What the session knows, and what is asked.
  private let existing: Formula
  private let condition: Formula
  /// What of the question the session does not know, case by case.
  private let cases: [Formula]
  private(set) var values: [Int32]
  private var valuation: Valuation

  /// - Parameters:
  ///   - values: What is to be made smaller.
  ///   - suppositions: What can be left out.
  ///   - existing: What every assignment has to satisfy.
  ///   - condition: What the assignment is to satisfy besides.
  ///   - cases: Of the latter, what is not asserted in the session. About one case at a time the solver is asked,
  ///     about all at once it would be slow.
  init(
    _ reading: SymbolicReading, _ session: SolverSession, _ values: [Int32],
    _ suppositions: [Supposition], existing: Formula, condition: Formula,
    asserting cases: [Formula]
  ) {
    self.reading = reading
    self.session = session
    self.values = values
    self.suppositions = suppositions
    self.existing = existing
    self.condition = condition
    self.cases = cases
    valuation = Valuation(of: values, in: reading.formulas)
  }

  private mutating func isGood(_ values: [Int32]) -> Bool {
    valuation.assign(values)
    return valuation.satisfies(condition) && valuation.satisfies(existing)
  }

  private var supposed: [Int] {
    suppositions.indices.filter { suppositions[$0].isSupposed(in: values) }
  }

  /// Leaves out what can be left out.
  mutating func shrink() {
    drop(supposed)
    var needed: Set<Int> = []
    while let candidate = supposed.first(where: { !needed.contains($0) }) {
      needed.insert(candidate)
      let kept = supposed.filter { $0 != candidate }
      if improve(supposing: kept, .always) { drop(supposed.filter { !needed.contains($0) }) }
    }
  }

  /// Leaves `items` out, as many at a time as the rest of the assignment allows.
  private mutating func drop(_ items: [Int]) {
    if items.isEmpty { return }
    var smaller = values
    for item in items { suppositions[item].drop(from: &smaller) }
    if isGood(smaller) {
      values = smaller
    } else if items.count > 1 {
      drop(Array(items.prefix(items.count / 2)))
      drop(Array(items.dropFirst(items.count / 2)))
    }
  }

  /// Asks for another assignment that supposes at most `kept`, and takes it.
  private mutating func improve(supposing kept: [Int], _ preference: Formula) -> Bool {
    let others = suppositions.indices.filter { !kept.contains($0) }.map { suppositions[$0] }
    // What was left out may have led to another case than the model's.
    valuation.assign(values)
    let current = cases.first { valuation.satisfies($0) } ?? .always
    let formula = reading.formulas.all([
      current, reading.supposesNone(of: others), preference,
    ])
    return session.assuming(formula) {
      guard session.check() == .sat else { return false }
      values = session.values()
      return true
    }
  }

  /// Takes a namespace of the manifests instead of a new one, where nothing more is supposed for it.
  mutating func preferGivenNamespaces(_ ends: NewEnds) {
    let preferences = [
      reading.hasNewNamespace, reading.hasNewSourceNamespace, reading.hasNewDestinationNamespace,
    ].map(Formula.not)
    for preference in preferences.prefix(ends == .both ? 3 : 1) {
      valuation.assign(values)
      if valuation.satisfies(preference) { continue }
      if improve(supposing: supposed, preference) { drop(supposed) }
    }
  }

  /// Takes the first family, and a publicly routed address outside the cluster, the smallest that does.
  mutating func preferInternet() {
    lower(reading.addressVariants(of: values))
    valuation.assign(values)
    if valuation.satisfies(reading.hasOutsideEnd), !valuation.satisfies(reading.hasInternetEnd),
      improve(supposing: supposed, reading.hasInternetEnd)
    {
      lower(reading.addressVariants(of: values))
    }
  }

  mutating func lowerPort() { lower(reading.portVariants(of: values)) }

  /// Takes the first of `variants` that is as good.
  private mutating func lower(_ variants: [[Int32]]) {
    for variant in variants where isGood(variant) {
      values = variant
      return
    }
  }

  /// The new ends of which every address would do; the others get the smallest that does.
  mutating func openAddresses(_ ends: NewEnds) -> NewEnds {
    var isOpen = [false, false]
    for (index, isNew) in [ends.hasSource, ends.hasDestination].enumerated() where isNew {
      var smallest: [Int32]?
      var areAll = true
      for variant in reading.podAddressVariants(of: values, atDestination: index == 1) {
        valuation.assign(variant)
        // Not an address that the end could have beside the other one's.
        if !valuation.satisfies(existing) { continue }
        if valuation.satisfies(condition) {
          smallest = smallest ?? variant
        } else {
          areAll = false
        }
      }
      values = smallest ?? values
      isOpen[index] = areAll
    }
    return NewEnds(source: isOpen[0], destination: isOpen[1])
  }

  mutating func counterexample(
    _ openAddresses: NewEnds
  ) -> (flow: Flow, hypothesis: Hypothesis)? {
    valuation.assign(values)
    return reading.counterexample(of: valuation, openAddresses: openAddresses)
  }

  mutating func destination() -> (pod: PodID, hypothesis: Hypothesis)? {
    valuation.assign(values)
    return reading.destination(of: valuation)
  }
}

import ClusterModel
import Evaluation

/// One way to label an object, the cheapest of those that no selector in question tells apart.
struct LabelChoice {
  /// How many labels it supposes.
  var cost = 0
  /// What is supposed, by key; what an object has anyway is left out.
  var values: [(key: Symbol, value: Symbol)] = []
}

/// Every way to label an object that some of a list of selectors tell apart.
///
/// Key by key, the values of a key are tried on the set of selectors that the keys before have left alive.
/// Labellings that leave the same set alive are one, and the cheapest stands for it. So the work grows with the number of
/// sets that can be told apart, and not with the number of labellings.
struct LabelChoices {
  /// Cheapest first.
  private(set) var all: [LabelChoice] = []
  /// Whether some were left out because they suppose too much.
  private(set) var isCut = false

  /// - Parameter wanted: indices of selectors of which at least one has to hold; nil where none has to.
  /// - Parameter bound: how much a choice may suppose.
  init(
    _ selectors: [Requirements], in domain: LabelDomain, wanted: [Int]? = nil,
    bound: Int = .max, _ budget: Budget
  ) throws(Interruption) {
    var states = States(Bits(allOf: selectors.count))
    var wantedBits = Bits(count: selectors.count)
    for index in wanted ?? [] { wantedBits.insert(index) }
    for key in Self.keys(of: selectors) {
      let options = Self.options(key, selectors, domain)
      var next = States()
      try budget.spend(states.count * options.count)
      for index in 0..<states.count {
        for option in options {
          if states.costs[index] + option.cost > bound {
            isCut = true
            continue
          }
          var alive = states.alive[index]
          alive.subtract(option.kills)
          if wanted != nil, !alive.intersects(wantedBits) { continue }
          next.reach(alive, from: states, index, key.key, option)
        }
      }
      states = next
    }
    all = states.choices
  }

  /// The keys that selectors speak of, each with the conditions on it by selector.
  private static func keys(of selectors: [Requirements]) -> [KeyConditions] {
    var keys: [Symbol: KeyConditions] = [:]
    for (index, selector) in selectors.enumerated() {
      for condition in selector.conditions {
        keys[condition.key, default: KeyConditions(key: condition.key)].add(condition, of: index)
      }
    }
    return keys.values.sorted { $0.key < $1.key }
  }

  private struct KeyConditions {
    let key: Symbol
    var conditions: [(selector: Int, condition: LabelSelectorRequirement)] = []
    var mentioned: Set<Symbol> = []

    init(key: Symbol) {
      self.key = key
    }

    mutating func add(_ condition: LabelSelectorRequirement, of selector: Int) {
      conditions.append((selector, condition))
      mentioned.formUnion(condition.values)
    }
  }

  private struct Option {
    var kills: Bits
    var value: Symbol?
    var cost: Int
  }

  /// The values of a key that the selectors tell apart, each with the selectors that it kills.
  private static func options(
    _ key: KeyConditions, _ selectors: [Requirements], _ domain: LabelDomain
  ) -> [Option] {
    var options: [Option] = []
    var seen: Set<Bits> = []
    for option in domain.options(key.key, mentioned: key.mentioned.sorted()) {
      var kills = Bits(count: selectors.count)
      for (selector, condition) in key.conditions where !condition.holds(for: option.value) {
        kills.insert(selector)
      }
      // Cheaper ones come first.
      guard seen.insert(kills).inserted else { continue }
      options.append(
        Option(kills: kills, value: option.isSupposed ? option.value : nil, cost: option.cost))
    }
    return options
  }

  /// Sets of selectors that are alive, each with the cheapest way to it.
  private struct States {
    var alive: [Bits] = []
    var costs: [Int] = []
    private var values: [[(key: Symbol, value: Symbol)]] = []
    private var indices: [Bits: Int] = [:]

    init() {}

    init(_ first: Bits) {
      alive = [first]
      costs = [0]
      values = [[]]
    }

    var count: Int { alive.count }

    mutating func reach(
      _ set: Bits, from states: States, _ index: Int, _ key: Symbol, _ option: Option
    ) {
      let cost = states.costs[index] + option.cost
      let known = indices[set]
      if let known, costs[known] <= cost { return }
      var path = states.values[index]
      if let value = option.value { path.append((key, value)) }
      if let known {
        costs[known] = cost
        values[known] = path
      } else {
        indices[set] = count
        alive.append(set)
        costs.append(cost)
        values.append(path)
      }
    }

    /// In a stable order, cheapest first.
    var choices: [LabelChoice] {
      (0..<count).sorted { (costs[$0], $0) < (costs[$1], $1) }
        .map { LabelChoice(cost: costs[$0], values: values[$0]) }
    }
  }
}

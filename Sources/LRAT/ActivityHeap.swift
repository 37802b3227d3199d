/// The variables that are not assigned, those that conflicts spoke of most and last on top (VSIDS).
///
/// Equal activities are ordered by number, so that the same formula is always refuted in the same way.
struct ActivityHeap {
  private var activities: [Double]
  private var increment = 1.0
  private var heap: [Int32] = []
  /// By variable: where it is in the heap, -1 where it is not.
  private var positions: [Int32]

  private static let decay = 1 / 0.95
  private static let limit = 1e100

  init(variableCount: Int) {
    activities = Array(repeating: 0, count: variableCount + 1)
    positions = Array(repeating: -1, count: variableCount + 1)
    for variable in 0..<variableCount { insert(variable + 1) }
  }

  mutating func insert(_ variable: Int) {
    guard positions[variable] < 0 else { return }
    heap.append(Int32(variable))
    rise(heap.count - 1)
  }

  /// Takes the top.
  mutating func pop() -> Int? {
    guard let top = heap.first else { return nil }
    positions[Int(top)] = -1
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink(0)
    }
    return Int(top)
  }

  mutating func bump(_ variable: Int) {
    activities[variable] += increment
    if activities[variable] > Self.limit {
      for index in activities.indices { activities[index] /= Self.limit }
      increment /= Self.limit
    }
    if positions[variable] >= 0 { rise(Int(positions[variable])) }
  }

  /// Makes what is bumped from now on count for more.
  mutating func decay() { increment *= Self.decay }

  private func isAbove(_ first: Int32, _ second: Int32) -> Bool {
    let (left, right) = (activities[Int(first)], activities[Int(second)])
    return left > right || (left == right && first < second)
  }

  private mutating func rise(_ start: Int) {
    let variable = heap[start]
    var index = start
    while index > 0 {
      let parent = (index - 1) / 2
      guard isAbove(variable, heap[parent]) else { break }
      place(heap[parent], index)
      index = parent
    }
    place(variable, index)
  }

  private mutating func sink(_ start: Int) {
    let variable = heap[start]
    var index = start
    while true {
      var child = 2 * index + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, isAbove(heap[child + 1], heap[child]) { child += 1 }
      guard isAbove(heap[child], variable) else { break }
      place(heap[child], index)
      index = child
    }
    place(variable, index)
  }

  private mutating func place(_ variable: Int32, _ index: Int) {
    heap[index] = variable
    positions[Int(variable)] = Int32(index)
  }
}

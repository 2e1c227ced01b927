/// The smallest `k` in `0...last` whose cumulative probability reaches a level.
func leastCount(
  upTo last: Int, reaching level: Double, _ cumulativeProbability: (Int) -> Double
) -> Int {
  precondition(level >= 0 && level <= 1, "a level within 0...1")
  var low = 0
  var high = last
  while low < high {
    let middle = low + (high - low) / 2
    if cumulativeProbability(middle) >= level { high = middle } else { low = middle + 1 }
  }
  return low
}

/// Whether two numbers agree to a relative tolerance, or are equal.
func agree(_ value: Double, _ expected: Double, within relative: Double) -> Bool {
  value == expected || abs(value - expected) <= relative * abs(expected)
}

/// A sum that keeps what rounding takes away (Neumaier).
struct CompensatedSum {
  private var sum = 0.0
  private var rest = 0.0

  var value: Double { sum + rest }

  mutating func add(_ term: Double) {
    let next = sum + term
    rest += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }
}

/// An error of a caller's function.
struct Refusal: Error, Equatable {
  let number: Int
}

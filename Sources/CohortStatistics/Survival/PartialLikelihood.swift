import Glibc

/// The partial likelihood of Cox's model with Efron's ties.
struct PartialLikelihood {
  /// The logarithm and its derivatives.
  struct State {
    var value = 0.0
    var score: [Double]
    /// Minus the second derivatives.
    var information: [[Double]]
  }

  /// By time, latest first; events before ends of follow-up at the same time.
  private let times: [SurvivalTime]
  private let rows: [[Double]]
  /// The places of the patients by entry, latest first.
  private let byEntry: [Int]
  private let spans: [Double]

  init(_ times: [SurvivalTime], _ covariates: [[Double]]) {
    let order = times.indices.sorted {
      times[$0].time != times[$1].time ? times[$0].time > times[$1].time : $0 < $1
    }
    self.times = order.map { times[$0] }
    let count = covariates.first?.count ?? 0
    let means = (0..<count).map { index in
      covariates.reduce(0) { $0 + $1[index] } / Double(covariates.count)
    }
    rows = order.map { place in (0..<count).map { covariates[place][$0] - means[$0] } }
    let rows = rows
    spans = (0..<count).map { index in
      let values = rows.map { $0[index] }
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
    let sorted = self.times
    byEntry = sorted.indices.sorted {
      sorted[$0].entry != sorted[$1].entry ? sorted[$0].entry > sorted[$1].entry : $0 < $1
    }
  }

  /// The change of the log hazard over the range of a covariate.
  func reach(_ index: Int, _ beta: [Double]) -> Double { abs(beta[index]) * spans[index] }

  /// Whether events tell of each covariate: in an information that is 0 but for rounding none does, as where
  /// all patients at risk at any event are alike.
  func isIdentified(_ information: [[Double]]) -> Bool {
    let events = times.reduce(0) { $1.isEvent ? $0 + $1.weight : $0 }
    return spans.indices.allSatisfy { index in
      information[index][index] > 1e-12 * events * spans[index] * spans[index]
    }
  }

  /// A covariate whose range changes the hazard by more than `e^40`, if any.
  func farthest(_ beta: [Double]) -> Int? { beta.indices.first { reach($0, beta) > 40 } }

  func evaluate(at beta: [Double]) -> State {
    let count = beta.count
    let linear = rows.map { row in zip(row, beta).reduce(0) { $0 + $1.0 * $1.1 } }
    var state = State(
      score: [Double](repeating: 0, count: count),
      information: [[Double]](repeating: [Double](repeating: 0, count: count), count: count))
    var risk = Sums(count)
    var (next, leaving) = (0, 0)
    while next < times.count {
      let time = times[next].time
      var dying = Sums(count)
      var deaths = 0
      while next < times.count, times[next].time == time {
        let term = times[next].weight * exp(linear[next])
        risk.add(term, rows[next])
        if times[next].isEvent {
          deaths += 1
          dying.add(term, rows[next])
          dying.weight += times[next].weight
          state.value += times[next].weight * linear[next]
          for index in 0..<count { state.score[index] += times[next].weight * rows[next][index] }
        }
        next += 1
      }
      guard deaths > 0 else { continue }
      // Patients who entered at this time or later are not at risk; they were added with their exit. Those who
      // were there from the start are at risk at 0 too.
      while leaving < byEntry.count, case let entry = times[byEntry[leaving]].entry, entry >= time,
        entry > 0
      {
        let place = byEntry[leaving]
        risk.add(-times[place].weight * exp(linear[place]), rows[place])
        leaving += 1
      }
      add(risk, dying, deaths, to: &state)
    }
    return state
  }

  private func add(_ risk: Sums, _ dying: Sums, _ deaths: Int, to state: inout State) {
    let mean = dying.weight / Double(deaths)
    let count = state.score.count
    for tie in 0..<deaths {
      let share = Double(tie) / Double(deaths)
      let total = risk.total - share * dying.total
      state.value -= mean * log(total)
      for row in 0..<count {
        let first = (risk.first[row] - share * dying.first[row]) / total
        state.score[row] -= mean * first
        for column in 0..<count {
          let other = (risk.first[column] - share * dying.first[column]) / total
          let second = (risk.second[row][column] - share * dying.second[row][column]) / total
          state.information[row][column] += mean * (second - first * other)
        }
      }
    }
  }

  /// Sums over a risk set.
  private struct Sums {
    var total = 0.0
    var first: [Double]
    var second: [[Double]]
    var weight = 0.0

    init(_ count: Int) {
      first = [Double](repeating: 0, count: count)
      second = [[Double]](repeating: first, count: count)
    }

    mutating func add(_ term: Double, _ row: [Double]) {
      total += term
      for index in row.indices {
        first[index] += term * row[index]
        for other in row.indices { second[index][other] += term * row[index] * row[other] }
      }
    }
  }
}

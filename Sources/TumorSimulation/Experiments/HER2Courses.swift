import Glibc
import NumericalMethods
import TumorModel

/// Made-up courses of target lesions of the patients of ``HER2Cohort`` with an ERBB2 mutation, under the treatment
/// that followed the biopsy that showed it.
///
/// Days count from the diagnosis, as those of the cohort do. Each course has the best response that the cohort's
/// table of treatments gives, and progression where the treatment stops; a patient whose best response is
/// progression has it at the first assessment.
struct HER2Courses {
  private let patients: [(id: String, line: Treatment)]
  private let seed: UInt64

  /// Takes the patients of the cohort with a mutation of ERBB2 and their last treatment.
  init(_ cohort: HER2Cohort, seed: UInt64) {
    self.seed = seed
    patients = cohort.patients.map(\.evidence).compactMap { patient in
      guard patient.mutations.contains(where: { $0.gene == "ERBB2" }),
        let line = cohort.treatments.last(where: { $0.patient == patient.id })
      else { return nil }
      return (patient.id, line)
    }
  }

  private struct Visit {
    let day: Int
    var sum: Double
    var isNew = false
  }

  /// A table of assessments, about every eight weeks.
  var text: String {
    var lines = ["patient\tday\tsum_mm\tnew_lesion\tstart_day\tdeath_day\tlast_day"]
    for (number, patient) in patients.enumerated() {
      let random = RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(900 + number)))
      let visits = Self.visits(patient.line, using: random)
      let last =
        max(patient.line.stop ?? 0, visits.last?.day ?? 0) + random.integer(in: 30...700)
      let hasDied = random.chance(0.65)
      for (index, visit) in visits.enumerated() {
        var row = [patient.id, String(visit.day), String(visit.sum), visit.isNew ? "yes" : "no"]
        let day = String(last)
        // What is said of the patient as a whole stands in the first row.
        row +=
          index > 0
          ? ["", "", ""]
          : [String(patient.line.start), hasDied ? day : "", hasDied ? "" : day]
        lines.append(row.joined(separator: "\t"))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The assessments of one treatment: a part of the tumour shrinks, the rest grows from the start.
  private static func visits(_ line: Treatment, using random: RandomSource) -> [Visit] {
    let stop = line.stop ?? line.start + 200
    let baseline = line.start - random.integer(in: 1...9)
    var days: [Int] = []
    var next = line.start + 56 + random.integer(in: -4...4)
    while next < stop - 20 {
      days.append(next)
      next += 56 + random.integer(in: -4...4)
    }
    if line.bestResponse == "PD" {
      days = [days.first ?? stop]
    } else {
      // A response needs an assessment before the one that finds progression.
      days = (days.isEmpty ? [(line.start + stop) / 2] : days) + [stop]
    }
    let endsByNewLesion = random.chance(0.3)
    let start = 25 + 60 * random.uniform()
    // What does not end as the table of treatments says is drawn again.
    while true {
      let rest = 0.05 + 0.95 * random.uniform()
      let (shrink, grow) = (
        0.005 + 0.03 * random.uniform(), exp(random.uniform(in: -7.5...(-4)))
      )
      var visits = [Visit(day: baseline, sum: rounded(start))]
      for day in days {
        let time = Double(day - line.start)
        let left = (1 - rest) * exp(-shrink * time) + rest * exp(grow * time)
        visits.append(Visit(day: day, sum: rounded(start * left * exp(0.03 * random.normal()))))
      }
      if endsByNewLesion { visits[visits.count - 1].isNew = true }
      if response(of: visits, endsByNewLesion) == line.bestResponse { return visits }
    }
  }

  /// The best response of a course that progresses at its last visit and not before; `nil` for another course.
  private static func response(of visits: [Visit], _ endsByNewLesion: Bool) -> String? {
    let sums = visits.map(\.sum)
    var smallest = sums[0]
    var best = "PD"
    for (index, sum) in sums.enumerated().dropFirst() {
      let isLast = index == sums.count - 1
      let grew = sum >= 1.2 * smallest && sum >= smallest + 5
      if grew != (isLast && !endsByNewLesion) || sum < 1 { return nil }
      smallest = min(smallest, sum)
      if isLast { break }
      if sum <= 0.7 * sums[0] { best = "PR" } else if best == "PD" { best = "SD" }
    }
    return best
  }

  private static func rounded(_ sum: Double) -> Double { (sum * 10).rounded() / 10 }
}

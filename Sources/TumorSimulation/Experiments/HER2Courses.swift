import Glibc
import NumericalMethods
import TumorModel

/// Made-up courses of target lesions of the patients of ``HER2Cohort`` with an ERBB2 mutation, treated with
/// fulvestrant and neratinib after the biopsy that showed it.
struct HER2Courses {
  private let patients: [(id: String, isActivating: Bool)]
  private let seed: UInt64

  /// Takes the patients of the cohort, of which all with a mutation of ERBB2 are treated.
  init(_ cohort: HER2Cohort, seed: UInt64) {
    self.seed = seed
    let activating = Set(DriverTable.erbb2.prefix(8).map(\.proteinChange))
    patients = cohort.patients.compactMap { patient in
      let changes = patient.evidence.mutations.filter { $0.gene == "ERBB2" }.map(\.proteinChange)
      guard !changes.isEmpty else { return nil }
      return (patient.evidence.id, changes.contains(where: activating.contains))
    }
  }

  /// A table of assessments: every eight weeks the sum of target lesions shrinks to a part that no longer responds,
  /// which grows from the start.
  var text: String {
    var lines = ["patient\tday\tsum_mm\tnew_lesion\tdeath_day\tlast_day"]
    for (number, patient) in patients.enumerated() {
      let random = RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(900 + number)))
      let start = 25 + 60 * random.uniform()
      let resistant = patient.isActivating ? 0.08 + 0.4 * random.uniform() : 0.8
      let (shrink, grow) = (0.011 + 0.012 * random.uniform(), 0.0015 + 0.003 * random.uniform())
      var smallest = start
      var day = 0
      var visits: [(day: Int, sum: Double, isNew: Bool)] = [(0, start, false)]
      while day < 700 {
        day += 56 + random.integer(in: -4...4)
        let time = Double(day)
        let sum =
          start * ((1 - resistant) * exp(-shrink * time) + resistant * exp(grow * time))
          * exp(0.04 * random.normal())
        let isNew = random.chance(0.06)
        visits.append((day, sum, isNew))
        if isNew || (sum > 1.2 * smallest && sum > smallest + 5) { break }
        smallest = min(smallest, sum)
      }
      let last = day + random.integer(in: 30...500)
      let hasDied = random.chance(0.6)
      for visit in visits {
        let isFirst = visit.day == 0
        lines.append(
          [
            patient.id, String(visit.day), String((visit.sum * 10).rounded() / 10),
            visit.isNew ? "yes" : "no", isFirst && hasDied ? String(last) : "",
            isFirst && !hasDied ? String(last) : "",
          ].joined(separator: "\t"))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

import ClonalEvolution
package import TumorModel
import CohortStatistics
import Foundation
package import Results
import Wording

/// What further patients would add to a cohort that was seen.
package struct FurtherPlan: JSONObject, Hashable {
  /// A wanted width of the 95 % interval and the further patients for it.
  package struct Need: JSONObject, Hashable {
    package var width = 0.0
    package var patients: Int?
    package var screened: Int?

    package init() {}

    package static let properties: [JSONProperty<Need>] = [
      JSONProperty(
        "width", \.width, unit: .shareOfPatients, .fraction,
        meaning: "Target width of the 95 % interval"),
      JSONProperty(
        "patients", \.patients, unit: .patients, .count,
        meaning: "Further assessable patients needed; absent where no number is enough"),
      JSONProperty(
        "screened", \.screened, unit: .patients, .count,
        meaning: "Further patients to enrol, at the cohort's share of assessable ones"),
    ]
  }

  /// The width of the interval to expect after further patients.
  package struct ExpectedWidth: JSONObject, Hashable {
    package var patients = 0
    package var width = 0.0

    package init() {}

    package static let properties: [JSONProperty<ExpectedWidth>] = [
      JSONProperty(
        "patients", \.patients, unit: .patients, .count, meaning: "Further assessable patients"),
      JSONProperty(
        "width", \.width, unit: .shareOfPatients, .fraction,
        meaning: "Expected width of the 95 % interval"),
    ]
  }

  package var gene = ""
  package var className = MutationClass.any
  package var assessable = 0
  /// All patients of the cohort.
  package var patients = 0
  package var mean = 0.0
  package var low = 0.0
  package var high = 0.0
  package var informativeness = 0.0
  package var needs: [Need] = []
  package var expectedWidths: [ExpectedWidth] = []
  /// Assessed patients by P(detect a cancer cell fraction of 0.25): below 0.5, below 0.8, from 0.8
  /// on, not known.
  package var patientsByPower: [Int] = []

  package init() {}

  package static let properties: [JSONProperty<FurtherPlan>] = [
    JSONProperty("gene", \.gene, meaning: "Gene symbol, as in the results"),
    JSONProperty("class", \.className, meaning: "Class of mutations that are counted"),
    JSONProperty(
      "assessable", \.assessable, unit: .patients, .count,
      meaning: "Assessable patients of the cohort"),
    JSONProperty(
      "patients", \.patients, unit: .patients, .count, meaning: "All patients of the cohort"),
    JSONProperty(
      "estimate", \.mean, unit: .shareOfPatients, .fraction,
      meaning: "Posterior mean of the acquired fraction"),
    JSONProperty(
      "low", \.low, unit: .shareOfPatients, .fraction,
      meaning: "Lower end of its 95 % interval"),
    JSONProperty(
      "high", \.high, unit: .shareOfPatients, .fraction,
      meaning: "Upper end of its 95 % interval"),
    JSONProperty(
      "informativeness", \.informativeness, .fraction,
      meaning: "Information in a call of this cohort relative to a certain call"),
    JSONProperty("needs", \.needs, meaning: "Further patients for widths of the 95 % interval"),
    JSONProperty(
      "expected_widths", \.expectedWidths,
      meaning: "Width of the 95 % interval after 5, 10, 20, 50 and 100 further patients"),
    JSONProperty(
      "patients_by_power", \.patientsByPower, unit: .patients, .count,
      meaning: "Assessed patients whose power to detect a cancer cell fraction of 0.25 in the "
        + "earlier samples is below 0.5, below 0.8, at least 0.8, and unknown"),
  ]

  /// Reads `cohort.json` of a folder.
  ///
  /// - Throws: `FileFailure` and `TableFailure` where there is no whole cohort, ``CommandFailure``
  ///   where it is without the gene.
  package init(folder: String, gene: String?, width: Double?) throws {
    let cohort = try CohortFolder(opening: folder)
    let (path, summary) = ("\(cohort.path)/\(CohortSummary.fileName)", cohort.summary)
    guard
      let ratios = summary.likelihoodRatios.first(where: { gene == nil || $0.gene == gene }),
      ratios.logs.count == ratios.counts.count, ratios.logs.allSatisfy({ !$0.isNaN }),
      ratios.counts.allSatisfy({ $0 > 0 && $0 <= 10_000_000 })
    else {
      throw CommandFailure(
        .badData,
        "\(path): error: the cohort was not made for \(gene ?? "any gene"); expected "
          + Wording.list(summary.likelihoodRatios.map(\.gene))
          + ", or a cohort made with --gene \(gene ?? "GENE")")
    }
    var tally = ValueTally(limit: 10_000, width: 0.05, greatest: 600)
    for (value, count) in zip(ratios.logs, ratios.counts) { tally.add(value, count: count) }
    guard tally.count > 0 else {
      throw CommandFailure(
        .analysisFailed, "\(path): error: no patient of \(ratios.gene) is assessable")
    }
    self.gene = ratios.gene
    className = ratios.className
    assessable = tally.count
    patients = summary.patients
    patientsByPower = ratios.patientsByPower
    let posterior = CohortAnalysis.posterior(tally, prior: .uniform)
    let interval = posterior.interval()
    (mean, low, high) = (posterior.mean, interval.lower, interval.upper)
    let further = FurtherPatients(
      posterior: posterior, logLikelihoodRatios: tally.sample(of: 2_000))
    informativeness = further.informativeness
    let rate = Double(tally.count) / Double(max(summary.patients, tally.count))
    let widths = width.map { [$0] } ?? [0.4, 0.3, 0.2, 0.1].filter { $0 < interval.width }
    needs = widths.map { width in
      let number = further.needed(forWidth: width)
      let screened = number.map { Double($0) / rate }
      var need = Need()
      (need.width, need.patients) = (width, number)
      need.screened = screened.flatMap { $0 < 1e15 ? Int($0.rounded(.up)) : nil }
      return need
    }
    expectedWidths = [5, 10, 20, 50, 100].map { number in
      var expected = ExpectedWidth()
      (expected.patients, expected.width) = (number, further.expectedWidth(after: number))
      return expected
    }
  }

  /// The plan for a person.
  package var text: String {
    let target = CohortTarget(gene: gene, className: className)
    var lines = [
      "\(target.title): \(Wording.count(assessable, "assessable patient")) of "
        + "\(Wording.grouped(patients)); acquired fraction \(Wording.number(mean)) (95 % "
        + "\(Wording.number(low)) to \(Wording.number(high)), width \(Wording.number(high - low)))",
      "Because calls are uncertain, one of these patients carries as much information as "
        + "\(Wording.number(informativeness)) of a patient with a certain call.",
    ]
    if patientsByPower.count == 4 {
      lines.append(
        "Power of the earlier samples to detect a clone of \(GateWords.clone): "
          + "\(Wording.count(patientsByPower[2], "patient")) with \(OriginGate.power) or more, "
          + "\(patientsByPower[1]) with 0.5 to \(OriginGate.power), \(patientsByPower[0]) with less"
          + (patientsByPower[3] > 0 ? ", \(patientsByPower[3]) unknown" : ""))
    }
    lines += ["", "Further patients needed for a 95 % interval of a given width:"]
    for need in needs {
      guard let number = need.patients else {
        lines.append("  width \(Wording.number(need.width)): no number of patients is enough")
        continue
      }
      lines.append(
        "  width \(Wording.number(need.width)): \(Wording.count(number, "further assessable patient"))"
          + (need.screened.map {
            "; to find them, about \(Wording.count($0, "patient")) to enrol"
          } ?? ""))
    }
    lines.append("Expected width of the 95 % interval:")
    for expected in expectedWidths {
      lines.append(
        "  after \(expected.patients) further assessable patients: \(Wording.number(expected.width))"
      )
    }
    lines += [
      "",
      "Further patients are assumed to resemble those already seen: equally often assessable "
        + "(\(assessable) of \(Wording.grouped(patients))), sequenced as deeply, and with as many "
        + "acquired mutations.",
    ]
    return lines.joined(separator: "\n")
  }
}

import CohortStatistics
import Foundation
import Reporting

/// What further patients would add to a cohort that was seen.
struct FurtherPlan: Codable, Hashable, Sendable {
  /// A wanted width of the 95 % interval and the further patients for it.
  struct Need: Codable, Hashable, Sendable {
    var width: Double
    /// Further assessable patients; absent where no number is enough.
    var patients: Int?
    /// Further patients of any kind, at the cohort's share of assessable ones.
    var screened: Int?
  }

  var gene: String
  var className: String
  var assessable: Int
  /// All patients of the cohort.
  var patients: Int
  var mean: Double
  var low: Double
  var high: Double
  /// What a call of this cohort is worth, 0 to 1; 1 is a certain one.
  var informativeness: Double
  var needs: [Need]
  /// Expected width after 5, 10, 20, 50 and 100 further assessable patients.
  var expectedWidths: [Int: Double]
  /// Assessed patients by P(detect a cancer cell fraction of 0.25): below 0.5, below 0.8, from 0.8
  /// on, not told.
  var patientsByPower: [Int]

  /// Reads `cohort.json` of a folder.
  ///
  /// - Throws: ``CommandFailure`` where there is none, or without the gene.
  init(folder: String, gene: String?, width: Double?) throws {
    // A results folder may hold its cohort.
    let folder = CohortFigures.folder(in: folder) ?? folder
    try FolderKind.requireCohort(folder)
    let path = "\(folder)/\(CohortSummary.fileName)"
    let summary = try CohortSummary.read(path)
    guard
      let ratios = summary.likelihoodRatios.first(where: { gene == nil || $0.gene == gene }),
      ratios.logs.count == ratios.counts.count, ratios.logs.allSatisfy({ !$0.isNaN }),
      ratios.counts.allSatisfy({ $0 > 0 && $0 <= 10_000_000 })
    else {
      throw CommandFailure(
        .badData,
        "\(path): error: the cohort was not asked for \(gene ?? "any gene"); expected "
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
      return Need(
        width: width, patients: number,
        screened: screened.flatMap { $0 < 1e15 ? Int($0.rounded(.up)) : nil })
    }
    expectedWidths = Dictionary(
      uniqueKeysWithValues: [5, 10, 20, 50, 100].map { ($0, further.expectedWidth(after: $0)) })
  }

  /// The plan for a person.
  var text: String {
    let target = CohortTarget(gene: gene, className: className)
    var lines = [
      "\(target.title): \(Wording.count(assessable, "assessable patient")) of "
        + "\(Wording.grouped(patients)); acquired fraction \(Wording.number(mean)) (95 % "
        + "\(Wording.number(low)) to \(Wording.number(high)), width \(Wording.number(high - low)))",
      "Since calls are uncertain, one of these patients says as much as "
        + "\(Wording.number(informativeness)) of a patient with a certain call.",
    ]
    if patientsByPower.count == 4 {
      lines.append(
        "Power of the earlier samples to show a clone of 25 %: "
          + "\(Wording.count(patientsByPower[2], "patient")) with 0.8 or more, "
          + "\(patientsByPower[1]) with 0.5 to 0.8, \(patientsByPower[0]) with less"
          + (patientsByPower[3] > 0 ? ", \(patientsByPower[3]) not told" : ""))
    }
    lines += ["", "Further patients for a 95 % interval of a width:"]
    for need in needs {
      guard let number = need.patients else {
        lines.append("  width \(Wording.number(need.width)): no number of such patients is enough")
        continue
      }
      lines.append(
        "  width \(Wording.number(need.width)): \(Wording.count(number, "further assessable patient"))"
          + (need.screened.map {
            "; to find them, about \(Wording.count($0, "patient")) to enrol"
          } ?? ""))
    }
    lines.append("Width of the 95 % interval to expect:")
    for (number, width) in expectedWidths.sorted(by: { $0.key < $1.key }) {
      lines.append("  after \(number) further assessable patients: \(Wording.number(width))")
    }
    lines += [
      "",
      "Further patients are taken to be like those seen: as often assessable (\(assessable) of "
        + "\(Wording.grouped(patients))), sequenced as well, and acquired as often.",
    ]
    return lines.joined(separator: "\n")
  }
}

extension CohortSummary {
  /// Reads a summary that was written before.
  ///
  /// - Throws: `FileFailure`, and ``CommandFailure`` where the file is none.
  static func read(_ path: String) throws -> CohortSummary {
    guard access(path, R_OK) == 0 else {
      throw FileFailure(path: path, action: .read, code: errno)
    }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try decoder.decode(CohortSummary.self, from: Data(contentsOf: URL(filePath: path)))
    } catch is DecodingError {
      throw CommandFailure(
        .badData, "\(path): error: no summary of a cohort; expected that of metachron cohort")
    }
  }
}

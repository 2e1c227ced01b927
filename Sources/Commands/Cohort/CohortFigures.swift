import Foundation
import Reporting

/// The figures of a cohort folder: those that need no patient.
struct CohortFigures {
  let folder: String
  let summary: CohortSummary

  /// Reads a folder that `metachron cohort` wrote, or a results folder with its cohort inside.
  ///
  /// - Throws: `FileFailure` and ``CommandFailure`` where there is none.
  init(folder: String) throws {
    let isCohort = access("\(folder)/\(CohortSummary.fileName)", R_OK) == 0
    self.folder = isCohort ? folder : Self.folder(in: folder) ?? folder
    try FolderKind.requireCohort(self.folder)
    summary = try CohortSummary.read("\(self.folder)/\(CohortSummary.fileName)")
  }

  /// The cohort's folder inside a results folder; `nil` where there is none.
  static func folder(in results: String) -> String? {
    let inner = "\(results)/\(StudyRun.cohortFolder)"
    return access("\(inner)/\(CohortSummary.fileName)", R_OK) == 0 ? inner : nil
  }

  /// The genes that were asked for.
  private var leading: [String] { summary.targets.map(\.gene) }

  /// The way of a gene's patients to a call.
  func funnel(of gene: String) -> FunnelFigure? {
    guard let target = summary.targets.first(where: { $0.gene == gene }) else { return nil }
    let rows = summary.funnel.filter { $0.gene == gene && $0.className == target.className }
    let words = [
      "patients": "patients", "mutated": "with a mutation of \(gene) in a later sample",
      "of_class": "with one that is \(target.className.replacing("_", with: " "))",
      "compared": "with an earlier sample to compare with", "assessable": "assessable",
    ]
    let steps = rows.compactMap { row -> FunnelFigure.Step? in
      if let name = words[row.step] {
        let isAny = row.step == "of_class" && target.className == CohortTarget.any
        return isAny ? nil : FunnelFigure.Step(name, patients: row.patients)
      }
      let isRare = ["lost", "artefact"].contains(row.step)
      if isRare, row.patients == 0 { return nil }
      return FunnelFigure.Step(
        row.step == "preexisting" ? "pre-existing" : row.step, patients: row.patients,
        call: row.step)
    }
    return FunnelFigure(gene: target.title, steps: steps)
  }

  /// Acquired fractions, gene by gene; those asked for have their class.
  var forest: ForestFigure? {
    let titles = Dictionary(
      summary.targets.map { ("\($0.gene)\t\($0.className)", $0.title) }
    ) { first, _ in first }
    let rows = summary.fractions.compactMap { row -> ForestFigure.Row? in
      guard row.method == "mixture", row.varied.isEmpty, let mean = row.estimate,
        let low = row.low, let high = row.high
      else { return nil }
      return ForestFigure.Row(
        gene: titles["\(row.gene)\t\(row.className)"]
          ?? (leading.contains(row.gene) ? "\(row.gene) (any class)" : row.gene),
        patients: row.patients,
        acquired: row.acquired, mean: mean, interval: (low, high))
    }
    return ForestFigure(rows: rows, leading: summary.targets.map(\.title))
  }

  /// Genes by their acquired excess; all of `genes.tsv`.
  func volcano() throws -> VolcanoFigure? {
    let table = try ResultTableReader(path: "\(folder)/\(CohortTable.genes.fileName)")
    let gene = try table.column("gene")
    let numbers = try ["observed", "expected", "p", "q"].map { try table.column($0) }
    var rows: [VolcanoFigure.Row] = []
    try table.forEachRow { row in
      let values = numbers.compactMap { row.double($0) }
      if values.count == numbers.count {
        rows.append(
          VolcanoFigure.Row(
            gene: row.text(gene), observed: values[0], expected: values[1], pValue: values[2],
            qValue: values[3]))
      }
      return true
    }
    return VolcanoFigure(rows: rows, leading: leading)
  }

  /// Pairs of genes, each gene in one class: that asked for, or any. Those asked for come first,
  /// with one another and with ESR1.
  func exclusivity() throws -> ExclusivityFigure? {
    let table = try ResultTableReader(path: "\(folder)/\(CohortTable.exclusivity.fileName)")
    let texts = try ["gene_a", "class_a", "gene_b", "class_b"].map { try table.column($0) }
    let both = try table.column("both")
    let numbers = try ["expected", "p_exclusive", "p_cooccurring"].map { try table.column($0) }
    let classes = Dictionary(summary.targets.map { ($0.gene, $0.className) }) { first, _ in first }
    let titles = Set(leading + ["ESR1"])
    var rows: (first: [ExclusivityFigure.Row], rest: [ExclusivityFigure.Row]) = ([], [])
    try table.forEachRow { row in
      let names = texts.map(row.text)
      let values = numbers.compactMap { row.double($0) }
      guard values.count == numbers.count, let both = row.int(both),
        names[1] == classes[names[0]] ?? CohortTarget.any,
        names[3] == classes[names[2]] ?? CohortTarget.any
      else { return true }
      let pair = ExclusivityFigure.Row(
        first: CohortTarget(gene: names[0], className: names[1]).title,
        second: CohortTarget(gene: names[2], className: names[3]).title, both: both,
        expected: values[0], exclusive: values[1], together: values[2])
      if titles.contains(names[0]), titles.contains(names[2]) {
        rows.first.append(pair)
      } else {
        rows.rest.append(pair)
      }
      return true
    }
    return ExclusivityFigure(rows: rows.first + rows.rest)
  }
}

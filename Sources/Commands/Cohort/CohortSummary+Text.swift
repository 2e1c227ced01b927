import Reporting

extension CohortSummary {
  /// Genes that are listed in the text.
  private static let shownGenes = 10

  /// The summary for a person.
  var text: String {
    var lines = [
      "\(Wording.count(patients, "patient")) of \(Wording.count(folders.count, "folder")), "
        + "\(comparablePatients) with an earlier and a later sample that can be compared"
    ]
    for target in targets { lines += [""] + targetLines(target) }
    lines += [""] + geneLines
    lines += [""] + caveats
    lines.append("For research use only.")
    return lines.joined(separator: "\n")
  }

  /// What the cohort says of a gene that was asked for: its title, then sentences.
  func statement(of target: CohortTarget) -> Report.Statement {
    Report.Statement(
      title: target.title, sentences: CohortSentences(summary: self, target: target).sentences)
  }

  /// Intervals by the names that people know.
  static let methodWords = [
    "clopper_pearson": "Clopper-Pearson", "wilson": "Wilson", "jeffreys": "Jeffreys",
  ]

  /// A gene's rows of the table of fractions.
  func fractions(of target: CohortTarget) -> [CohortFractionRow] {
    fractions.filter { $0.gene == target.gene && $0.className == target.className }
  }

  /// A gene's tests of association with treatments.
  func therapies(of target: CohortTarget) -> [CohortTherapyRow] {
    therapy.filter { $0.gene == target.gene && $0.className == target.className }
  }

  /// The pairs of a gene that are told: with the others asked for, with ESR1, which ERBB2 is said to
  /// exclude, and those that stand out.
  func overlaps(of target: CohortTarget) -> [CohortExclusivityRow] {
    let named = Set(targets.map(\.gene) + ["ESR1"])
    return exclusivity.filter { row in
      guard
        (row.geneA == target.gene && row.classA == target.className)
          || (row.geneB == target.gene && row.classB == target.className)
      else { return false }
      return named.contains(row.geneA == target.gene ? row.geneB : row.geneA)
        || min(row.qExclusive ?? 1, row.qCooccurring ?? 1) <= 0.1
    }
  }

  /// The other gene of a pair.
  func partner(of target: CohortTarget, in row: CohortExclusivityRow) -> CohortTarget {
    row.geneA == target.gene
      ? CohortTarget(gene: row.geneB, className: row.classB)
      : CohortTarget(gene: row.geneA, className: row.classA)
  }

  /// An odds ratio, which may be infinite.
  static func odds(_ value: Double) -> String {
    value.isInfinite ? "infinity" : Wording.number(value)
  }

  /// The genes that are acquired more often than chance explains.
  var excess: Report.Statement? {
    guard !genes.isEmpty else { return nil }
    let found = excessGenes ?? genes.count { ($0.q ?? 1) <= 0.1 }
    let shown = genes.prefix(5).map { row in
      "\(row.gene): called acquired in \(Wording.count(row.acquired, "patient")); the "
        + "probabilities of a mutation acquired sum up to \(Wording.number(row.observed)) patients, "
        + "\(row.expected.map(Wording.number) ?? "unknown") expected by chance"
        + (row.p.map { ", p \(Wording.number($0))" } ?? "")
        + (row.q.map { ", q \(Wording.number($0))" } ?? "") + "."
    }
    return Report.Statement(
      title: "Acquired more often than chance: \(found) of "
        + "\(Wording.count(testedGenes, "gene")) at a false discovery rate of 0.1",
      sentences: shown)
  }

  private func targetLines(_ target: CohortTarget) -> [String] {
    let steps = funnel.filter { $0.gene == target.gene && $0.className == target.className }
    func step(_ name: String) -> CohortFunnelRow { steps.first { $0.step == name } ?? .init() }
    let named = [
      ("patients", ""), ("mutated", "with a mutation"), ("of_class", target.className),
      ("compared", "with an earlier sample"), ("assessable", "assessable"),
    ].filter { $0.0 != "of_class" || target.className != CohortTarget.any }
    var lines = [
      target.title,
      "  "
        + named.map { step, words in
          let count = steps.first { $0.step == step }?.patients ?? 0
          return words.isEmpty ? Wording.count(count, "patient") : "\(count) \(words)"
        }.joined(separator: " -> "),
    ]
    let reasons = ["mutated", "of_class", "compared", "assessable"].map(step)
      .filter { ($0.fellOut ?? 0) > 0 }.map { Wording.spaced($0.why) }
    if !reasons.isEmpty { lines.append("  Left out: \(reasons.joined(separator: "; "))") }
    let outcomes = ["acquired", "preexisting", "indeterminate", "lost", "artefact"].map(step)
      .filter { $0.patients > 0 || ["acquired", "preexisting"].contains($0.step) }
    lines.append(
      "  "
        + outcomes.map { row in
          let word = row.step == "preexisting" ? "pre-existing" : row.step
          return "\(row.patients) \(word)"
            + (row.why.isEmpty ? "" : " (\(Wording.spaced(row.why)))")
        }.joined(separator: ", "))
    lines += fractionLines(target) + exclusivityLines(target) + therapyLines(target)
    return lines
  }

  private func fractionLines(_ target: CohortTarget) -> [String] {
    let rows = fractions(of: target)
    func interval(_ row: CohortFractionRow) -> String {
      guard let low = row.low, let high = row.high else { return row.note }
      return "\(Wording.number(low)) to \(Wording.number(high))"
    }
    guard let main = rows.first(where: { $0.method == "mixture" && $0.varied.isEmpty }) else {
      return []
    }
    guard let mean = main.estimate else { return ["  Acquired fraction: \(main.note)"] }
    var lines = [
      "  Acquired fraction, by likelihood ratios: \(Wording.number(mean)) "
        + "(95 % \(interval(main)), \(Wording.count(main.patients, "patient")))"
    ]
    let calls = rows.filter { $0.varied.isEmpty && $0.method != "mixture" }
    if let first = calls.first, first.patients > 0 {
      lines.append(
        "  By definite calls alone: \(first.acquired) of \(first.patients); "
          + calls.map { "\(Self.methodWords[$0.method] ?? $0.method) \(interval($0))" }
          .joined(separator: ", ")
      )
    }
    let changed = rows.filter { !$0.varied.isEmpty && $0.varied != "missing" }
    let estimates = changed.compactMap(\.estimate)
    if let low = estimates.min(), let high = estimates.max() {
      lines.append(
        "  Under other priors, thresholds and assumptions: \(Wording.number(low)) to "
          + "\(Wording.number(high)) (\(changed.count) variations)")
    }
    for row in rows where row.varied == "missing" && row.value == "no_earlier_sample" {
      if row.note != "none is missing" { lines.append("  Missing primaries: \(row.note)") }
    }
    return lines
  }

  private func exclusivityLines(_ target: CohortTarget) -> [String] {
    overlaps(of: target).map { row in
      let name = "  With \(partner(of: target, in: row).title): "
      guard let expected = row.expected, let p = row.pExclusive, let together = row.pCooccurring
      else { return name + row.note }
      return name
        + "\(row.both) of \(Wording.count(patientsWithLaterSample, "patient")) with a later sample "
        + "have both, \(Wording.number(expected)) expected; "
        + "p of so few \(Wording.number(p)), of so many \(Wording.number(together)); "
        + (row.power.map { "power to show exclusivity \(Wording.number($0))" } ?? row.note)
    }
  }

  private func therapyLines(_ target: CohortTarget) -> [String] {
    therapies(of: target).map { row in
      let counts =
        "  Begun between the biopsies, \(TreatmentWords.words(row.treatment)): "
        + "\(row.acquiredExposed) of \(row.acquiredExposed + row.acquiredUnexposed) who acquired "
        + "the mutation, \(row.withoutExposed) of "
        + "\(row.withoutExposed + row.withoutUnexposed) without the mutation; "
      guard let p = row.p else { return counts + row.note }
      let odds = row.oddsRatio.map { Self.odds($0) } ?? "not defined"
      let range =
        row.low.flatMap { low in row.high.map { (low, $0) } }
        .map { " (95 % \(Self.odds($0.0)) to \(Self.odds($0.1)))" } ?? ""
      return counts + "odds ratio \(odds)\(range), p \(Wording.number(p))"
    }
  }

  private var geneLines: [String] {
    guard !genes.isEmpty else { return ["Genes: no gene has a call"] }
    var lines = [
      "Acquired in more patients than chance explains: "
        + "\(excessGenes ?? genes.count { ($0.q ?? 1) <= 0.1 }) of "
        + "\(Wording.count(testedGenes, "gene")) at a false discovery rate of 0.1. The first ones "
        + "(observed: sum of",
      "probabilities over the patients; acquired and so on: patients by their calls; q: "
        + "Benjamini-Hochberg):",
      "  " + Wording.padded("gene", 12) + Wording.right("observed", 10)
        + Wording.right("expected", 10) + Wording.right("acquired", 10)
        + Wording.right("pre-exist.", 11) + Wording.right("lost", 6) + Wording.right("p", 14)
        + Wording.right("q", 14),
    ]
    let asked = Set(targets.map(\.gene))
    for (place, row) in genes.enumerated()
    where place < Self.shownGenes || asked.contains(row.gene) {
      lines.append(
        "  " + Wording.padded(row.gene, 12) + Wording.right(Wording.number(row.observed), 10)
          + Wording.right(row.expected.map { Wording.number($0) } ?? "-", 10)
          + Wording.right("\(row.acquired)", 10) + Wording.right("\(row.preexisting)", 11)
          + Wording.right("\(row.lost)", 6)
          + Wording.right(row.p.map { Wording.probability($0) } ?? "-", 14)
          + Wording.right(row.q.map { Wording.probability($0) } ?? "-", 14))
    }
    return lines
  }
}

extension Wording {
  /// A p-value with two significant digits.
  fileprivate static func probability(_ value: Double) -> String {
    guard value > 0, value < 0.01 else { return number(value) }
    var (scaled, exponent) = (value, 0)
    while scaled < 1 {
      scaled *= 10
      exponent += 1
    }
    var table = TableWriter(capacity: 64)
    table.append((scaled * 10).rounded() / 10)
    return "\(table.text)e-\(exponent)"
  }
}

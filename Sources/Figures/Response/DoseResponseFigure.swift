public import DrugResponse
import Results
import Wording

/// The response of a cell line's genotypes to one drug: wells, curves and their bands.
public struct DoseResponseFigure: Sendable {
  private let cellLine: String
  private let drug: String
  private let hours: Double
  private let measure: ResponseSeries.Measure
  private let points: [ResponsePointRow]
  private let lines: [ResponseLineRow]
  private let curves: [ResponseCurveRow]
  private let genotypes: [String]

  /// Takes one drug on one cell line.
  ///
  /// - Returns: `nil` without a curve.
  public init?(
    _ tables: ResponseTables, cellLine: String, drug: String, hours: Double,
    measure: ResponseSeries.Measure = .viability
  ) {
    curves = tables.curves.filter {
      $0.measure == measure && $0.cellLine == cellLine && $0.drug == drug && $0.hours == hours
    }
    guard curves.contains(where: { $0.answer != .notFitted }) else { return nil }
    lines = tables.lines.filter {
      $0.measure == measure && $0.cellLine == cellLine && $0.drug == drug && $0.hours == hours
    }
    points = tables.points.filter {
      $0.cellLine == cellLine && $0.drug == drug && $0.partner.isEmpty && $0.hours == hours
        && $0.dose > 0
    }
    genotypes = curves.map(\.genotype).distinct
    (self.cellLine, self.drug, self.hours, self.measure) = (cellLine, drug, hours, measure)
  }

  private static func name(_ genotype: String) -> String {
    genotype.isEmpty ? "cells" : ShortName.cut(genotype, most: 24)
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let names = genotypes.map(Self.name)
    let x = Channel(
      "dose", .quantitative, title: "\(drug) (nmol/L, logarithmic)",
      scale: Scale(type: .log, nice: false), axis: Axis(format: "~g", tickCount: 6))
    // Bands may run away where wells are few: what lies far beyond them is cut off.
    let values =
      lines.compactMap(\.response.value) + points.compactMap { $0.response(measure) }
      + (measure == .proliferationRate ? [0] : [0, 1.1])
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    let range = low - 0.05 * (high - low)...high + 0.05 * (high - low)
    let y = Channel(
      "response", .quantitative, title: measure.axisWords,
      scale: .range(range.lowerBound, range.upperBound),
      axis: Axis(format: "~g", tickCount: 6))
    let color = Channel(
      "genotype", .nominal, title: "Genotype", scale: GroupPalette.scale(names),
      legend: .at("right", symbolSize: 1_000), sort: .listed(names))
    var band = Encoding(x: x, y: Channel("low", .quantitative, scale: y.scale))
    band.y2 = .column("high")
    band.color = color
    var line = Encoding(x: x, y: y)
    line.color = color
    line.strokeDash = Channel(
      "genotype", .nominal, title: "Genotype", scale: GroupPalette.dashScale(names),
      legend: .at("right", symbolSize: 1_000), sort: .listed(names))
    line.tooltip = [
      Channel("genotype", .nominal, title: "Genotype"),
      Channel("dose", .quantitative, title: "nmol/L", format: ".3~g"),
      Channel("response", .quantitative, title: measure.axisWords, format: ".3~g"),
    ]
    var well = Encoding(x: x, y: y)
    well.color = color
    well.tooltip = line.tooltip
    var mark = Mark(.point, opacity: 0.55, size: 28)
    mark.filled = true
    var stroke = Mark(.line)
    stroke.strokeWidth = 2.2
    let wells = points.compactMap { row -> DataRow? in
      row.response(measure).map {
        [
          "dose": .number(row.dose), "response": .number($0),
          "genotype": .text(Self.name(row.genotype)),
        ]
      }
    }
    let drawn = lines.compactMap { row -> DataRow? in
      guard let value = row.response.value else { return nil }
      return [
        "dose": .number(row.dose), "response": .number(value),
        "genotype": .text(Self.name(row.genotype)),
        "low": .number(max(range.lowerBound, row.response.low ?? value)),
        "high": .number(min(range.upperBound, row.response.high ?? value)),
      ]
    }
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Dots: wells. Lines: fitted log-logistic curves, or the mean where a constant describes the wells better, "
          + "with 95 % bands."
      ],
      description: "\(finding) A curve for each of \(genotypes.count) genotypes.",
      width: .pixels(420), height: .pixels(300),
      layers: [
        Layer(Mark(.area, opacity: 0.14), band, data: drawn), Layer(stroke, line, data: drawn),
        Layer(mark, well, data: wells),
      ])
  }

  private var finding: String {
    let told = curves.prefix(3).map { row in
      let dose: String
      switch (row.answer, row.absoluteAnswer) {
      case (.responds, .reached):
        let value = row.absolute.value.map(ResponseWording.dose) ?? "not determined"
        dose = "\(measure.doseWords) \(value)"
      case (.responds, _): dose = "\(measure.doseWords) not reached"
      case (.flat, _): dose = "no effect"
      case (.notFitted, _): dose = "no curve"
      }
      return "\(Self.name(row.genotype)) \(dose)"
    }
    return "\(cellLine), \(drug), \(Wording.number(hours)) h: \(Wording.list(told))"
      + (curves.count > 3 ? " and \(curves.count - 3) more." : ".")
  }
}

extension ResponsePointRow {
  fileprivate func response(_ measure: ResponseSeries.Measure) -> Double? {
    switch measure {
    case .viability: viability
    case .growthRate: growthRate
    case .proliferationRate: proliferationRate
    }
  }
}

extension DoseResponseFigure: StudyFigure {
  /// `dose-response`.
  public static let name = "dose-response"
  /// What it shows.
  public static let summary = "wells and fitted curves of a drug, by genotype"
  /// An experiment.
  public static let source = FigureSource.response

  /// The chart of each cell line, drug and time, or of those that are asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    struct Key: Hashable {
      let cellLine: String
      let drug: String
      let hours: Double
    }
    let keys = input.response.curves.map {
      Key(cellLine: $0.cellLine, drug: $0.drug, hours: $0.hours)
    }.distinct.filter { input.isAsked(drug: $0.drug) && input.isAsked(cellLine: $0.cellLine) }
      .filter { key in input.isAsked(key.hours, among: input.response.curves) }
    let charts = keys.compactMap {
      DoseResponseFigure(
        input.response, cellLine: $0.cellLine, drug: $0.drug, hours: $0.hours,
        measure: input.measure
      )?.chart
    }
    guard !charts.isEmpty else { throw .nothing(words: "no curve of a single drug") }
    return charts
  }
}

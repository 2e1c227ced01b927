public import DrugResponse
import Glibc

/// One row of `response_lines.tsv`: the fitted response at a dose.
public struct ResponseLineRow: ResultRow, Hashable {
  /// The cell line.
  public var cellLine = ""
  /// The genotype.
  public var genotype = ""
  /// The drug.
  public var drug = ""
  /// Hours since the drug was added.
  public var hours = 0.0
  /// The response that is meant.
  public var measure = ResponseSeries.Measure.viability
  /// The dose, in nmol/L.
  public var dose = 0.0
  /// The response.
  public var response = IntervalFields()

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<ResponseLineRow>(
    "response_lines.tsv",
    rows:
      "Written by `metachron response curves`: the fitted curves at 41 doses each, between the lowest and the highest that were tested."
  ) {
    Column("cell_line", \.cellLine, meaning: "Cell line")
    Column("genotype", \.genotype, meaning: "Genotype")
    Column("drug", \.drug, meaning: "Drug")
    Column("time_h", \.hours, unit: .hours, .nonNegative, meaning: "Hours since the drug was added")
    Column(
      "measure", \.measure, values: ColumnSet.names(ResponseSeries.Measure.self),
      meaning: "Response that is meant, as in response_curves.tsv")
    Column("dose", \.dose, unit: .nanomolar, .positive, meaning: "Dose")
    ColumnSet.interval(
      "response", \.response,
      meaning: "Fitted response; the interval is of the curve, not of single wells")
  }
}

extension ResponseLineRow {
  /// Doses of a curve.
  private static let steps = 40

  /// The rows of a curve; none where there is no curve.
  public static func rows(
    _ series: ResponseSeries, _ measure: ResponseSeries.Measure, _ outcome: CurveOutcome?
  ) -> [Self] {
    let range: ClosedRange<Double>
    let response: (Double) -> Estimate
    switch outcome {
    case nil: return []
    case .flat(let flat): (range, response) = (flat.doses, { _ in flat.mean })
    case .responds(let fit): (range, response) = (fit.doses, { fit.response(at: $0) })
    }
    let step = log(range.upperBound / range.lowerBound) / Double(steps)
    return (0...steps).map { place in
      var row = ResponseLineRow()
      (row.cellLine, row.genotype) = (series.cells.cellLine, series.cells.genotype)
      (row.drug, row.hours, row.measure) = (series.drug, series.hours, measure)
      let dose = range.lowerBound * exp(step * Double(place))
      row.dose = dose * ResponseCurveRow.nano
      row.response = IntervalFields(response(dose))
      return row
    }
  }
}

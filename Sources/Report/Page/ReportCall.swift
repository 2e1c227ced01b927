import Figures
public import Results
import TumorModel
import Wording

/// One row of the report's table of calls.
public struct ReportCall: Hashable, Sendable, Encodable {
  /// A column: its heading, and what a row of `origins.tsv` has in it.
  struct Column: Sendable {
    let title: String
    let cell: @Sendable (OriginRow) -> Datum

    init(_ title: String, _ cell: @escaping @Sendable (OriginRow) -> Datum) {
      (self.title, self.cell) = (title, cell)
    }
  }

  /// The columns of the table, in order.
  static let columns = [
    Column("Patient") { .text($0.patient) },
    Column("Gene") { .text($0.gene) },
    Column("Protein change") { .text($0.proteinChange) },
    Column("Place") { .text($0.mutation) },
    Column("Earlier sample") { .text($0.earlierSample.title(.earlier)) },
    Column("Later sample") { .text($0.laterSample.title(.later)) },
    Column("Reads earlier") { .text(reads($0.earlier)) },
    Column("Reads later") { .text(reads($0.later)) },
    Column("Cell fraction earlier") { Datum($0.earlier.cellFraction) },
    Column("Cell fraction later") { Datum($0.later.cellFraction) },
    Column("Call") { .text($0.call.words) },
    Column("Reason") { .text($0.reason?.words ?? "") },
    Column("P of likeliest origin") { Datum($0.probabilities?.likeliest.probability) },
    Column("Power earlier") { Datum($0.earlier.detectionPower) },
    Column("Class") { .text($0.functionalClass.replacing("_", with: " ")) },
  ]

  private let cells: [Datum]

  /// Takes a row of `origins.tsv`.
  public init(_ row: OriginRow) { cells = Self.columns.map { $0.cell(row) } }

  /// As an array, in the order of the columns: names would be most of the bytes.
  public func encode(to encoder: any Encoder) throws { try cells.encode(to: encoder) }

  private static func reads(_ side: OriginRow.Side) -> String {
    guard let depth = side.depth, let alternate = side.alternate else { return "" }
    return "\(alternate)/\(depth)"
  }
}

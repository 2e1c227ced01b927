import Results
import TumorModel

extension OriginRow {
  /// `chromosome:position:alternate`.
  var site: String { "\(chromosome.name):\(position):\(alternate.bases)" }

  /// All rows of a results folder, as they stand in `origins.tsv`.
  static func all(_ folder: String) throws -> [OriginRow] {
    try PatientTable(path: "\(folder)/\(OriginRow.table.fileName)").rows()
  }
}

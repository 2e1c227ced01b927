import Results

/// The rows of a table that a command wrote into a folder.
func tableRows<Row: ResultRow>(_ folder: String, _ row: Row.Type) throws -> [Row] {
  try RowStream<Row>(path: "\(folder)/\(Row.table.fileName)").rest()
}

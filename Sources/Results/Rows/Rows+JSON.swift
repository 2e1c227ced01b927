// Rows that `metachron explain --json` prints as they stand in the tables.
extension OriginRow: JSONRow {}
extension PairRow: JSONRow {}
extension AssumptionRow: JSONRow {}
extension PuritySolutionRow: JSONRow {}

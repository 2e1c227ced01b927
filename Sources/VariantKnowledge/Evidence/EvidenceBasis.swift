/// What a row of the knowledge rests on.
public enum EvidenceBasis: String, Hashable, Sendable, CaseIterable {
  /// The abstract of a source was read.
  case abstract
  /// A curated database's summary of the sources was read.
  case curatedSummary = "curated_summary"
  /// Another publication's account of the source was read.
  case secondary
  /// Recurrence in sequenced tumours alone.
  case statisticsOnly = "statistics_only"
  /// The user's own table.
  case userTable = "user_table"
  /// Nothing was found.
  case nothing = "none"
}

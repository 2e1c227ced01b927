/// What the table of a panel of normal samples holds.
package struct BackgroundSummary: Hashable, Sendable {
  /// Sites of the table.
  package var sites = 0
  /// Sites with five times the usual error rate or more.
  package var noisy = 0
  /// Sites left out, where every normal sample carries the variant.
  package var carried = 0
  /// Normal samples.
  package var samples = 0
  /// Where the table is.
  package var path = ""

  /// Creates the summary of an empty table.
  package init() {}
}

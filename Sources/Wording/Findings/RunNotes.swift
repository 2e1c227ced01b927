package import Results

/// What the reader of results should know and only the run that writes them finds out: lines for a
/// terminal.
package enum RunNotes {
  /// Choices that the rows of patients without a pair do not follow, for their reads are in no table.
  package static func changedChoices(_ changed: [ManifestParameters.Choice]) -> String {
    func columns(_ paths: PartialKeyPath<TrajectoryRow>...) -> String {
      Wording.list(paths.compactMap { TrajectoryRow.table.name(of: $0) })
    }
    let kept = columns(\.cellFraction, \.low, \.high, \.presence)
    let emptied = columns(\.isFirstDetectable, \.isLastExcluded)
    return
      "warning: \(Wording.list(changed.map(\.rawValue))) changed: patients without a pair keep the "
      + "\(kept) of the earlier run in \(TrajectoryRow.table.fileName), for their reads are in no "
      + "table"
      + (changed.contains(.threshold) ? "; their \(emptied) are left empty" : "")
  }

  /// Rows that a cBioPortal study does not take.
  package static func omittedFromPortal(_ rows: Int) -> String {
    "warning: \(Wording.count(rows, "row")) on chromosomes that cBioPortal does not have left out of "
      + "its study"
  }

  /// Insertions and deletions that a VCF lacks.
  package static func withoutAnchor(_ changes: Int, in file: String) -> String {
    "\(file): warning: \(Wording.count(changes, "insertion or deletion", "insertions or deletions")) "
      + "left out: the base before is not known without --reference"
  }

  /// A VCF that has no index.
  package static func notIndexed(_ file: String) -> String {
    "\(file): warning: not indexed: its records are not sorted"
  }
}

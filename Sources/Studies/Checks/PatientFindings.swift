import DelimitedText
import GenomicFiles
import TumorModel

/// Findings in the evidence of one patient's samples together.
struct PatientFindings {
  /// Fewer sites than these in common say nothing.
  private static let leastSites = 10
  /// More samples than these are not compared one with another.
  private static let mostSamples = 40

  let patient: PatientEvidence
  let rows: [SampleSheet.Row]

  func findings() -> [Finding] {
    var found: [Finding] = []
    for (index, row) in rows.enumerated() where row.segments != nil {
      let known = patient.copyNumbers[index].count { $0 != nil }
      // Without any, the file was refused.
      guard known > 0, known * 2 < patient.mutations.count else { continue }
      found.append(
        Finding(
          .outsideSegments(covered: known, of: patient.mutations.count), of: row,
          at: row.segments.map { TextLocation(path: $0.path) } ?? row.location))
    }
    for (index, row) in rows.enumerated() { found += Self.coverage(patient, index, row) }
    guard rows.count <= Self.mostSamples else { return found }
    for (second, row) in rows.enumerated() {
      for first in 0..<second {
        found += compare(first, second, row)
      }
    }
    return found
  }

  /// What the sample's assay does not look at, though the patient has mutations there.
  private static func coverage(
    _ patient: PatientEvidence, _ sample: Int, _ row: SampleSheet.Row
  ) -> [Finding] {
    // A sample that was not sequenced is told where the list is read.
    guard case .panel(let panel) = patient.samples[sample].coverage else { return [] }
    let genes = patient.mutations.indices.filter {
      patient.observations[sample][$0] == .notAssayed
        && panel.covers(patient.mutations[$0].gene) == .no
    }
    .map { patient.mutations[$0].gene }
    if genes.isEmpty { return [] }
    return [
      Finding(.genesNotCovered(Set(genes).sorted(), assay: panel.name), of: row, at: row.location)
    ]
  }

  private func compare(_ first: Int, _ second: Int, _ row: SampleSheet.Row) -> [Finding] {
    var (shared, same, opposite) = (0, 0, 0)
    for (mutation, left) in patient.observations[first].enumerated() {
      guard case .counted(let left) = left,
        case .counted(let right) = patient.observations[second][mutation],
        left.depth >= RowTally.leastDepth, right.depth >= RowTally.leastDepth,
        left.alternate > 0 || right.alternate > 0
      else { continue }
      shared += 1
      if left == right { same += 1 }
      if patient.mutations[mutation].variant.chromosome.isAutosome,
        Self.isOpposite(left, right) || Self.isOpposite(right, left)
      {
        opposite += 1
      }
    }
    let other = rows[first].sample.id
    var found: [Finding] = []
    if shared >= Self.leastSites, same * 5 > shared * 4 {
      found.append(
        Finding(
          .identicalCounts(other: other, same: same, of: shared), of: row, at: row.location))
    }
    if opposite >= 2, opposite * 50 >= shared {
      found.append(
        Finding(
          .oppositeFractions(other: other, opposite: opposite, of: shared), of: row,
          at: row.location))
    }
    return found
  }

  private static func isOpposite(_ low: ReadCounts, _ high: ReadCounts) -> Bool {
    low.alternate > 0 && Int(low.alternate) * 10 < Int(low.depth)
      && Int(high.alternate) * 10 > Int(high.depth) * 9
  }
}

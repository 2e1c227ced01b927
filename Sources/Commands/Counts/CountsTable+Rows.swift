import GenomicFiles
import Reporting
import TumorModel

extension CountsTable {
  /// Writes the rows of a patient: site by site, and at each site sample by sample.
  static func append(_ patient: StudyCounts.Patient, to table: inout TableWriter) {
    for (index, mutation) in patient.mutations.enumerated() {
      for (sample, counts) in zip(patient.samples, patient.counts) {
        append(mutation, counts[index], patient: patient.id, sample: sample.id, to: &table)
      }
    }
  }

  private static func append(
    _ mutation: Mutation, _ counts: SiteCounts, patient: String, sample: String,
    to table: inout TableWriter
  ) {
    let (variant, support) = (mutation.variant, counts.support)
    table.field(patient)
    table.field(sample)
    table.field(variant.chromosome.name)
    table.field(variant.position)
    table.field(variant.reference.isEmpty ? "-" : variant.reference)
    table.field(variant.alternate.isEmpty ? "-" : variant.alternate)
    table.field(Int(counts.depth))
    table.field(Int(counts.reference))
    table.field(Int(counts.alternate))
    let splits = [support.forward, support.reverse]
    for split in splits { table.field(split.map { Int($0.alternate) }) }
    for split in splits { table.field(split.map { Int($0.reference) }) }
    let orientations = [support.firstOrientation, support.secondOrientation]
    for split in orientations { table.field(split.map { Int($0.alternate) }) }
    for split in orientations { table.field(split.map { Int($0.reference) }) }
    table.field(support.background.map { Int($0.mismatches) })
    table.field(support.background.map { Int($0.bases) })
    table.field(mutation.gene)
    table.field(mutation.proteinChange)
    table.field(mutation.classification)
    table.endRow()
  }
}

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

extension CountsTable {
  /// Reads a table back, row by row; the base before an indel is not in it.
  ///
  /// - Throws: `FileFailure` and `ResultTableReader.Failure`; what the closure was given before is
  ///   then as the table says.
  static func read(
    _ path: String, _ body: (_ sample: String, _ site: Variant, _ counts: SiteCounts) -> Void
  ) throws {
    let reader = try ResultTableReader(path: path)
    let named = try ["sample", "chromosome", "position", "ref", "alt", "depth"].map(reader.column)
    let numbered = try [
      "alt_forward", "ref_forward", "alt_reverse", "ref_reverse", "alt_f1r2", "ref_f1r2",
      "alt_f2r1", "ref_f2r1", "background_mismatches", "background_bases",
    ].map(reader.column)
    try reader.forEachRow { row in
      func bases(_ column: Int) -> String { row.text(column) == "-" ? "" : row.text(column) }
      let numbers = numbered.map { row.int($0).flatMap(Int32.init(exactly:)) }
      func split(_ first: Int) -> ReadSupport.Split? {
        guard let alternate = numbers[first], let reference = numbers[first + 1] else { return nil }
        return ReadSupport.Split(reference: reference, alternate: alternate)
      }
      guard let chromosome = Chromosome(row.text(named[1])), let position = row.int(named[2]),
        let depth = row.int(named[5]).flatMap(Int32.init(exactly:)),
        let site = Variant(
          chromosome: chromosome, position: position, reference: bases(named[3]),
          alternate: bases(named[4]))
      else {
        throw ResultTableReader.Failure("\(path):\(row.line): error: this is no site with counts")
      }
      var counts = SiteCounts()
      counts.depth = depth
      counts.support.forward = split(0)
      counts.support.reverse = split(2)
      counts.support.firstOrientation = split(4)
      counts.support.secondOrientation = split(6)
      if let mismatches = numbers[8], let bases = numbers[9] {
        counts.support.background = (mismatches, bases)
      }
      body(row.text(named[0]), site, counts)
      return true
    }
  }
}

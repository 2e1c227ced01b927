package import Studies
package import GenomicFiles
package import Results
package import Studies
package import TumorModel

extension CountsRow {
  /// Calls a closure with the rows of a patient: site by site, and at each site sample by sample.
  package static func forEach(
    in patient: StudyCounts.Patient, _ body: (borrowing CountsRow) -> Void
  ) {
    var row = CountsRow()
    row.patient = patient.id
    for (index, mutation) in patient.mutations.enumerated() {
      row.fill(mutation)
      for (sample, counts) in zip(patient.samples, patient.counts) {
        row.sample = sample.id
        row.fill(counts[index])
        body(row)
      }
    }
  }

  private mutating func fill(_ mutation: Mutation) {
    let variant = mutation.variant
    (chromosome, position) = (variant.chromosome, variant.position)
    (reference, alternate) = (Allele(variant.reference), Allele(variant.alternate))
    gene = mutation.gene
    proteinChange = mutation.proteinChange
    classification = mutation.classification
  }

  private mutating func fill(_ counts: SiteCounts) {
    let support = counts.support
    depth = Int(counts.depth)
    referenceCount = Int(counts.reference)
    alternateCount = Int(counts.alternate)
    forward = Split(support.forward)
    reverse = Split(support.reverse)
    firstOrientation = Split(support.firstOrientation)
    secondOrientation = Split(support.secondOrientation)
    backgroundMismatches = support.background.map { Int($0.mismatches) }
    backgroundBases = support.background.map { Int($0.bases) }
    leftOut = counts.leftOut
  }

  /// The site; `nil` where the reference and alternate bases are no variant.
  package var site: Variant? {
    Variant(
      chromosome: chromosome, position: position, reference: reference.bases,
      alternate: alternate.bases)
  }

  /// The reads at the site; the base before an indel is not in the table.
  package var counts: SiteCounts {
    var counts = SiteCounts()
    counts.depth = Int32(depth)
    counts.support.forward = forward.counts
    counts.support.reverse = reverse.counts
    counts.support.firstOrientation = firstOrientation.counts
    counts.support.secondOrientation = secondOrientation.counts
    if let backgroundMismatches, let backgroundBases {
      counts.support.background = (Int32(backgroundMismatches), Int32(backgroundBases))
    }
    counts.leftOut = leftOut
    return counts
  }
}

import TumorModel

extension PatientEvidence {
  /// Whether something holds of a locus's copy number in all tumour cells of a sample; `nil` where
  /// the copy number is unknown.
  func copyNumber(
    _ sample: Int, _ mutation: Int, isAlways holds: (CopyNumber) -> Bool
  ) -> Bool? {
    if let mixture = supporting.copyNumberMixture(sample: sample, mutation: mutation) {
      return mixture.parts.allSatisfy { holds($0.copyNumber) }
    }
    return copyNumbers[sample][mutation].map(holds)
  }

  /// The copy number of the tumour cells of a sample that have most copies of the minor allele.
  func fullestCopyNumber(_ sample: Int, _ mutation: Int) -> CopyNumber? {
    if let mixture = supporting.copyNumberMixture(sample: sample, mutation: mutation) {
      return mixture.parts.map(\.copyNumber).max { $0.minor < $1.minor }
    }
    return copyNumbers[sample][mutation]
  }
}

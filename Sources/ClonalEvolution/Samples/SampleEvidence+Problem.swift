import TumorModel

extension SampleEvidence {
  /// Why the sample says nothing of a site; `nil` where it says something.
  ///
  /// - Parameter sample: The sample's index in the patient.
  func problem(_ site: Int, of patient: PatientEvidence, sample: Int) -> AssessabilityProblem? {
    guard !isAssessable(site) else { return nil }
    if data.kind[site] < 0 { return Self.problemOfLocus(site, patient) }
    return switch patient.observations[sample][site] {
    case .counted: .noReads
    case .uncalled: .uncalled
    case .withoutCounts: .withoutCounts
    case .otherReads: .otherReads
    case .notAssayed: Self.problemOfAssay(patient.samples[sample], patient.mutations[site].gene)
    }
  }

  /// Why an assay says nothing of a gene.
  private static func problemOfAssay(_ sample: Sample, _ gene: String) -> AssessabilityProblem {
    if sample.coverage == .notSequenced { return .notSequenced }
    return sample.coverage.covers(gene) == .no ? .geneNotCovered : .notAssayed
  }

  /// Why a locus is not assessable whatever its reads.
  private static func problemOfLocus(
    _ site: Int, _ patient: PatientEvidence
  ) -> AssessabilityProblem {
    let variant = patient.mutations[site].variant
    guard patient.supporting.normalCopies(mutation: site) == nil,
      case .none = NormalCopyNumber.copies(
        chromosome: variant.chromosome, position: variant.position, sex: patient.sex,
        build: patient.build)
    else { return .noTumorCopies }
    if variant.chromosome.isY {
      return patient.sex == .female ? .absentChromosome : .sexNotRecorded
    }
    return variant.chromosome.isMitochondrial ? .mitochondrial : .otherContig
  }
}

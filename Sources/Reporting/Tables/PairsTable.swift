public import TumorModel

/// Writes the rows of `pairs.tsv`.
public enum PairsTable {
  /// Appends the rows of a patient, in the order of the pairs.
  public static func append(
    _ origins: PatientOrigins, of patient: PatientEvidence, to table: inout TableWriter
  ) {
    for pair in origins.pairs {
      let earlier = pair.earlier.map { patient.samples[$0] }
      let later = patient.samples[pair.later]
      table.field(patient.id)
      table.field(earlier?.id ?? "*")
      table.field(later.id)
      table.field(earlier?.knownRole?.rawValue ?? "")
      table.field(later.knownRole?.rawValue ?? "")
      table.field(earlier?.day)
      table.field(later.day)
      table.field(pair.verdict.rawValue)
      table.field(pair.logBayesFactor)
      table.field(pair.shared)
      table.field(pair.privateEarlier)
      table.field(pair.privateLater)
      table.field(pair.truncalRecall)
      table.field(pair.truncalCount)
      table.field(pair.sharedClonalFrequencyRatio)
      for index in 0..<9 {
        table.field(index < pair.classWeights.count ? pair.classWeights[index] : nil)
      }
      table.field(pair.assessed)
      append(pair.earlierModel, to: &table)
      append(pair.laterModel, to: &table)
      table.field(pair.identity.verdict.rawValue)
      table.field(pair.warnings.joined(separator: "; "))
      table.field(pair.earlierModel?.precisionBasis.rawValue ?? "")
      table.field(pair.laterModel.precisionBasis.rawValue)
      table.field(pair.identity.logLikelihoodRatio)
      table.field(pair.identity.sites)
      table.field(pair.identity.earlierOwner ?? "")
      table.field(pair.identity.laterOwner ?? "")
      table.endRow()
    }
  }

  private static func append(_ model: SampleEstimates?, to table: inout TableWriter) {
    table.field(model?.purity)
    table.field(model?.purityDeviation)
    table.field(model?.precision)
    table.field(model?.errorRate)
    table.field(model?.deaminationRate)
    table.field(model?.artefactShare)
  }
}

public import TumorModel

/// Writes the rows of `origins.tsv`.
public struct OriginsTable: Sendable {
  /// The class of a variant in the knowledge table.
  private let functionalClass: @Sendable (Mutation) -> String?

  /// Creates a writer.
  ///
  /// - Parameter functionalClass: The class of a variant in the knowledge table; `nil` for none.
  public init(functionalClass: @escaping @Sendable (Mutation) -> String?) {
    self.functionalClass = functionalClass
  }

  /// Appends the rows of a patient, in the order of the calls.
  ///
  /// - Complexity: About 2 microseconds a call.
  public func append(
    _ origins: PatientOrigins, of patient: PatientEvidence, to table: inout TableWriter
  ) {
    let days = Self.jointDays(origins, of: patient)
    for call in origins.calls {
      let mutation = patient.mutations[call.mutation]
      table.field(patient.id)
      table.field(mutation.gene)
      table.field(mutation.proteinChange)
      table.field(mutation.variant.chromosome.name)
      table.field(mutation.variant.position)
      table.field(mutation.variant.reference.isEmpty ? "-" : mutation.variant.reference)
      table.field(mutation.variant.alternate.isEmpty ? "-" : mutation.variant.alternate)
      table.field(mutation.classification)
      let later = call.later.sample
      table.field(call.earlier.sample.map { patient.samples[$0].id } ?? "*")
      table.field(later.map { patient.samples[$0].id } ?? "*")
      if let earlier = call.earlier.sample {
        table.field(patient.samples[earlier].day)
      } else {
        table.field(later.flatMap { days[$0] })
      }
      table.field(later.flatMap { patient.samples[$0].day })
      table.countFields(call.earlier.observation)
      table.countFields(call.later.observation)
      table.field(call.earlier.purity)
      table.field(call.later.purity)
      table.field(call.earlier.copyNumber?.major)
      table.field(call.earlier.copyNumber?.minor)
      table.field(call.later.copyNumber?.major)
      table.field(call.later.copyNumber?.minor)
      table.fractionFields(call.earlier.cellFraction)
      table.fractionFields(call.later.cellFraction)
      table.probabilityFields(call.probabilities)
      table.field(call.earlierAboveThreshold)
      table.field(call.earlierUpperBound)
      table.field(call.log10BayesFactorAbsent)
      table.field(call.earlier.detectionPower)
      table.field(call.earlier.limitOfDetection)
      table.field(call.label.rawValue)
      table.field(call.reason?.rawValue ?? "")
      table.flagsField(call.flags)
      table.field(functionalClass(mutation) ?? "")
      table.field(call.later.detectionPower)
      table.field(call.later.limitOfDetection)
      if let factors = call.regionBayesFactors {
        table.field(factors.shared)
        table.field(factors.independent)
        table.field(factors.patchy)
      } else {
        table.emptyFields(3)
      }
      table.field(call.earlier.observation.absenceName)
      table.field(call.later.observation.absenceName)
      if patient.supporting.copyNumberMixtures.isEmpty {
        table.emptyFields(2)
      } else {
        for side in [call.earlier, call.later] {
          table.mixtureField(
            side.sample.flatMap {
              patient.supporting.copyNumberMixture(sample: $0, mutation: call.mutation)
            })
        }
      }
      table.errorModelFields(call, of: patient)
      table.endRow()
    }
  }

  /// The day that all earlier samples of a later one share.
  private static func jointDays(
    _ origins: PatientOrigins, of patient: PatientEvidence
  ) -> [Int: Int] {
    var days: [Int: Set<Int?>] = [:]
    for pair in origins.pairs {
      if let earlier = pair.earlier {
        days[pair.later, default: []].insert(patient.samples[earlier].day)
      }
    }
    return days.compactMapValues { $0.count == 1 ? $0.first ?? nil : nil }
  }
}

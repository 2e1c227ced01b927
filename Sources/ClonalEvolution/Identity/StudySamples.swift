public import TumorModel

/// The samples of a study, patient by patient, tumour samples before normal ones.
public struct StudySamples: Sendable {
  /// A patient with the samples' reads at inherited variants.
  public struct Patient: Sendable {
    /// The identifier.
    public let id: String
    /// Tumour samples, then normal ones.
    public let samples: [Sample]
    /// Their reads at inherited variants, in the same order.
    public let genotypes: GermlineGenotypes?

    /// Creates a patient; there is one row of genotypes a sample.
    public init(id: String, samples: [Sample], genotypes: GermlineGenotypes?) {
      precondition(genotypes.map { $0.counts.count == samples.count } ?? true)
      (self.id, self.samples, self.genotypes) = (id, samples, genotypes)
    }

    /// How many tumour samples there are.
    var tumors: Int { samples.count { $0.role != .normal } }
  }

  /// One sample.
  struct Entry: Sendable {
    let id: String
    let patient: Int
    let isNormal: Bool
  }

  /// The patients' identifiers.
  let patients: [String]
  let entries: [Entry]
  /// The samples of each patient.
  let ranges: [Range<Int>]

  init(_ patients: some Sequence<Patient>) {
    var names: [String] = []
    var entries: [Entry] = []
    var ranges: [Range<Int>] = []
    for patient in patients {
      ranges.append(entries.count..<(entries.count + patient.samples.count))
      for sample in patient.samples {
        entries.append(
          Entry(id: sample.id, patient: names.count, isNormal: sample.role == .normal))
      }
      names.append(patient.id)
    }
    (self.patients, self.entries, self.ranges) = (names, entries, ranges)
  }
}

/// A cohort gathered patient by patient, in memory that does not grow with their number.
///
/// It grows with the number of genes (about 200 bytes each, at most a few kB for genes with many
/// compared patients). Its contents do not depend on the order of the patients.
public struct CohortTally: Sendable {
  /// Patients.
  public private(set) var patients = 0
  /// Patients with a non-primary sample.
  public private(set) var withLaterSample = 0
  /// Patients with an informative comparison.
  public private(set) var comparable = 0
  /// The genes, indexed by the number of the gene's name.
  public private(set) var genes: [GeneTally] = []

  /// Creates an empty cohort.
  public init() {}

  /// Adds a patient.
  public mutating func add(_ patient: CohortPatient) {
    patients += 1
    if patient.isComparable { comparable += 1 }
    for gene in patient.genes {
      while genes.count <= gene.gene { genes.append(GeneTally()) }
      genes[gene.gene].add(gene)
    }
    if patient.hasLaterSample {
      withLaterSample += 1
    }
  }
}

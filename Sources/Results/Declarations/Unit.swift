/// The unit of a column's numbers.
public enum Unit: String, Hashable, Sendable, CaseIterable {
  /// Sequenced reads.
  case reads
  /// A position of the genome, counted from 1.
  case base = "base, 1-based"
  /// Days from the diagnosis.
  case daysFromDiagnosis = "days from diagnosis"
  /// Days between two events.
  case days
  /// A share of all cells of a sample.
  case shareOfCells = "share of cells"
  /// A share of the tumour cells of a sample.
  case shareOfTumorCells = "share of tumour cells"
  /// A share of reads.
  case shareOfReads = "share of reads"
  /// A share of patients.
  case shareOfPatients = "share of patients"
  /// A share of mutations.
  case shareOfMutations = "share of mutations"
  /// Copies of a locus in a tumour cell.
  case copiesPerTumorCell = "copies per tumour cell"
  /// Copies of a locus in a normal cell.
  case copiesPerNormalCell = "copies per normal cell"
  /// A probability.
  case probability
  /// A decimal logarithm of a ratio.
  case log10
  /// A natural logarithm of a ratio.
  case nats
  /// Patients.
  case patients
  /// Samples.
  case samples
  /// Mutations.
  case mutations
  /// Inherited variants.
  case sites
  /// Bases of reads.
  case bases
  /// Nanomoles per litre.
  case nanomolar = "nmol/L"
  /// Hours.
  case hours
  /// Millimetres.
  case millimetres
}

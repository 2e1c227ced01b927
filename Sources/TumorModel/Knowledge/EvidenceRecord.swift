/// One row of a table of evidence on variants, as its file tells it.
///
/// Words are kept as they are written; what they mean is for the module that knows.
public struct EvidenceRecord: Hashable, Sendable {
  /// The line of the file, from 1.
  public var line: Int
  /// The gene's symbol.
  public var gene: String
  /// The variant's name: a protein change, a residue, or a kind of change such as `Mutation`.
  public var variantName: String
  /// The place and bases, where the row tells them with their assembly.
  public var variant: Variant?
  /// The assembly of ``variant``.
  public var build: GenomeBuild?
  /// The functional class that the row states outright; empty where it does not.
  public var functionalClass = ""
  /// What the evidence is about, such as `Functional` or `Predictive`; empty where not told.
  public var kind = ""
  /// Whether the source found what ``significance`` says.
  public var isSupporting = true
  /// What was found, such as `Gain of Function` or `Resistance`.
  public var significance = ""
  /// A to E; empty where not told.
  public var level = ""
  /// The drugs; those that were given together are one, with plus signs.
  public var drugs: [String] = []
  /// The tumour type.
  public var disease = ""
  /// The evidence in words.
  public var statement = ""
  /// PubMed identifiers.
  public var pubMedIDs: [Int] = []
  /// Other sources, such as the entry of a database.
  public var otherSources = ""

  /// Creates a row that states nothing yet.
  public init(line: Int, gene: String, variantName: String) {
    (self.line, self.gene, self.variantName) = (line, gene, variantName)
  }
}

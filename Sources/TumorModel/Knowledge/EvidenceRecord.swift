/// One row of a table of evidence on variants, as written in its file.
///
/// Text is kept verbatim; it is interpreted by the module that knows its meaning.
public struct EvidenceRecord: Hashable, Sendable {
  /// The line of the file, from 1.
  public var line: Int
  /// The gene's symbol.
  public var gene: String
  /// The variant's name: a protein change, a residue, or a kind of change such as `Mutation`.
  public var variantName: String
  /// The position and bases, where the row gives them with their assembly.
  public var variant: Variant?
  /// The assembly of ``variant``.
  public var build: GenomeBuild?
  /// The functional class that the row states outright; empty where it does not.
  public var functionalClass = ""
  /// What the evidence is about, such as `Functional` or `Predictive`; empty where not stated.
  public var kind = ""
  /// Whether the source found what ``significance`` says.
  public var isSupporting = true
  /// What was found, such as `Gain of Function` or `Resistance`.
  public var significance = ""
  /// A to E; empty where not stated.
  public var level = ""
  /// The drugs; those that were given together form one entry, joined by plus signs.
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

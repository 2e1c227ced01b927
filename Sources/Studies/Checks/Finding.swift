public import DelimitedText
public import TumorModel

/// Something that checking a study found.
public struct Finding: Hashable, Sendable {
  /// How much it matters.
  public enum Level: String, Hashable, Sendable, CaseIterable {
    /// An analysis would refuse the study, or its results would be wrong.
    case error
    /// The analysis runs; the reader of its results should know.
    case warning
  }

  /// What was found, as values; ``Finding/text`` words it.
  public enum Content: Hashable, Sendable {
    // MARK: What readers tell

    /// A fault of a file.
    case fault(ParseError.Reason)
    /// Further faults of a file that are not listed.
    case moreFaults(Int)
    /// What a reader warns of, in its own words.
    case reading(String)
    /// What another check found, in its own words.
    case stated(FindingKind, String)

    // MARK: How files are written

    /// A byte order mark.
    case byteOrderMark
    /// Lines that end in CR LF.
    case windowsLineEnds
    /// Carriage returns inside lines.
    case strayReturns(Int)
    /// How lines are separated.
    case separators(SeparatorFault)
    /// A column of allele frequencies that holds percentages.
    case percentFrequency(column: String)

    // MARK: The sheet

    /// A name that a spreadsheet takes for a formula.
    case formula(column: String, name: String)
    /// Genes that a spreadsheet takes for formulas, sorted.
    case geneFormulas([String])
    /// Two names of a column that differ in case or separators alone.
    case similarNames(column: String, name: String, other: String)
    /// A day, counted from diagnosis, that is hardly right.
    case day(Int)
    /// A primary taken after a metastasis or recurrence, with the days of both.
    case reversedOrder(primary: Int, other: Int)
    /// A purity that is hardly right.
    case purity(Double)
    /// A ploidy, in copies per cell, that is hardly right.
    case ploidy(Double)

    // MARK: Positions

    /// Rows beyond the end of their chromosome.
    case beyondEnd(rows: Int, files: Int, AssemblyDoubt)
    /// Mutations on contigs other than 1 to 22, X and Y.
    case otherContigs(mutations: Int, names: [String])
    /// Mutations on Y in a patient of that sex.
    case onY(mutations: Int, sex: Sex?)

    // MARK: Reads

    /// Autosomal mutations with more alternate than reference reads.
    case mostlyAlternate(Int, of: Int)
    /// Autosomal mutations with a variant allele fraction above 0.95.
    case highFraction(Int, of: Int)
    /// Sites with a depth of 0.
    case zeroDepth(Int, of: Int)
    /// Sites at which two samples have the same counts.
    case identicalCounts(other: String, same: Int, of: Int)
    /// Sites at which one sample is below a fraction of 0.1 and the other above 0.9.
    case oppositeFractions(other: String, opposite: Int, of: Int)

    // MARK: What else the sheet names

    /// Mutations outside the regions of a file.
    case outsideTargets(Int, of: Int, file: String)
    /// How many of a patient's mutations the segments hold.
    case outsideSegments(covered: Int, of: Int)
    /// Genes of the patient's mutations that a sample's assay does not look at, sorted.
    case genesNotCovered([String], assay: String)
  }

  /// How the lines of a table are separated.
  public enum SeparatorFault: Hashable, Sendable {
    /// No tab in the header line of a MAF.
    case noTab
    /// Neither tab nor comma in the header line.
    case neither(hasSemicolons: Bool)
    /// A tab in a table that is separated by commas.
    case tabAmongCommas
    /// Commas and no tab in a line of a table that is separated by tabs.
    case commasAmongTabs
  }

  /// What positions beyond a chromosome's end say of the assembly.
  public enum AssemblyDoubt: Hashable, Sendable {
    /// They fit neither assembly, or not the one that is known.
    case none([GenomeBuild])
    /// Some rows fit one assembly alone, and some the other.
    case mixed
    /// No assembly is known, and all rows fit this one.
    case suggests(GenomeBuild)
    /// The assembly is known, and all rows fit the other.
    case contradicts(GenomeBuild, fits: GenomeBuild)
  }

  /// How much it matters.
  public let level: Level
  /// What was found.
  public let content: Content
  /// Where it is: the first place where there are several.
  public let location: TextLocation
  /// The patient, where it is about one.
  public let patient: String?
  /// The sample, where it is about one.
  public let sample: String?
  /// The exit code that an error asks for.
  public let category: InputErrorCategory

  /// Creates a finding.
  public init(
    _ level: Level, _ content: Content, at location: TextLocation, patient: String? = nil,
    sample: String? = nil, category: InputErrorCategory = .badData
  ) {
    self.level = level
    self.content = content
    self.location = location
    self.patient = patient
    self.sample = sample
    self.category = category
  }

  /// Creates a finding of another check in its own words.
  public init(
    _ level: Level, _ kind: FindingKind, at location: TextLocation, patient: String? = nil,
    sample: String? = nil, category: InputErrorCategory = .badData, _ text: String
  ) {
    self.init(
      level, .stated(kind, text), at: location, patient: patient, sample: sample,
      category: category)
  }

  /// A fault of a file.
  init(_ error: ParseError) {
    self.init(.error, .fault(error.reason), at: error.location, category: error.category)
  }

  /// What a reader warns of.
  init(_ warning: Warning) { self.init(.warning, .reading(warning.text), at: warning.location) }

  /// A sample's warning.
  init(_ content: Content, of sample: SampleSheet.Row, at location: TextLocation) {
    self.init(
      .warning, content, at: location, patient: sample.sample.patient, sample: sample.sample.id)
  }

  /// What it is about.
  public var kind: FindingKind {
    switch content {
    case .fault(let reason):
      switch reason {
      case .missingColumn: .missingColumn
      case .badField: .badField
      case .malformed: .malformed
      case .refused: .refused
      case .unreadable: .unreadable
      }
    case .moreFaults: .malformed
    case .reading: .reading
    case .stated(let kind, _): kind
    case .byteOrderMark: .byteOrderMark
    case .windowsLineEnds, .strayReturns: .lineEnds
    case .separators: .separators
    case .percentFrequency: .percentFrequency
    case .formula, .geneFormulas: .spreadsheetFormula
    case .similarNames: .similarNames
    case .day: .unlikelyDay
    case .reversedOrder: .reversedOrder
    case .purity: .unlikelyPurity
    case .ploidy: .unlikelyPloidy
    case .beyondEnd(_, _, .none): .beyondChromosome
    case .beyondEnd: .otherBuild
    case .otherContigs: .otherContigs
    case .onY: .unexpectedY
    case .mostlyAlternate, .oppositeFractions: .swappedCounts
    case .highFraction: .implausibleFrequency
    case .zeroDepth: .zeroDepth
    case .identicalCounts: .identicalCounts
    case .outsideTargets: .outsideTargets
    case .outsideSegments: .outsideSegments
    case .genesNotCovered: .genesNotCovered
    }
  }
}

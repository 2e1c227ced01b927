import TumorModel

/// One row of `origins.tsv`: a mutation in a pair of samples.
public struct CallRow: Hashable, Sendable {
  /// What one sample of the pair shows.
  public struct Side: Hashable, Sendable {
    /// The sample; `*` for all earlier ones together.
    public var sample: String
    /// Days from diagnosis.
    public var day: Int?
    /// Reads at the site; `nil` where none were counted.
    public var depth: Int?
    /// Alternate reads.
    public var alternate: Int?
    /// The tumour cell share that was used, in (0, 1].
    public var purity: Double?
    /// Copies of the major allele in tumour cells; `nil` where unknown or averaged over.
    public var majorCopies: Int?
    /// Copies of the minor allele in tumour cells, likewise.
    public var minorCopies: Int?
    /// Posterior median of the cancer cell fraction, in [0, 1].
    public var cellFraction: Double?
    /// Its 5 % quantile.
    public var cellFractionLow: Double?
    /// Its 95 % quantile.
    public var cellFractionHigh: Double?
    /// P(detect a cancer cell fraction of 0.25).
    public var detectionPower: Double?
    /// The smallest cancer cell fraction found with 95 % power.
    public var limitOfDetection: Double?
  }

  /// The patient's identifier.
  public var patient: String
  /// The gene's symbol; empty where the input names none.
  public var gene: String
  /// The protein change, such as `p.L755S`; empty where the input names none.
  public var proteinChange: String
  /// The chromosome without `chr`.
  public var chromosome: String
  /// The 1-based position.
  public var position: Int
  /// The reference bases; `-` for an insertion.
  public var reference: String
  /// The alternate bases; `-` for a deletion.
  public var alternate: String
  /// The variant classification, as in the input.
  public var classification: String
  /// What the earlier sample, or all earlier ones, show.
  public var earlier: Side
  /// What the later sample shows.
  public var later: Side
  /// P of acquired, pre-existing sub-clonal, pre-existing clonal, lost and artefact; empty where
  /// there is no evidence.
  public var probabilities: [Double]
  /// P(earlier clone at or above the threshold | present later).
  public var earlierAboveThreshold: Double?
  /// The 95 % bound of the earlier cancer cell fraction, were the mutation there; in (0, 1].
  public var earlierUpperBound: Double?
  /// log10 of the likelihood of absence earlier over that of presence, at fixed weights.
  public var log10BayesFactorAbsent: Double?
  /// The call, as in the table.
  public var call: String
  /// Why the call is indeterminate; empty otherwise.
  public var reason: String
  /// What to mind of the call: the names of flags.
  public var flags: [String]
  /// The class in the knowledge table; empty for none.
  public var functionalClass: String

  /// `chromosome:position:ref>alt`.
  public var mutation: String { "\(chromosome):\(position):\(reference)>\(alternate)" }

  /// `ERBB2 p.L755S`, or the change itself where names are missing.
  public var title: String {
    let change = proteinChange.isEmpty ? mutation : proteinChange
    return gene.isEmpty ? change : "\(gene) \(change)"
  }

  /// Whether the mutation changes a protein, as far as its classification tells.
  public var changesProtein: Bool { !ProteinEffect.silent.contains(classification) }

  /// The call in words, such as `pre-existing, clonal`.
  public var callWords: String { OriginPalette.words(call) }

  /// Whether the row joins all earlier samples.
  public var isJoint: Bool { earlier.sample == "*" }

  /// The greatest of ``probabilities``.
  public var greatestProbability: Double? { probabilities.max() }
}

/// The columns of `origins.tsv` by their places in a file.
struct CallColumns {
  private struct Side {
    let sample, day, depth, alternate, purity, major, minor, fraction, low, high, power, limit: Int

    init(_ table: ResultTableReader, _ name: String, power: String, limit: String) throws {
      sample = try table.column("\(name)_sample")
      day = try table.column("\(name)_day")
      depth = try table.column("\(name)_depth")
      alternate = try table.column("\(name)_alt")
      purity = try table.column("\(name)_purity")
      major = try table.column("\(name)_major_cn")
      minor = try table.column("\(name)_minor_cn")
      fraction = try table.column("\(name)_ccf")
      low = try table.column("\(name)_ccf_low")
      high = try table.column("\(name)_ccf_high")
      self.power = try table.column(power)
      self.limit = try table.column(limit)
    }

    func side(_ row: ResultTableReader.Row) -> CallRow.Side {
      CallRow.Side(
        sample: row.text(sample), day: row.int(day), depth: row.int(depth),
        alternate: row.int(alternate), purity: row.double(purity), majorCopies: row.int(major),
        minorCopies: row.int(minor), cellFraction: row.double(fraction),
        cellFractionLow: row.double(low), cellFractionHigh: row.double(high),
        detectionPower: row.double(power), limitOfDetection: row.double(limit))
    }
  }

  private let texts: [Int]
  private let position: Int
  private let earlier: Side
  private let later: Side
  private let classes: [Int]
  private let numbers: [Int]

  init(_ table: ResultTableReader) throws {
    texts = try [
      "patient", "gene", "protein_change", "chromosome", "ref", "alt", "variant_class", "call",
      "reason", "flags", "functional_class",
    ].map { try table.column($0) }
    position = try table.column("position")
    earlier = try Side(table, "earlier", power: "detection_power", limit: "lod95_ccf")
    later = try Side(table, "later", power: "later_detection_power", limit: "later_lod95_ccf")
    classes = try [
      "p_acquired", "p_preexisting_subclonal", "p_preexisting_clonal", "p_lost", "p_artefact",
    ].map { try table.column($0) }
    numbers = try ["p_earlier_above_threshold", "earlier_ccf_upper95", "log10_bf_absent"].map {
      try table.column($0)
    }
  }

  func call(_ row: ResultTableReader.Row) -> CallRow {
    let probabilities = classes.compactMap { row.double($0) }
    return CallRow(
      patient: row.text(texts[0]), gene: row.text(texts[1]), proteinChange: row.text(texts[2]),
      chromosome: row.text(texts[3]), position: row.int(position) ?? 0,
      reference: row.text(texts[4]), alternate: row.text(texts[5]),
      classification: row.text(texts[6]), earlier: earlier.side(row), later: later.side(row),
      probabilities: probabilities.count == classes.count ? probabilities : [],
      earlierAboveThreshold: row.double(numbers[0]), earlierUpperBound: row.double(numbers[1]),
      log10BayesFactorAbsent: row.double(numbers[2]), call: row.text(texts[7]),
      reason: row.text(texts[8]),
      flags: row.text(texts[9]).split(separator: ";").map(String.init),
      functionalClass: row.text(texts[10]))
  }
}

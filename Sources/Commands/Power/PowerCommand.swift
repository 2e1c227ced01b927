import ArgumentParser
import ClonalEvolution
import Results
import StudyPipeline
import TumorModel
import Wording

/// `metachron power`: what a depth can show, and the depth that a clone needs.
struct PowerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "power",
    abstract: "Compute which clones a depth can detect, or the depth that a clone needs.",
    discussion: """
      With --depth: a table of k* (the fewest alternate reads that errors alone do not explain), the power at \
      several cancer cell fractions, and the smallest fraction found with 95 % power (empty if \
      even a clonal mutation would be missed). With --ccf and --power: the depth that is needed. The \
      first line states the assumptions behind the numbers. An analysis estimates the error rate and the \
      precision from each sample's own reads; metachron explain --details prints those of a call, which can \
      be given here.

      For example:
        metachron power --depth 30,60,120,500 --purity 0.5
        metachron power --ccf 0.05,0.25 --power 0.95 --purity 0.5
      """)

  @Option(help: "Depths, such as 30,60,120.")
  var depth: String?

  @Option(help: "Fraction of tumour cells (purity), above 0 and at most 1.")
  var purity: Double

  @Option(help: "Total copies per tumour cell.")
  var totalCn = 2

  @Option(help: "Copies per normal cell.")
  var normalCn = 2

  @Option(help: "Mutated copies per mutated tumour cell.")
  var multiplicity = 1

  @Option(help: "P(read alternate | reference molecule).")
  var errorRate = 1e-3

  @Option(help: "Beta-binomial precision of allele counts, or inf.")
  var precision = Double.infinity

  @Option(help: "Largest accepted P(errors alone reach k*).")
  var alpha = 1e-3

  @Option(help: "Cancer cell fractions, such as 0.05,0.25.")
  var ccf: String?

  @Option(help: "Target power; prints the depth needed for each --ccf.")
  var power: Double?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    _ = try table()
  }

  func run() throws {
    let table = try table()
    try StandardOutput.write(json ? try JSONText.text(table) : table.text)
  }

  /// The table that was asked for.
  ///
  /// - Throws: A usage error for a value out of range.
  func table() throws -> PowerTable {
    guard depth != nil || power != nil else {
      throw ValidationError("Give --depth, or --ccf with --power.")
    }
    guard ccf != nil || power == nil else { throw ValidationError("--power needs --ccf.") }
    let fractions: [Double] =
      try ccf.map { try list($0, of: "--ccf") } ?? PowerRow.standardFractions
    guard fractions.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
      throw ValidationError("--ccf '\(ccf ?? "")' is not above 0 and up to 1.")
    }
    if let power, !(power > 0 && power < 1) {
      throw ValidationError("--power \(power) is not between 0 and 1.")
    }
    guard alpha > 0, alpha < 1 else {
      throw ValidationError("--alpha \(alpha) is not between 0 and 1.")
    }
    guard Purity(purity) != nil else {
      throw ValidationError("--purity \(purity) is not above 0 and up to 1.")
    }
    guard ErrorRate.range.contains(errorRate) else {
      throw ValidationError("--error-rate \(errorRate) is not in 0..<0.5.")
    }
    guard precision > 0 else { throw ValidationError("--precision \(precision) is not positive.") }
    guard multiplicity >= 1, totalCn >= multiplicity, normalCn >= 0 else {
      throw ValidationError(
        "--multiplicity \(multiplicity) of --total-cn \(totalCn) copies (normal: \(normalCn)) "
          + "is impossible.")
    }
    let depths: [Int] = try depth.map { try list($0, of: "--depth") } ?? []
    let settings = try depths.map { depth in
      guard depth <= 10_000_000, let setting = setting(depth: depth) else {
        throw ValidationError("--depth \(depth) is not from 0 to 10,000,000.")
      }
      return setting
    }
    guard let base = setting(depth: 0) else {
      throw ValidationError("These values do not describe a possible sample.")
    }
    return PowerTable(
      depths: settings, setting: base, cellFractions: fractions, target: power, alpha: alpha)
  }

  private func setting(depth: Int) -> DetectionPower? {
    DetectionPower(
      depth: depth, purity: purity, tumorCopies: totalCn, normalCopies: normalCn,
      multiplicity: multiplicity, errorRate: errorRate, precision: precision)
  }

  private func list<Value: LosslessStringConvertible>(
    _ text: String, of option: String
  ) throws -> [Value] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let values = parts.compactMap { Value(String($0)) }
    guard values.count == parts.count else {
      throw ValidationError("\(option) '\(text)' is not a list of numbers.")
    }
    return values
  }
}

import DelimitedText
import TumorModel

/// A table that tells the reads of normal samples, known by its header.
protocol NormalCountsFormat {
  /// What the file is, for messages.
  static var name: String { get }

  /// The columns, or `nil` when the header is not of this format.
  init?(names: [String: Int])

  /// How many fields a row must be split into.
  var needed: Int { get }
  /// The columns of chromosome, position, reference and alternate alleles.
  var site: (chromosome: Int, position: Int, reference: Int, alternate: Int) { get }
  /// The columns of alternate reads, of reference reads and of all reads.
  var counts: (alternate: Int, reference: Int?, depth: Int?) { get }
  /// The column of the assembly.
  var build: Int? { get }

  /// The normal sample's name in a row.
  func sample(_ field: (Int) -> Bytes) -> String
}

/// A table that `metachron counts` wrote; every sample in it is taken for a normal one.
struct CountTableFormat: NormalCountsFormat {
  static let name = "a table of metachron counts"

  let site: (chromosome: Int, position: Int, reference: Int, alternate: Int)
  let counts: (alternate: Int, reference: Int?, depth: Int?)
  let build: Int? = nil
  private let sampleColumn: Int

  init?(names: [String: Int]) {
    guard let sample = names["sample"], let chromosome = names["chromosome"],
      let position = names["position"], let reference = names["ref"], let alternate = names["alt"],
      let count = names["alt_count"], names["depth"] ?? names["ref_count"] != nil
    else { return nil }
    site = (chromosome, position, reference, alternate)
    counts = (count, names["ref_count"], names["depth"])
    sampleColumn = sample
  }

  var needed: Int {
    let columns = [
      site.chromosome, site.position, site.reference, site.alternate, counts.alternate,
      counts.reference ?? 0, counts.depth ?? 0, sampleColumn,
    ]
    return (columns.max() ?? 0) + 1
  }

  func sample(_ field: (Int) -> Bytes) -> String { field(sampleColumn).trimmed.string }
}

/// A MAF that tells the reads of each tumour's matched normal.
struct MatchedNormalFormat: NormalCountsFormat {
  static let name = "a MAF with n_alt_count"

  let site: (chromosome: Int, position: Int, reference: Int, alternate: Int)
  let counts: (alternate: Int, reference: Int?, depth: Int?)
  let build: Int?
  private let barcode: Int?
  private let tumour: Int

  init?(names: [String: Int]) {
    guard let chromosome = names["chromosome"], let position = names["start_position"],
      let reference = names["reference_allele"], let alternate = names["tumor_seq_allele2"],
      let tumour = names["tumor_sample_barcode"],
      let normal = MatchedNormalColumns(
        barcode: names["matched_norm_sample_barcode"], depth: names["n_depth"],
        reference: names["n_ref_count"], alternate: names["n_alt_count"])
    else { return nil }
    site = (chromosome, position, reference, alternate)
    counts = (normal.alternate, normal.reference, normal.depth)
    (build, barcode, self.tumour) = (names["ncbi_build"], normal.barcode, tumour)
  }

  var needed: Int {
    let columns = [
      site.chromosome, site.position, site.reference, site.alternate, counts.alternate,
      counts.reference ?? 0, counts.depth ?? 0, barcode ?? 0, tumour, build ?? 0,
    ]
    return (columns.max() ?? 0) + 1
  }

  /// The normal's barcode; where it is blank, or the same word for all as some tools write, it is
  /// told apart by the tumour's.
  func sample(_ field: (Int) -> Bytes) -> String {
    let tumour = field(tumour).trimmed.string
    guard let barcode else { return "normal of \(tumour)" }
    let name = field(barcode).trimmed
    if name.isMissing || name.matches("NORMAL") { return "normal of \(tumour)" }
    return name.string
  }
}

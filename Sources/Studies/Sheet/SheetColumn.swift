import DelimitedText
import TumorModel

/// A column of the study sheet: the one place that says its name, what it holds and how it is written.
///
/// The reader takes its columns and the words of its messages from here, and the article on the sheet
/// is written from here.
enum SheetColumn: String, CaseIterable {
  case patient, sample, role, day, order, site, specimen, sex, purity
  case purityDeviation = "purity_sd"
  case ploidy
  case errorRate = "error_rate"
  case duplication, mutations, alignment, segments
  case purityFile = "purity_file"
  case targets, germline

  /// What a drafted sheet writes where no file tells: no identifier and no word.
  static let placeholder = "?"

  /// What parts the files of a field that may name several.
  private static let pathSeparator: Character = ";"

  /// The paths of a field that may name several files.
  static func paths(in text: String) -> [String] {
    text.split(separator: pathSeparator).map { part in
      var part = part
      return part.withUTF8 { $0.trimmed.string }
    }.filter { !$0.isEmpty }
  }

  /// The field that names files.
  static func field(naming paths: [String]) -> String {
    paths.joined(separator: String(pathSeparator))
  }

  /// What a sheet cannot do without.
  static let required: [SheetColumn] = [.patient, .sample, .role]

  /// What the column holds.
  var meaning: String {
    switch self {
    case .patient: "The patient"
    case .sample: "The biopsy, by the name that it has in the tables it is found in"
    case .role: "What the biopsy is in the patient's history"
    case .day:
      "When it was taken. Where the samples of a patient have dates, the days are counted from the "
        + "earliest of them"
    case .order: "Place among the patient's samples, from the earliest on, for those without a day"
    case .site: "Anatomical site"
    case .specimen: "How the specimen was preserved, from which its usual errors follow"
    case .sex: "Chromosomal sex of the patient; one row of several is enough"
    case .purity: "Share of tumour cells"
    case .purityDeviation: "Standard deviation of the purity"
    case .ploidy: "Mean copy number of the tumour cells"
    case .errorRate: "P(read alternate | reference molecule), where it is known for the assay"
    case .duplication: "Mean number of reads per molecule, for reads that were not de-duplicated"
    case .mutations: "Mutations with their read counts; several samples may share a file"
    case .alignment: "Sorted and indexed reads, counted at every site of the patient"
    case .segments: "Allele-specific copy numbers"
    case .purityFile: "Purity and ploidy as a copy-number tool wrote them, where the sheet has none"
    case .targets: "Regions that the assay covers"
    case .germline: "Read counts at common inherited variants, which tell people apart"
    }
  }

  /// The unit; `nil` where there is none.
  var unit: String? {
    switch self {
    case .day: "days from diagnosis"
    case .purity, .purityDeviation: "share of cells"
    case .ploidy: "copies per cell"
    case .errorRate: "probability"
    case .duplication: "reads per molecule"
    default: nil
    }
  }

  /// What a field may hold, to complete `expected …`.
  var expectation: String {
    switch self {
    case .patient: "the patient's identifier"
    case .sample: "the sample's identifier"
    case .role: SheetWords.roles.expectation
    case .day: "a whole number of days from diagnosis, or a date such as 2019-03-14"
    case .order: "a whole number"
    case .site: "any text"
    case .specimen: SheetWords.specimens.expectation
    case .sex: SheetWords.sexes.expectation
    case .purity: "\(Purity.expectation), or a percentage such as 55%"
    case .purityDeviation: "0 to 1, or a percentage"
    case .ploidy: "copies per cell above 0"
    case .errorRate: ErrorRate.expectation
    case .duplication: "1 or more copies per molecule"
    case .mutations:
      "a MAF, a VCF or BCF, or a table written by metachron counts; several files are separated by ;"
    case .alignment: "a BAM or CRAM file"
    case .segments: "a table of a copy-number tool, or of the plain form"
    case .purityFile: "a table of a copy-number tool, or of the columns purity and ploidy"
    case .targets: "a BED file"
    case .germline:
      "a table with the columns sample, chromosome, position, ref, alt, depth and alt_count"
    }
  }

  /// What stands for a blank field.
  var blank: String {
    switch self {
    case .patient, .sample, .role: "not allowed"
    case .day: "the order tells, then the roles"
    case .order: "the roles tell"
    case .site, .targets: "unknown"
    case .specimen: "taken as not fixed"
    case .sex: "mutations on Y get no call"
    case .purity: "from the purity file, else estimated from the mutations"
    case .purityDeviation: "a usual one"
    case .ploidy: "from the segments"
    case .errorRate: "estimated from the sample's reads"
    case .duplication: "1"
    case .mutations: "the sites of the patient's other samples, if there is an alignment"
    case .alignment: "counts are those of the mutations"
    case .segments: "usual copy numbers are averaged over"
    case .purityFile: "none"
    case .germline: "people are told apart by rare mutations alone"
    }
  }
}

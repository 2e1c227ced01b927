import DelimitedText
import TumorModel

extension Finding {
  /// What it is, in words without the place.
  public var text: String {
    switch content {
    case .fault(let reason): reason.words
    case .moreFaults(let number): "and \(counted(number, "more error"))"
    case .reading(let words), .stated(_, let words): words
    case .byteOrderMark: "the file begins with a byte order mark, which is ignored"
    case .windowsLineEnds: "lines end in CR LF; read as LF"
    case .strayReturns(let number):
      "\(counted(number, "carriage return")) inside lines in the first part of the file: "
        + "written on an old Macintosh, or edited by hand?"
    case .separators(let fault): fault.words
    case .percentFrequency(let column):
      "\(column) holds percentages; allele fractions are taken from the read counts"
    case .formula(let column, let name):
      "\(column) is '\(name)': a spreadsheet takes a name that starts with \(name.prefix(1)) for a "
        + "formula"
    case .geneFormulas(let names):
      "genes that a spreadsheet takes for formulas: \(listing(names, limit: 5))"
    case .similarNames(let column, let name, let other):
      "\(column) '\(name)' resembles '\(other)': are they the same?"
    case .day(let day):
      day < 0 && day >= -Self.century
        ? "day is \(day): before the diagnosis"
        : "day is \(day): more than a hundred years from the diagnosis"
    case .reversedOrder(let primary, let other):
      SampleSheet.reversalWords(primary: primary, other: other)
    case .purity(let purity):
      purity == 1
        ? "purity is 1: a biopsy without a single normal cell?"
        : "purity is \(purity): with so few tumour cells, few clones can be seen"
    case .ploidy(let ploidy): "ploidy is \(ploidy): below 1 or above 8 copies per cell"
    case .beyondEnd(let rows, let files, let doubt):
      "\(counted(rows, "row"))\(files == 1 ? "" : " in \(files) files") beyond the chromosome's end "
        + "in \(doubt.words)"
    case .otherContigs, .onY, .mostlyAlternate, .highFraction, .zeroDepth, .outsideTargets,
      .outsideSegments, .genesNotCovered:
      "\(sample ?? ""): \(sampleWords)"
    case .identicalCounts(let other, let same, let all):
      "\(sample ?? "") and \(other) have the same counts at \(same) of \(counted(all, "site")): one "
        + "sample under two names?"
    case .oppositeFractions(let other, let opposite, let all):
      "\(sample ?? "") and \(other) have allele fractions below 0.1 and above 0.9 at \(opposite) of "
        + "\(counted(all, "site")): are reference and alternate counts swapped in one of them?"
    }
  }

  /// A hundred years in days.
  static let century = 36_525

  /// What was found in one sample.
  private var sampleWords: String {
    switch content {
    case .otherContigs(let mutations, let names):
      "\(counted(mutations, "mutation")) on \(listing(names, limit: 5)), where the copy number of "
        + "normal cells is not known: no call there"
    case .onY(let mutations, let sex):
      "\(counted(mutations, "mutation")) on Y, and the sheet "
        + (sex == nil ? "does not state the sex" : "says \(sex?.rawValue ?? "")")
    case .mostlyAlternate(let number, let all):
      "\(number) of \(counted(all, "mutation")) on autosomes have more alternate than reference "
        + "reads: are the two columns swapped?"
    case .highFraction(let number, let all):
      "\(number) of \(counted(all, "mutation")) on autosomes have a variant allele fraction above "
        + "\(RowTally.highShare): germline variants, or swapped counts?"
    case .zeroDepth(let number, let all):
      "\(number) of \(counted(all, "site")) have a depth of 0 and are not informative"
    case .outsideTargets(let number, let all, let file):
      "\(number) of \(counted(all, "mutation")) lie outside the regions of \(file): is it the file "
        + "for this assay?"
    case .outsideSegments(let covered, let all):
      "the segments cover \(covered) of the patient's \(counted(all, "mutation")); copy number is "
        + "assumed elsewhere"
    case .genesNotCovered(let genes, let assay):
      "\(assay) does not look at \(listing(genes)), where the patient has mutations: nothing is known of "
        + "them in this sample"
    default: ""
    }
  }
}

extension Finding.SeparatorFault {
  fileprivate var words: String {
    switch self {
    case .noTab: "no tab in the header line; the columns of a MAF are separated by tabs"
    case .neither(let hasSemicolons):
      "neither tab nor comma in the header line"
        + (hasSemicolons ? ", but semicolons: use commas or tabs" : "")
    case .tabAmongCommas: "a tab in a comma-separated table"
    case .commasAmongTabs: "commas and no tab in a tab-separated table"
    }
  }
}

extension Finding.AssemblyDoubt {
  fileprivate var words: String {
    switch self {
    case .none(let builds): builds.map(\.rawValue).joined(separator: " and in ")
    case .mixed: "hg19, and others in hg38: are assemblies mixed?"
    case .suggests(let build):
      "\(build == .hg38 ? "hg19" : "hg38"), none in \(build.rawValue): use --build \(build.rawValue)"
    case .contradicts(let build, let fits):
      "\(build.rawValue), none in \(fits.rawValue): the positions are from \(fits.rawValue)"
    }
  }
}

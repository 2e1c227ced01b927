import DelimitedText
import TumorModel

/// What the lines above a VCF's records tell.
struct VCFHeader {
  /// The columns before the first sample.
  static let fixedColumns = 9

  /// The names of the sample columns, in the file's order.
  private(set) var samples: [String] = []
  /// Columns that `##tumor_sample` names.
  private(set) var tumors: [String] = []
  /// Columns that `##normal_sample` names.
  private(set) var normals: [String] = []
  /// Columns by other names that `##SAMPLE`, `##TUMOR` or `##NORMAL` gives them.
  private(set) var aliases: [String: String] = [:]
  /// Where records name genes.
  var annotation = VariantAnnotation()
  /// Whether the file has no sample column, and INFO the reads of its one sample by strand, as
  /// LoFreq writes them.
  private(set) var hasReadsInInfo = false
  /// Whether the file has no sample column and is taken as a list of sites, whose reads alignments
  /// tell.
  private(set) var isOfSitesAlone = false
  private let needsSamples: Bool
  private var declaresStrands = false
  /// Whether INFO has `SS`, the somatic status of VarScan and others.
  private(set) var hasStatus = false
  /// Whether Mutect 2 says that its calls were not filtered yet.
  private(set) var isUnfiltered = false
  /// Whether the line with the columns was read.
  private(set) var isComplete = false
  private var buildOfContigs: GenomeBuild?
  private var buildOfReference: GenomeBuild?

  /// The assembly, by the contigs' lengths or else by the reference's name.
  var build: GenomeBuild? { buildOfContigs ?? buildOfReference }

  /// Starts a header.
  ///
  /// - Parameter needsSamples: Whether a file without a sample column is refused.
  init(needsSamples: Bool = true) { self.needsSamples = needsSamples }

  /// Reads one line that starts with `#`.
  ///
  /// - Throws: ``InputErrors`` when the line with the columns is not a VCF's.
  mutating func take(
    _ line: Bytes, number: Int, errors: ErrorCollector
  ) throws(InputErrors) {
    if line.starts(with: "##".utf8) {
      takeMeta(line)
    } else {
      try takeColumns(line, number: number, errors: errors)
    }
  }

  // MARK: - Lines of facts

  private mutating func takeMeta(_ line: Bytes) {
    if line.starts(with: "##contig".utf8) {
      if buildOfContigs == nil { buildOfContigs = Self.build(ofContig: line.string) }
    } else if let name = Self.value(line, "##tumor_sample=") {
      tumors.append(name)
    } else if let name = Self.value(line, "##normal_sample=") {
      normals.append(name)
    } else if let text = Self.value(line, "##reference=") {
      buildOfReference = Self.build(ofReference: text)
    } else if let text = Self.value(line, "##filtering_status=") {
      isUnfiltered = text.after("unfiltered") != nil
    } else if let text = Self.value(line, "##source=") {
      hasStatus = hasStatus || text.hasPrefix("VarScan")
    } else if line.starts(with: "##INFO".utf8) {
      let text = line.string
      hasStatus = hasStatus || Self.attribute("ID", of: text) == "SS"
      declaresStrands = declaresStrands || Self.attribute("ID", of: text) == "DP4"
      annotation.learn(text)
    } else if line.starts(with: "##SAMPLE".utf8) {
      let text = line.string
      guard let column = Self.attribute("ID", of: text) else { return }
      for key in ["SampleName", "SampleTCGABarcode", "Sample"] {
        if let name = Self.attribute(key, of: text) { aliases[name] = column }
      }
    } else {
      for column in ["TUMOR", "NORMAL"] {
        guard let text = Self.value(line, "##\(column)=") else { continue }
        let bare = text.filter { $0 != "\"" }
        if let name = Self.attribute("Sample", of: "<\(bare)>") { aliases[name] = column }
      }
    }
  }

  private static func value(_ line: Bytes, _ key: String) -> String? {
    guard line.starts(with: key.utf8) else { return nil }
    return Bytes(rebasing: line[key.utf8.count...]).trimmed.string
  }

  /// The value of `key=` in `<key=value,key="value",...>`.
  static func attribute(_ key: String, of text: String) -> String? {
    for opening in ["<", ","] {
      guard let rest = text.after("\(opening)\(key)=") else { continue }
      if rest.first == "\"" { return String(rest.dropFirst().prefix { $0 != "\"" }) }
      return String(rest.prefix { $0 != "," && $0 != ">" })
    }
    return nil
  }

  // MARK: - The assembly

  /// Lengths that tell the assemblies apart.
  private static let lengths: [String: (hg19: Int, hg38: Int)] = [
    "1": (249_250_621, 248_956_422), "2": (243_199_373, 242_193_529),
    "3": (198_022_430, 198_295_559), "7": (159_138_663, 159_345_973),
    "17": (81_195_210, 83_257_441), "20": (63_025_520, 64_444_167),
    "21": (48_129_895, 46_709_983), "X": (155_270_560, 156_040_895),
  ]

  private static func build(ofContig text: String) -> GenomeBuild? {
    guard let name = attribute("ID", of: text).flatMap({ Chromosome($0)?.name }),
      let length = attribute("length", of: text).flatMap({ Int($0) }),
      let known = lengths[name]
    else { return nil }
    return length == known.hg19 ? .hg19 : length == known.hg38 ? .hg38 : nil
  }

  private static func build(ofReference text: String) -> GenomeBuild? {
    let name = text.lowercased()
    // A bare number in a path tells nothing.
    let found = GenomeBuild.allCases.filter { build in
      build.spellings.contains { Int($0) == nil && name.after($0) != nil }
    }
    return found.count == 1 ? found[0] : nil
  }

  // MARK: - The columns

  private mutating func takeColumns(
    _ line: Bytes, number: Int, errors: ErrorCollector
  ) throws(InputErrors) {
    let names = line.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { Bytes(rebasing: $0).string }
    let wanted = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO"]
    guard names.count >= wanted.count, Array(names[..<wanted.count]) == wanted else {
      throw errors.failure(
        .malformed(
          problem: "not a VCF column header line",
          expected: wanted.joined(separator: ", ") + ", separated by tabs"),
        line: number, column: 1, source: line.string)
    }
    if names.count < Self.fixedColumns, declaresStrands {
      (samples, hasReadsInInfo, isComplete) = (["TUMOR"], true, true)
      return
    }
    if names.count <= Self.fixedColumns, !needsSamples {
      (isOfSitesAlone, isComplete) = (true, true)
      return
    }
    guard names.count > Self.fixedColumns else {
      throw errors.failure(
        .malformed(
          problem: "the file has no sample column, so no reads",
          expected:
            "FORMAT and a column for each sample, as the caller wrote them, or DP4 in INFO; "
            + "or the sample's alignment in the sheet, to count the reads at these sites"),
        line: number, column: 1, source: line.string)
    }
    samples = Array(names[Self.fixedColumns...])
    if let twice = Dictionary(grouping: samples, by: { $0 }).filter({ $1.count > 1 }).keys.min() {
      throw errors.failure(
        .malformed(
          problem: "the sample column \(twice) is there twice", expected: "each column once"),
        line: number, column: 1, source: line.string)
    }
    isComplete = true
  }
}

extension String {
  /// What follows the first place of a text, or `nil` where it is not.
  func after(_ mark: String) -> Substring? {
    let (own, wanted) = (utf8, Array(mark.utf8))
    var place = own.startIndex
    while place < own.endIndex {
      if own[place...].starts(with: wanted) {
        return Substring(own[own.index(place, offsetBy: wanted.count)...])
      }
      place = own.index(after: place)
    }
    return nil
  }
}

import DelimitedText

/// Which records the column FILTER of a VCF or MAF and the somatic status keep out.
///
/// A record passes with `PASS`, `.` or nothing. Others are kept out unless all their names were asked
/// for. Some names stand for what FILTER does not say: `germline` for records whose status in a VCF is
/// 1 or whose matched normal has the allele, and whose Mutation_Status in a MAF is `Germline`; `LOH`
/// for status 3; `None` and `Wildtype` for those values of Mutation_Status.
struct CallFilters {
  /// What becomes of a record.
  enum Verdict: Equatable {
    /// It counts.
    case passed
    /// It was asked for in spite of its filters.
    case included
    /// It is left out.
    case left
  }

  static let germline = "germline"
  static let lossOfHeterozygosity = "LOH"
  static let wildType = "Wildtype"
  static let noMutation = "None"

  private let included: Set<String>
  /// Genes whose records are counted when they are left out.
  private let genes: Set<String>
  /// For each number of a gene, its name where it is one of ``genes``.
  private var watched: [String?] = []
  private var leftOfGene: [String: Int] = [:]
  private var texts = ByteInterner()
  private var verdicts: [Verdict] = []
  private var counts: [Int] = []
  private var statusCounts: [String: Int] = [:]
  /// How many records were left out.
  private(set) var leftOut = 0

  init(included: Set<String>, genes: Set<String> = []) {
    (self.included, self.genes) = (included, genes)
  }

  /// Judges a FILTER field.
  ///
  /// - Returns: The verdict and the number of the text, for ``leave(_:)``.
  mutating func judge(_ field: Bytes) -> (verdict: Verdict, text: Int) {
    let text = Int(texts.intern(field))
    if text == verdicts.count {
      verdicts.append(verdict(of: field))
      counts.append(0)
    }
    return (verdicts[text], text)
  }

  private func verdict(of field: Bytes) -> Verdict {
    let names = Self.names(field.string)
    if names.isEmpty { return .passed }
    return names.allSatisfy(included.contains) ? .included : .left
  }

  /// Whether records of a somatic status are kept out.
  func keepsOut(_ status: String) -> Bool { !included.contains(status) }

  /// Counts a record that is left out for its FILTER.
  mutating func leave(_ text: Int) {
    counts[text] += 1
    leftOut += 1
  }

  /// Counts a record that is left out for its somatic status.
  mutating func leave(_ status: String) {
    statusCounts[status, default: 0] += 1
    leftOut += 1
  }

  /// Counts a gene of a record that is left out.
  ///
  /// - Parameters:
  ///   - gene: The gene's number.
  ///   - names: The texts of genes.
  mutating func leave(gene: UInt32, in names: ByteInterner) {
    while watched.count <= Int(gene) {
      let name = names.string(UInt32(watched.count))
      watched.append(genes.contains(name) ? name : nil)
    }
    if let name = watched[Int(gene)] { leftOfGene[name, default: 0] += 1 }
  }

  /// The asked genes of what was left out with their records, in parentheses after a space; empty
  /// where there are none.
  var geneSummary: String {
    if leftOfGene.isEmpty { return "" }
    let parts = leftOfGene.sorted { $0.key < $1.key }.map { "\($0.value) in \($0.key)" }
    return " (\(listing(parts)))"
  }

  /// Whether genes of records that are left out are counted.
  var watchesGenes: Bool { !genes.isEmpty }

  private static func names(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == ";" || $0 == "," }).map(String.init)
      .filter { $0.uppercased() != "PASS" && !MissingValue.isMissing($0) }
  }

  /// The names behind what was left out with their records, the most frequent first.
  var summary: String {
    var records = statusCounts
    for (text, count) in counts.enumerated() where count > 0 {
      for name in Self.names(texts.string(UInt32(text))) where !included.contains(name) {
        records[name, default: 0] += count
      }
    }
    let ordered = records.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return listing(ordered.map { "\($0.key) \($0.value)" })
  }
}

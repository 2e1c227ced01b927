import DelimitedText

/// What a VCF's reader counts on its way, to be told in one warning each.
struct VCFTally {
  var records = 0
  /// Rows that make sites.
  var rows = 0
  /// Calls whose reads are counted.
  var understood = 0
  /// Calls whose reads are not counted, of each cause.
  private struct Uncounted {
    var calls = 0
    /// The first of them.
    var fault = CountFault.missing
    var format = ""
    var line = 0
  }
  private var uncounted = [Uncounted](repeating: Uncounted(), count: CountFault.causes)
  private struct Mixed {
    var records = 0
    /// The first of them.
    var reference = 0
    var depth = 0
    var line = 0
  }
  private var mixed = Mixed()
  /// Records on chromosomes that the reference genome lacks.
  var elsewhere = 0
  private var skipped = [Int](repeating: 0, count: AlternateAllele.allCases.count)

  /// Counts a call whose reads are not counted.
  mutating func add(_ fault: CountFault, _ format: String, line: Int) {
    let cause = fault.cause
    if uncounted[cause].calls == 0 {
      uncounted[cause] = Uncounted(fault: fault, format: format, line: line)
    }
    uncounted[cause].calls += 1
  }

  /// Counts what a sample shows where its record has the reference alone, and reads of something else.
  mutating func addMixed(_ reference: Int, of depth: Int, line: Int) {
    if mixed.records == 0 {
      mixed = Mixed(reference: reference, depth: depth, line: line)
    }
    mixed.records += 1
  }

  /// The line and FORMAT of the first call where no call has reads that are understood, since no
  /// dialect reads their FORMAT.
  var foreignFormat: (format: String, line: Int)? {
    let foreign = uncounted[CountFault.format.cause]
    let others = uncounted.reduce(0) { $0 + $1.calls } - foreign.calls
    return foreign.calls > 0 && others == 0 && understood == 0
      ? (foreign.format, foreign.line) : nil
  }

  mutating func skip(_ kind: AlternateAllele) { skipped[kind.rawValue] += 1 }

  /// Counts the alternate alleles of a record if none is of bases, and says whether that is so.
  mutating func skipRecord(withoutBasesIn alternates: Bytes) -> Bool {
    var kinds: [AlternateAllele] = []
    var rest = alternates[...]
    while let alternate = rest.nextPiece(UInt8(ascii: ",")) {
      kinds.append(AlternateAllele(alternate))
    }
    guard !kinds.isEmpty, !kinds.contains(.bases) else { return false }
    for kind in kinds { skip(kind) }
    return true
  }

  func warnings(filters: CallFilters, at location: TextLocation) -> [Warning] {
    var texts: [String] = []
    if records == 0 { texts.append("the file has no record") }
    if filters.leftOut > 0 {
      texts.append(
        "\(counted(filters.leftOut, "record")) of \(records) left out by filters\(filters.geneSummary): "
          + "\(filters.summary); "
          + "--include-filter NAME takes them in")
    }
    let alleles = AlternateAllele.allCases.filter { skipped[$0.rawValue] > 0 }
    if !alleles.isEmpty {
      let parts = alleles.map { "\(skipped[$0.rawValue]) \($0.words)" }
      texts.append("alternate alleles that are not read: \(parts.joined(separator: ", "))")
    }
    if mixed.records > 0 {
      texts.append(
        "\(counted(mixed.records, "record")) of the reference alone with more other reads than errors "
          + "explain, the first on line \(mixed.line): \(mixed.reference) of \(mixed.depth) reads are "
          + "named, and the file does not say what the other "
          + "\(mixed.depth - mixed.reference) are: other samples' mutations there are not assessable, "
          + "which is not zero reads")
    }
    texts += uncounted.filter { $0.calls > 0 }.map(Self.words)
    if elsewhere > 0 {
      texts.append(
        "\(counted(elsewhere, "record")) on chromosomes that the reference genome lacks: "
          + "not left-aligned")
    }
    return texts.map { Warning($0, at: location) }
  }

  private static func words(_ found: Uncounted) -> String {
    let calls = counted(found.calls, "call")
    let first = "the first on line \(found.line)"
    let end = ": not assessable, which is not zero reads"
    switch found.fault {
    case .format:
      return "\(calls) without read counts that are understood, \(first): FORMAT is "
        + "'\(found.format)', and read are \(CountDialects.keys)\(end)"
    case .length(let number, let expected):
      return "\(calls) whose AD does not fit the alleles, \(first): AD has \(number) numbers, "
        + "expected \(expected); 'bcftools norm' splits AD where the header says Number=R\(end)"
    case .exceedsDepth(let reads, let depth):
      return "\(calls) whose AD adds up to far more than DP, \(first): \(reads) of DP \(depth); "
        + "the file from before it was split has the right numbers\(end)"
    case .missing:
      return "\(calls) without read counts, \(first)\(end)"
    }
  }
}

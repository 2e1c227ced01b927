import GenomicFiles
import Testing
import TumorModel
import _TestSupport

/// The columns that `samtools mpileup` prints, and what each says of a variant.
struct Mpileup {
  struct Read {
    var base: Character
    var isForward: Bool
    var indels: [String] = []
    var ends = false
  }

  /// What counting must find.
  struct Counts: Equatable, CustomStringConvertible {
    var depth = 0
    var reference = 0
    var alternate = 0
    var forwardReference = 0
    var forwardAlternate = 0

    var description: String {
      "depth \(depth), reference \(reference) (\(forwardReference) forward), "
        + "alternate \(alternate) (\(forwardAlternate) forward)"
    }
  }

  private(set) var columns: [Int: (reference: Character, reads: [Read])] = [:]

  init(_ alignment: String, genome: String, options: CountingOptions) throws {
    var arguments = [
      "mpileup", "-B", "-d", "0", "-f", genome, "-q", "\(options.minimumMappingQuality)", "-Q",
      "\(options.minimumBaseQuality)", "--ff", "UNMAP,SECONDARY,QCFAIL,DUP,SUPPLEMENTARY",
    ]
    if !options.mergesMates { arguments.append("-x") }
    if !options.requiresProperPairs { arguments.append("-A") }
    let output = try ExternalTools.run("samtools", arguments + [alignment])
    try #require(output.status == 0, "\(output.messages)")
    for line in output.text.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      let reference = try #require(fields[2].uppercased().first)
      let reads = Self.reads(fields[4], reference)
      let depth = try #require(Int(fields[3]))
      // At depth 0 samtools prints an asterisk.
      try #require(depth == 0 || reads.count == depth, "\(line)")
      columns[try #require(Int(fields[1]))] = (reference, depth == 0 ? [] : reads)
    }
  }

  private static func reads(_ text: Substring, _ reference: Character) -> [Read] {
    var reads: [Read] = []
    var rest = text
    while let character = rest.popFirst() {
      switch character {
      case "^": rest = rest.dropFirst()
      case "$": reads[reads.count - 1].ends = true
      case "+", "-":
        let digits = rest.prefix { $0.isNumber }
        let bases = rest.dropFirst(digits.count).prefix(Int(digits) ?? 0)
        reads[reads.count - 1].indels.append(String(character) + bases.uppercased())
        rest = rest[bases.endIndex...]
      case ".": reads.append(Read(base: reference, isForward: true))
      case ",": reads.append(Read(base: reference, isForward: false))
      default:
        let isForward = character.isUppercase || character == "*" || character == ">"
        reads.append(Read(base: Character(character.uppercased()), isForward: isForward))
      }
    }
    return reads
  }

  /// One substitution at every base, and every indel that any read shows.
  func variants(chromosome: Chromosome) -> [Variant] {
    columns.sorted { $0.key < $1.key }.flatMap { position, column in
      let shown = Set(column.reads.map(\.base)).intersection(Set("ACGT")).sorted()
      let other = shown.first { $0 != column.reference } ?? (column.reference == "A" ? "C" : "A")
      var alleles = [(String(column.reference), String(other))]
      for indel in Set(column.reads.flatMap(\.indels)).sorted() {
        let bases = String(indel.dropFirst())
        alleles.append(indel.hasPrefix("+") ? ("-", bases) : (bases, "-"))
      }
      return alleles.compactMap { reference, alternate in
        let start = alternate == "-" ? position + 1 : position
        return Variant(
          chromosome: chromosome, position: start, reference: reference, alternate: alternate)
      }
    }
  }

  /// What the pileup says of a variant of one base or of an indel.
  func counts(_ variant: Variant) -> Counts {
    let isIndel = variant.kind != .snv
    let position = variant.kind == .deletion ? variant.position - 1 : variant.position
    var reads = (columns[position]?.reads ?? []).filter { $0.base != ">" && $0.base != "<" }
    // A read that ends before an indel does not show whether it has it.
    if isIndel { reads = reads.filter { !$0.ends || !$0.indels.isEmpty } }
    let mark =
      variant.kind == .insertion ? "+" + variant.alternate : "-" + variant.reference
    let references = reads.filter {
      isIndel
        ? $0.base != "*" && $0.indels.isEmpty : String($0.base) == variant.reference
    }
    let alternates = reads.filter {
      isIndel ? $0.indels == [mark] : String($0.base) == variant.alternate
    }
    return Counts(
      depth: reads.count, reference: references.count, alternate: alternates.count,
      forwardReference: references.count(where: \.isForward),
      forwardAlternate: alternates.count(where: \.isForward))
  }
}

extension SiteCounts {
  var asPileup: Mpileup.Counts {
    Mpileup.Counts(
      depth: Int(depth), reference: Int(reference), alternate: Int(alternate),
      forwardReference: Int(support.forward?.reference ?? -1),
      forwardAlternate: Int(support.forward?.alternate ?? -1))
  }
}

import GenomicFiles
import Testing
import TumorModel

/// SAM text with reads on two short contigs, written line by line.
struct MadeReads {
  private(set) var text: String

  init(contigs: [(String, Int)] = [("chr1", 1_000), ("chrM", 500)], samples: [String] = []) {
    text = "@HD\tVN:1.6\tSO:coordinate\n"
    for (name, length) in contigs { text += "@SQ\tSN:\(name)\tLN:\(length)\n" }
    for name in samples { text += "@RG\tID:\(name)\tSM:\(name)\n" }
  }

  /// Adds a read; of a pair on the same contig where `mate` tells the mate's position.
  mutating func add(
    _ name: String, at position: Int, _ cigar: String, _ bases: String, flags: Int = 0,
    quality: Int = 30, mapping: Int = 60, mate: Int? = nil, contig: String = "chr1"
  ) {
    let letter = Character(UnicodeScalar(UInt8(quality + 33)))
    text +=
      [
        name, "\(flags)", contig, "\(position)", "\(mapping)", cigar, mate == nil ? "*" : "=",
        "\(mate ?? 0)", "0", bases,
        bases == "*" ? "*" : String(repeating: letter, count: bases.count),
      ].joined(separator: "\t") + "\n"
  }

  /// Counts at sites that are written as `position reference alternate`.
  func counts(
    _ sites: [(Int, String, String)], chromosome: String = "1",
    options: CountingOptions = CountingOptions()
  ) throws -> [SiteCounts] {
    let folder = try StudyFolder()
    try folder.write(text, to: "reads.sam")
    let chromosome = try #require(Chromosome(chromosome))
    let variants = try sites.map {
      try #require(
        Variant(chromosome: chromosome, position: $0.0, reference: $0.1, alternate: $0.2))
    }
    return try AlleleCounter.count(variants, in: folder.path("reads.sam"), options: options).counts
  }
}

extension SiteCounts {
  /// Reference, alternate and depth.
  var triple: [Int32] { [reference, alternate, depth] }
}

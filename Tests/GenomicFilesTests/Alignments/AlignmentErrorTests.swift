import DelimitedText
import Foundation
import GenomicFiles
import Testing
import TumorModel
import _TestSupport

@Suite("Alignments that cannot be counted")
struct AlignmentErrorTests {
  private func failure(
    _ folder: StudyFolder, _ name: String, sites: [(String, Int)] = [("1", 102)],
    reference: String? = nil
  ) throws -> (message: String, category: InputErrorCategory) {
    let variants = sites.compactMap { name, position in
      Chromosome(name).flatMap {
        Variant(chromosome: $0, position: position, reference: "A", alternate: "C")
      }
    }
    let error = try #require(throws: InputErrors.self) {
      _ = try AlleleCounter.count(
        variants, in: folder.path(name), reference: reference.map { folder.path($0) })
    }
    return (
      folder.relative(error.errors.map(\.message).joined(separator: "\n")), error.category
    )
  }

  @Test func `a missing file, another format and an empty file`() throws {
    let folder = try StudyFolder()
    #expect(
      try failure(folder, "none.bam")
        == ("none.bam: error: no such file; expected a BAM or CRAM file", .noInput))
    try folder.write("1\t2\tA\tC\n", to: "table.bam")
    try folder.write("", to: "empty.bam")
    for name in ["table.bam", "empty.bam"] {
      #expect(
        try failure(folder, name)
          == (
            "\(name): error: not a SAM, BAM or CRAM file; expected a BAM or CRAM file",
            .badData
          ))
    }
  }

  @Test func `contigs that are missing or too short`() throws {
    let folder = try StudyFolder()
    try folder.write(MadeReads().text, to: "reads.sam")
    #expect(
      try failure(folder, "reads.sam", sites: [("7", 5), ("7", 9), ("1", 1_001), ("X", 3)])
        == (
          """
          reads.sam: error: there is no contig for chromosome 7, where a site is (7:5 A>C); \
          expected one of the header's: chr1, chrM
          reads.sam: error: chr1 has 1000 bases, and a site lies beyond (1:1001 A>C); \
          expected reads aligned to the assembly of the sites
          reads.sam: error: there is no contig for chromosome X, where a site is (X:3 A>C); \
          expected one of the header's: chr1, chrM
          """, .badData
        ))
  }

  @Test func `reads out of order`() throws {
    let folder = try StudyFolder()
    var reads = MadeReads()
    reads.add("a", at: 105, "4M", "ACGT")
    reads.add("b", at: 101, "4M", "ACGT")
    try folder.write(reads.text, to: "reads.sam")
    #expect(
      try failure(folder, "reads.sam", sites: [("1", 900)])
        == (
          "reads.sam: error: the reads are not sorted by position; "
            + "expected a file made by 'samtools sort'", .badData
        ))
  }

  @Test(.enabled(if: SimulatedReads.canBeMade, Comment(rawValue: SimulatedReads.message)))
  func `files that are cut short or damaged, and CRAM without its reference`() throws {
    let folder = try StudyFolder()
    try SimulatedReads.make(in: folder.url.path, pairs: 3_000)
    let bam = try Data(contentsOf: folder.url.appending(path: "reads.bam"))
    let cram = try Data(contentsOf: folder.url.appending(path: "reads.cram"))
    try folder.write(bam.prefix(bam.count / 2), to: "cut.bam")
    try folder.write(cram.prefix(cram.count / 2), to: "cut.cram")
    var damaged = bam
    damaged.replaceSubrange(
      (bam.count / 2)..<(bam.count / 2 + 8), with: Data(repeating: 7, count: 8))
    try folder.write(damaged, to: "damaged.bam")
    let last = [("1", 59_000)]
    let complete = "expected a complete BAM or CRAM file"
    #expect(
      try failure(folder, "cut.bam", sites: last)
        == ("cut.bam: error: the file is cut short; \(complete)", .badData))
    #expect(
      try failure(folder, "cut.cram", sites: last, reference: "genome.fa")
        == ("cut.cram: error: the file is cut short; \(complete)", .badData))
    #expect(
      try failure(folder, "damaged.bam", sites: last)
        == ("damaged.bam: error: the file is damaged or cut short; \(complete)", .badData))
    #expect(
      try failure(folder, "reads.cram", sites: last)
        == (
          "reads.cram: error: this is a CRAM, and no reference genome is given; "
            + "expected --reference with the indexed FASTA file that it was made with", .noInput
        ))
    #expect(
      try failure(folder, "reads.cram", sites: last, reference: "none.fa")
        == ("none.fa: error: no such file; expected an indexed FASTA file", .noInput))
    let genome = try String(contentsOfFile: folder.path("genome.fa"), encoding: .utf8)
    try folder.write(
      genome.replacing("A", with: "C").replacing("chr1", with: "chr1"), to: "other.fa")
    #expect(
      try failure(folder, "reads.cram", sites: last, reference: "other.fa")
        == (
          "other.fa: error: the reference genome has no index (other.fa.fai); "
            + "expected one made by 'samtools faidx other.fa'", .noInput
        ))
    _ = try ExternalTools.run("samtools", ["faidx", folder.path("other.fa")])
    #expect(
      try failure(folder, "reads.cram", sites: last, reference: "other.fa")
        == (
          "reads.cram: error: the reads cannot be decoded: the file is damaged, or the reference "
            + "is another; expected an intact file and the genome that it was made with", .badData
        ))
  }
}

import Foundation

/// A small genome with indels, and reads of it: made by wgsim, minimap2 and samtools.
public enum SimulatedReads {
  /// Whether the programs are there.
  public static let canBeMade = ExternalTools.have("wgsim", "minimap2", "samtools", "bcftools")
  /// What a skipped test says.
  public static let message = "wgsim, minimap2, samtools or bcftools is not installed"

  /// Makes `genome.fa`, `reads.bam` and `reads.cram`, all indexed, in a folder.
  ///
  /// - Parameters:
  ///   - pairs: Pairs of reads of 100 bases each; 18,000 cover the 60,000 bases 60 times.
  ///   - fragment: The mean length of fragments; below 200 many mates overlap.
  ///   - indels: The share of variants that are indels.
  public static func make(
    in folder: String, pairs: Int = 18_000, fragment: Int = 220, indels: Double = 0.3
  ) throws {
    var state: UInt64 = 20_240_611
    let bases = Array("ACGT")
    var genome = ">chr1\n"
    for index in 0..<60_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      genome.append(bases[Int(state >> 60) & 3])
      if index % 60 == 59 { genome.append("\n") }
    }
    try genome.write(toFile: folder + "/genome.fa", atomically: false, encoding: .utf8)
    let (fasta, bam, cram) = (folder + "/genome.fa", folder + "/reads.bam", folder + "/reads.cram")
    let steps: [(String, [String], String?)] = [
      ("samtools", ["faidx", fasta], nil),
      (
        "wgsim",
        [
          "-S", "11", "-N", "\(pairs)", "-1", "100", "-2", "100", "-d", "\(fragment)", "-s", "30",
          "-e", "0.01", "-r", "0.005", "-R", "\(indels)", "-X", "0.4", fasta, folder + "/1.fq",
          folder + "/2.fq",
        ], folder + "/truth.txt"
      ),
      (
        "minimap2",
        ["-ax", "sr", "-R", "@RG\\tID:a\\tSM:S1", fasta, folder + "/1.fq", folder + "/2.fq"],
        folder + "/reads.sam"
      ),
      ("samtools", ["sort", "-o", bam, folder + "/reads.sam"], nil),
      ("samtools", ["index", bam], nil),
      ("samtools", ["view", "-C", "-T", fasta, "-o", cram, bam], nil),
      ("samtools", ["index", cram], nil),
    ]
    for (name, arguments, output) in steps {
      let result = try ExternalTools.run(name, arguments, output: output)
      guard result.status == 0 else { throw Failure(message: "\(name): \(result.messages)") }
    }
  }

  /// A program that failed.
  public struct Failure: Error {
    /// Its name and what it said.
    public let message: String
  }
}

import Foundation
import GenomicFiles
import Testing
import TumorModel
import _TestSupport

@Suite("Counts agree with samtools and bcftools")
struct SamtoolsAgreementTests {
  private static let strict = CountingOptions()
  private static let orphans = CountingOptions(
    minimumMappingQuality: 0, minimumBaseQuality: 0, requiresProperPairs: false,
    mergesMates: false)
  private static let settings = [
    strict, orphans,
    CountingOptions(minimumMappingQuality: 30, minimumBaseQuality: 20),
    CountingOptions(minimumMappingQuality: 0, minimumBaseQuality: 1),
  ]

  /// The sites at which counts and pileup differ, and how many were compared.
  private func differences(
    _ alignment: String, genome: String, chromosome: String, options: CountingOptions,
    reference: String? = nil
  ) throws -> (different: [Variant], compared: Int, alternates: Int) {
    let pileup = try Mpileup(alignment, genome: genome, options: options)
    let variants = pileup.variants(chromosome: try #require(Chromosome(chromosome)))
    let found = try AlleleCounter.count(
      variants, in: alignment, reference: reference, options: options)
    let pairs = zip(variants, found.counts)
    let different = pairs.filter { pileup.counts($0) != $1.asPileup }
    for (variant, counts) in different.prefix(3) {
      print("\(variant): \(counts.asPileup), samtools \(pileup.counts(variant))")
    }
    return (
      different.map(\.0), variants.count, found.counts.reduce(0) { $0 + Int($1.alternate) }
    )
  }

  /// htslib before 1.20 does not settle bases whose mate has a deletion there.
  private var settlesDeletions: Bool {
    let version = (try? ExternalTools.run("samtools", ["--version"]))?.text.split(separator: "\n")
    let numbers = version?.first?.split(separator: " ").last?.split(separator: ".").map { Int($0) }
    return ((numbers?.dropFirst().first ?? 0) ?? 0) >= 20
  }

  @Test(.enabled(if: SimulatedReads.canBeMade, Comment(rawValue: SimulatedReads.message)))
  func `at every base and indel of a simulated BAM and CRAM of 60x`() throws {
    let folder = try StudyFolder()
    try SimulatedReads.make(in: folder.url.path)
    let genome = folder.path("genome.fa")
    for options in Self.settings {
      for name in ["reads.bam", "reads.cram"] {
        let (different, compared, alternates) = try differences(
          folder.path(name), genome: genome, chromosome: "1", options: options,
          reference: genome)
        #expect(compared > 59_000 && alternates > 10_000)
        // About one site in 2,000 lies where one of two overlapping mates has a deletion.
        let allowed = options.mergesMates && !settlesDeletions ? compared / 1_000 : 0
        #expect(different.count <= allowed, "\(name) \(options)")
      }
    }
  }

  @Test(.enabled(if: SimulatedReads.canBeMade, Comment(rawValue: SimulatedReads.message)))
  func `at every base where no mate has a deletion, all mates overlapping`() throws {
    let folder = try StudyFolder()
    try SimulatedReads.make(in: folder.url.path, pairs: 9_000, fragment: 130, indels: 0)
    let (different, compared, _) = try differences(
      folder.path("reads.bam"), genome: folder.path("genome.fa"), chromosome: "1",
      options: CountingOptions())
    #expect(compared > 59_000)
    // minimap2 opens a few gaps even so.
    #expect(different.count <= (settlesDeletions ? 0 : 20))
  }

  @Test(.enabled(if: SimulatedReads.canBeMade, Comment(rawValue: SimulatedReads.message)))
  func `the depths of alleles are those of bcftools at substitutions`() throws {
    let folder = try StudyFolder()
    try SimulatedReads.make(in: folder.url.path, pairs: 9_000, indels: 0)
    let output = try ExternalTools.run(
      "bcftools",
      [
        "mpileup", "-B", "-d", "100000", "-q", "20", "-Q", "13", "-I", "-a", "AD,ADF,ADR", "--ff",
        "UNMAP,SECONDARY,QCFAIL,DUP,SUPPLEMENTARY", "-f", folder.path("genome.fa"),
        folder.path("reads.bam"),
      ])
    try #require(output.status == 0)
    var sites: [Variant] = []
    var expected: [[Int]] = []
    for line in output.text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t").map(String.init)
      let alternate = try #require(fields[4].split(separator: ",").first)
      guard alternate.count == 1 else { continue }
      let names = fields[8].split(separator: ":")
      let values = fields[9].split(separator: ":")
      expected.append(
        try ["AD", "ADF", "ADR"].flatMap { name in
          let place = try #require(names.firstIndex { $0 == name })
          return values[place].split(separator: ",").prefix(2).compactMap { Int($0) }
        })
      let chromosome = try #require(Chromosome(fields[0]))
      let variant = Variant(
        chromosome: chromosome, position: Int(fields[1]) ?? 0, reference: fields[3],
        alternate: String(alternate))
      sites.append(try #require(variant))
    }
    #expect(sites.count > 1_000)
    let counts = try AlleleCounter.count(sites, in: folder.path("reads.bam")).counts
    let found = counts.map { site in
      let (forward, reverse) = (site.support.forward, site.support.reverse)
      return [
        site.reference, site.alternate, forward?.reference ?? -1, forward?.alternate ?? -1,
        reverse?.reference ?? -1, reverse?.alternate ?? -1,
      ].map { Int($0) }
    }
    #expect(found == expected)
  }

  private static let samtools = TestFolders.publicData("alignments/samtools/test/mpileup")
  private static let strelka = TestFolders.publicData("alignments/strelka_demo")
  private static let message: Comment =
    "samtools is not installed or the public alignments are not beside the repository"

  @Test(
    .enabled(if: samtools != nil && ExternalTools.have("samtools"), message),
    arguments: ["mpileup.1.bam", "mpileup.2.bam", "mpileup.3.bam"])
  func `at every base of samtools' own examples`(name: String) throws {
    let folder = try #require(Self.samtools)
    for options in Self.settings {
      let (different, compared, _) = try differences(
        folder.appending(path: name).path, genome: folder.appending(path: "mpileup.ref.fa").path,
        chromosome: "17", options: options)
      #expect(different.isEmpty && compared > 1_000)
    }
  }

  @Test(
    .enabled(if: strelka != nil && ExternalTools.have("samtools"), message),
    arguments: ["NA12891_demo20.bam", "NA12892_demo20.bam"])
  func `at every base of the Strelka pair`(name: String) throws {
    let folder = try #require(Self.strelka)
    for options in Self.settings {
      let (different, compared, _) = try differences(
        folder.appending(path: name).path, genome: folder.appending(path: "demo20.fa").path,
        chromosome: "demo20", options: options)
      #expect(different.isEmpty && compared > 1_000)
    }
  }

  @Test(.enabled(if: strelka != nil, message))
  func `the Strelka pair has the counts of its VCF`() throws {
    let folder = try #require(Self.strelka)
    let chromosome = try #require(Chromosome("demo20"))
    let sites = [(991, "C", "G"), (1_148, "C", "CTAT"), (1_706, "C", "T")].compactMap {
      Variant(chromosome: chromosome, position: $0.0, reference: $0.1, alternate: $0.2)
    }
    let pair = try ["NA12892", "NA12891"].map { name in
      try AlleleCounter.count(
        sites, in: folder.appending(path: "\(name)_demo20.bam").path
      ).counts.map { [$0.reference, $0.alternate, $0.depth] }
    }
    // The caller finds 8 and 11 reads for and against the insertion by aligning them anew.
    #expect(pair[0] == [[12, 0, 12], [28, 0, 28], [33, 0, 33]])
    #expect(pair[1] == [[5, 5, 10], [13, 7, 20], [0, 19, 19]])
  }
}

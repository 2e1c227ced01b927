import Foundation
import Testing
import TumorModel
import _TestSupport
@testable import DelimitedText
@testable import GenomicFiles
@testable import Studies

@Suite("How alignments are read")
struct ReadingPlanTests {
  private func plan(_ leads: [Int], size: Int, isCRAM: Bool = false) -> ReadingPlan {
    ReadingPlan(
      sites: leads.map { (0, $0) }, genomeLength: 3_000_000_000, fileSize: size, isCRAM: isCRAM)
  }

  @Test func `few sites of a large file are queried, close ones together`() {
    let sites = [1_000, 50_000, 900_000, 2_000_000_000]
    #expect(plan(sites, size: 1 << 36) == .queries([0..<2, 2..<3, 3..<4]))
    #expect(plan(sites, size: 1 << 22) == .sweep)
    #expect(plan(sites, size: 20 << 20) == .queries([0..<2, 2..<3, 3..<4]))
    #expect(plan(sites, size: 20 << 20, isCRAM: true) == .sweep)
    #expect(plan(Array(stride(from: 0, to: 2_900_000_000, by: 60_000)), size: 1 << 36) == .sweep)
    #expect(plan([], size: 1 << 36) == .queries([]))
  }

  @Test(.enabled(if: SimulatedReads.canBeMade, Comment(rawValue: SimulatedReads.message)))
  func `queries and sweep find the same, and several files in any number of threads`() throws {
    let folder = try StudyFolder()
    try SimulatedReads.make(in: folder.url.path, pairs: 6_000)
    let chromosome = try #require(Chromosome("1"))
    let sites = (1...599).compactMap {
      Variant(
        chromosome: chromosome, position: $0 * 100, reference: "A",
        alternate: $0 % 2 > 0 ? "C" : "AC")
    }
    func counts(_ name: String, _ plan: ReadingPlan?, threads: Int = 1) throws -> [SiteCounts] {
      try AlleleCounter.count(
        sites, in: NamedAlignment(path: folder.path(name)), reference: folder.path("genome.fa"),
        options: CountingOptions(), threads: threads, plan: plan
      ).counts
    }
    let sweep = try counts("reads.bam", .sweep)
    #expect(sweep.contains { $0.depth > 20 })
    let stretches = [0..<1, 1..<200, 200..<201, 201..<599]
    for name in ["reads.bam", "reads.cram"] {
      #expect(try counts(name, .queries(stretches)) == sweep)
      #expect(try counts(name, .sweep, threads: 3) == sweep)
    }
    var options = ReadOptions(reference: folder.path("genome.fa"))
    options.threads = 4
    let files = ["reads.bam", "reads.cram", "reads.bam"].map {
      (NamedAlignment(path: folder.path($0)), sites)
    }
    for result in try ParallelCounting(options: options).count(files) {
      #expect(result.counts == sweep)
    }
    try FileManager.default.removeItem(atPath: folder.path("reads.bam.bai"))
    #expect(try counts("reads.bam", .sweep) == sweep)
    let error = try #require(throws: InputErrors.self) {
      _ = try counts("reads.bam", .queries(stretches))
    }
    #expect(
      folder.relative(error.errors[0].message)
        == "reads.bam: error: the file has no index; expected one made by "
        + "'samtools index reads.bam': the sites are few and the file is large")
    #expect(error.category == .noInput)
  }
}

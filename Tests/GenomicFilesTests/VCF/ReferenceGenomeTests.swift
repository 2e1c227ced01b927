import Foundation
import HTSlib
import Testing

@Suite struct ReferenceGenomeTests {
  @Test func `bases are found by either name, and none outside`() throws {
    let folder = try StudyFolder()
    try folder.write(">chr1 made\nACGtacgtnn\nGG\n>M\nAC\n", to: "a.fa")
    try folder.write("chr1\t12\t11\t10\t11\nM\t2\t28\t2\t3\n", to: "a.fa.fai")
    let genome = try ReferenceGenome(path: folder.path("a.fa"))
    func text(_ chromosome: String, _ range: ClosedRange<Int>) throws -> String? {
      try genome.bases(chromosome: chromosome, range: range).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    #expect(try text("1", 1...5) == "ACGTA")
    #expect(try text("chr1", 9...40) == "NNGG")
    #expect(try text("chr1", 0...1) == "A")
    #expect(try text("1", 13...14) == "")
    #expect(try text("MT", 1...2) == "AC")
    #expect(try text("chrM", 2...2) == "C")
    #expect(try text("2", 1...2) == nil)
    #expect(genome.length(of: "1") == 12)
    #expect(genome.length(of: "2") == nil)
    #expect(genome.name(of: "chrM") == "M")
  }

  @Test func `an index of another file is told`() throws {
    let folder = try StudyFolder()
    try folder.write(">1\nACGT\n", to: "a.fa")
    try folder.write("1\t4000\t3\t4\t5\n", to: "a.fa.fai")
    let genome = try ReferenceGenome(path: folder.path("a.fa"))
    #expect(throws: HTSError.self) {
      _ = try genome.bases(chromosome: "1", range: 3000...3010)
    }
  }
}

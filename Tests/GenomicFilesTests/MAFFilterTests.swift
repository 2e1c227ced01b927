import DelimitedText
import Foundation
import Studies
import Testing
import TumorModel

/// Rows of a mutation table that are no somatic calls: FILTER and Mutation_Status.
@Suite("Filters and statuses of a MAF")
struct MAFFilterTests {
  private static let header =
    Table.plainHeader + " n_depth n_ref_count n_alt_count Mutation_Status Center FILTER"

  private func folder(_ rows: String, header: String = header) throws -> StudyFolder {
    let folder = try StudyFolder()
    try folder.write(StudyFolder.twoSamples, to: "samples.csv")
    try folder.write(Table.tabs(header + "\n" + rows), to: "study.maf")
    return folder
  }

  private func warnings(_ folder: StudyFolder, _ options: ReadOptions = ReadOptions()) throws
    -> [String]
  { folder.warnings(of: try folder.read(options)) }

  @Test func `what a filter removed is left out, counted, and evidence in the other sample`() throws
  {
    let folder = try folder(
      """
      A 1 100 Silent C T S1 50 40 10 ~ ~ ~ ~ Somatic x PASS
      A 1 200 Silent C T S1 50 48 2 ~ ~ ~ ~ Somatic x weak_evidence;PON
      A 1 200 Silent C T S2 40 20 20 ~ ~ ~ ~ Somatic x .
      A 1 300 Silent C T S1 50 40 10 ~ ~ ~ ~ Somatic x common_variant
      A 1 400 Silent C T S1 50 40 10 ~ ~ ~ ~ Somatic x
      A 1 500 Silent C T S1 50 40 10 ~ ~ ~ ~ Somatic
      """)
    let study = try folder.read()
    #expect(
      study.patient(at: 0).table == [
        "1:100 C>T 10/50 uncalled", "1:200 C>T 2/50 20/40", "1:400 C>T 10/50 uncalled",
        "1:500 C>T 10/50 uncalled",
      ])
    #expect(
      folder.warnings(of: study) == [
        "study.maf: warning: 2 rows of 6 left out by FILTER or Mutation_Status: PON 1, "
          + "common_variant 1, weak_evidence 1; --include-filter NAME takes them in",
        "study.maf: warning: 2 rows of 6 end before FILTER or Mutation_Status and are read as if the "
          + "missing fields were empty",
      ])
    let all = try folder.read(ReadOptions(includedFilters: ["common_variant"]))
    #expect(all.patient(at: 0).mutations.map(\.variant.position) == [100, 200, 300, 400, 500])
    #expect(all.patient(at: 0).flags == [[], [], .filtered, [], []])
  }

  @Test func `statuses: inherited, none and another allele are no calls, and counts are counts`()
    throws
  {
    let folder = try folder(
      """
      A 1 100 Silent C T S1 50 25 25 ~ ~ ~ ~ Germline x PASS
      A 1 100 Silent C T S2 50 25 25 ~ ~ ~ ~ GERMLINE x PASS
      A 1 200 Silent C T S1 50 40 10 ~ ~ ~ ~ LOH x PASS
      A 1 300 Silent C T S1 50 40 10 ~ ~ ~ ~ Wildtype x PASS
      A 1 400 Silent C T S1 50 40 10 ~ ~ ~ ~ None x PASS
      A 1 500 Silent C T S1 50 50 0 ~ ~ ~ ~ UNCALLED x ~
      A 1 500 Silent C T S2 50 40 10 ~ ~ ~ ~ Somatic x PASS
      A 1 600 Silent C T S1 50 40 10 ~ ~ ~ ~ Unknown x PASS
      A 1 700 Silent C T S1 50 40 10 ~ ~ ~ ~ ~ x PASS
      """)
    let study = try folder.read()
    #expect(
      study.patient(at: 0).table == [
        "1:500 C>T 0/50 10/50", "1:600 C>T 10/50 uncalled", "1:700 C>T 10/50 uncalled",
      ])
    #expect(
      folder.warnings(of: study) == [
        "study.maf: warning: 5 rows of 9 left out by FILTER or Mutation_Status: germline 2, LOH 1, "
          + "None 1, Wildtype 1; --include-filter NAME takes them in",
        "study.maf: warning: 1 row of 9 with Mutation_Status UNCALLED: counts of reads where another "
          + "sample of the patient has the mutation, and never calls",
      ])
    let included = try folder.read(ReadOptions(includedFilters: ["germline"]))
    #expect(included.patient(at: 0).mutations.first?.variant.position == 100)
  }

  @Test(
    "a normal's reads come before the status",
    arguments: [("60 59 1", true), ("60 31 29", false), ("9 9 0", false), (". . .", false)])
  func normal(counts: String, isKept: Bool) throws {
    let folder = try folder(
      """
      A 1 100 Silent C T S1 50 25 25 ~ \(counts) Germline x PASS
      A 1 200 Silent C T S1 50 25 25 ~ 60 59 1 Somatic x PASS
      """)
    let positions = try folder.read().patient(at: 0).mutations.map(\.variant.position)
    #expect(positions == (isKept ? [100, 200] : [200]))
  }

  @Test func `genes that were asked for are told of what is left out`() throws {
    let folder = try folder(
      """
      ESR1 1 100 Silent C T S1 50 25 25 ~ ~ ~ ~ Somatic x PON
      TP53 1 150 Silent C T S1 50 25 25 ~ ~ ~ ~ Somatic x PON
      TP53 1 200 Silent C T S1 50 25 25 ~ ~ ~ ~ Somatic x PASS
      TP53 1 200 Silent C T S2 50 25 25 ~ ~ ~ ~ Somatic x PASS
      """)
    var options = ReadOptions()
    options.rows.genes = ["ESR1"]
    #expect(
      try warnings(folder, options) == [
        "study.maf: warning: 2 rows of 4 left out by FILTER or Mutation_Status (1 in ESR1): PON 2; "
          + "--include-filter NAME takes them in"
      ])
  }

  @Test func `columns before the others are found too`() throws {
    let folder = try folder(
      "PON A 1 100 Silent C T S1 50 25 25 ~\n. A 1 200 Silent C T S1 50 25 25 ~",
      header: "FILTER " + Table.plainHeader)
    #expect(try folder.read().patient(at: 0).mutations.map(\.variant.position) == [200])
    #expect(try warnings(folder).contains { $0.contains("1 row of 2 left out by FILTER: PON 1") })
  }

  @Test func `a header line that starts with # is one, and LICHeE's table is named`() throws {
    let folder = try folder(
      "A 1 200 Silent C T S1 50 25 25 ~", header: "#" + Table.plainHeader)
    #expect(try folder.read().patient(at: 0).mutations.count == 1)
    try folder.write(
      Table.tabs("#chrom pos DESC Normal S1 S2\nchr1 5 d 0 0.3 0.2"), to: "study.maf")
    #expect(
      try folder.failure()
        == "study.maf:1:1: error: this is a table of frequencies, as LICHeE takes it, one column per "
        + "sample: it tells no reads; expected a MAF, VCF or table with the counts of reads that it "
        + "was made from")
  }
}

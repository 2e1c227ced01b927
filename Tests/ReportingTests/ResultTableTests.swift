import Foundation
import Reporting
import Testing
import TumorModel

@Suite("Result tables")
struct ResultTableTests {
  /// The columns of the contract, in its order.
  private static let contract = """
    patient gene protein_change chromosome position ref alt variant_class earlier_sample \
    later_sample earlier_day later_day earlier_depth earlier_alt later_depth later_alt \
    earlier_purity later_purity earlier_major_cn earlier_minor_cn later_major_cn later_minor_cn \
    earlier_ccf earlier_ccf_low earlier_ccf_high later_ccf later_ccf_low later_ccf_high p_acquired \
    p_preexisting_subclonal p_preexisting_clonal p_lost p_artefact p_earlier_above_threshold \
    earlier_ccf_upper95 log10_bf_absent detection_power lod95_ccf call reason flags \
    functional_class later_detection_power later_lod95_ccf
    """

  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func `origins.tsv starts with the columns of the contract`() {
    let names = ResultTable.origins.columns.map(\.name)
    let contract = Self.contract.split(separator: " ").map(String.init)
    #expect(Array(names.prefix(contract.count)) == contract)
    #expect(
      names.dropFirst(contract.count) == [
        "log10_bf_shared", "log10_bf_independent", "log10_bf_patchy", "earlier_observation",
        "later_observation", "earlier_cn_parts", "later_cn_parts", "earlier_error_model",
        "later_error_model", "earlier_orientation", "later_orientation", "background_rate",
        "background_precision", "background_normals",
      ])
  }

  @Test func `trajectories.tsv starts with the columns of the contract`() {
    #expect(
      ResultTable.trajectories.header.hasPrefix(
        "patient\tmutation\tsample\tday\tdepth\talt\tccf\tlow\thigh\tp_present\tfirst_detectable"))
  }

  @Test(arguments: ResultTable.allCases)
  func `every column is named once and has a meaning`(table: ResultTable) {
    let names = table.columns.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(table.columns.allSatisfy { !$0.meaning.isEmpty && !$0.meaning.hasSuffix(".") })
  }

  @Test func `solutions are numbered within their sample`() throws {
    var table = TableWriter()
    PuritySolutionsTable.append(try Example.origins(), of: try Example.patient(), to: &table)
    #expect(
      rows(table.text).map { $0.joined(separator: " ") } == [
        "P P1 1 0.35 0.31 0.39 0.25 4 0.26  41 posterior false",
        "P P1 2 0.52 0.49 0.55 0.75 2 0.26 1 41 peak true",
        "P M1 1 0.5 0.3 0.7 1    2 stated true",
      ])
    #expect(
      ResultTable.puritySolutions.header.hasPrefix(
        "patient\tsample\tsolution\tpurity\tpurity_low\tpurity_high\tweight\tploidy\tpeak_vaf"))
  }

  @Test func `a posterior has a row for each range and one for each end`() throws {
    var table = TableWriter()
    PosteriorsTable.append(try Example.origins(), of: try Example.patient(), to: &table)
    let rows = rows(table.text).map { $0.joined(separator: " ") }
    #expect(rows.count == EarlierPosterior.edges.count + 1)
    let call = "P 17:37880220:T>G * M1"
    #expect(
      rows.prefix(4) == [
        "\(call) 0 0 0.96 ERBB2 p.L755R", "\(call) 0 0.01 0 ERBB2 p.L755R",
        "\(call) 0.01 0.02 0.03 ERBB2 p.L755R", "\(call) 0.02 0.03 0 ERBB2 p.L755R",
      ])
    #expect(
      rows.suffix(2) == [
        "\(call) 0.98 1 0 ERBB2 p.L755R", "\(call) 1 1 0.01 ERBB2 p.L755R",
      ])
    #expect(
      ResultTable.posteriors.header
        == "patient\tmutation\tearlier_sample\tlater_sample\tccf_low\tccf_high\tprobability\tgene\t"
        + "protein_change")
  }

  @Test func `a call is rendered field by field`() throws {
    var table = TableWriter()
    let writer = OriginsTable { $0.proteinChange == "p.L755R" ? "activating" : nil }
    writer.append(try Example.origins(), of: try Example.patient(), to: &table)
    let rows = rows(table.text)
    try #require(rows.count == 3)
    #expect(
      rows[0].joined(separator: " ")
        == """
        P ERBB2 p.L755R 17 37880220 T G Missense_Mutation P1 M1 0 812 120 0 160 41 0.5 0.666667 1 \
        1 2 0 0 0 0.0123457 1 0.9 1 0.97 0.03 1e-12 0 1e-07 0.012 0.0979 1.25 0.98 0.203457 \
        acquired  cnAssumed;sexAssumed activating 1 0.1        fitted \
        ffpe+orientation     \

        """.trimmingCharacters(in: .newlines))
    #expect(
      rows[1].joined(separator: "|") == """
        P|ERBB2|p.Y772_A775dup|17|37880981|-|GCATAC|In_Frame_Ins|P1|M1|0|812|\
        ||||||||||||||||||||||||||indeterminate|notAssessable|||||||\
        |uncalled|without_counts|||||||||
        """)
    let names = ResultTable.origins.columns.map(\.name)
    #expect(rows.allSatisfy { $0.count == names.count })
    let joint = Dictionary(uniqueKeysWithValues: zip(names, rows[2]))
    #expect(joint["earlier_sample"] == "*")
    #expect(joint["earlier_depth"] == "240")
    #expect(joint["earlier_day"] == "0")
    #expect(joint["earlier_purity"] == "" && joint["earlier_major_cn"] == "")
    #expect(joint["log10_bf_independent"] == "3.5")
  }

  @Test func `the other tables have as many fields as columns`() throws {
    let (origins, patient) = (try Example.origins(), try Example.patient())
    var table = TableWriter()
    PairsTable.append(origins, of: patient, to: &table)
    let pairs = rows(table.text)
    #expect(pairs.count == 2)
    #expect(pairs.allSatisfy { $0.count == ResultTable.pairs.columns.count })
    #expect(
      pairs[0].suffix(7)
        == ["few mutations; low purity", "mutations", "mutations", "", "0", "", ""])
    #expect(pairs[1].suffix(6) == ["", "mutations", "", "0", "", ""])
    #expect(pairs[1].prefix(5) == ["P", "*", "M1", "", "metastasis"])

    table.removeAll()
    TrajectoriesTable.append(origins, of: patient, to: &table) { _ in "activating" }
    #expect(
      table.text == """
        P\t17:37880981:->GCATAC\tP1\t0\t\t\t\t\t\t\tfalse\tERBB2\tp.Y772_A775dup\tfalse\t\
        In_Frame_Ins\tactivating\tuncalled
        P\t17:37880220:T>G\tM1\t812\t160\t41\t1\t0.9\t1\t1\ttrue\tERBB2\tp.L755R\tfalse\t\
        Missense_Mutation\tactivating\t

        """)

    table.removeAll()
    SensitivityTable.append(origins, of: patient, to: &table)
    #expect(
      table.text == """
        P\t17:37880220:T>G\tP1\tM1\tslab\tlog_uniform\t0.5\t0.25\t0.25\t0\t0\tindeterminate\t\
        true\tERBB2\tp.L755R

        """)
  }

  @Test func `the lines above a table say how it was made`() {
    var header = TableHeader(
      isSynthetic: true, version: "0.1.0", parameters: "threshold=0.05", seed: 7,
      inputs: [.init(role: "samples", checksum: "ab")])
    var table = TableWriter()
    header.append(to: &table, of: .pairs)
    let lines = table.text.split(separator: "\n")
    #expect(lines.first == "# synthetic data")
    #expect(lines.contains("# input samples sha256 ab"))
    #expect(lines.last.map(String.init) == ResultTable.pairs.header)
    #expect(lines.dropLast().allSatisfy { $0.hasPrefix("# ") })
    header.inputs = (0..<300).map { .init(role: "mutations", checksum: "\($0)") }
    table.removeAll()
    header.append(to: &table, of: .pairs)
    #expect(table.text.split(separator: "\n").count == 7)
    #expect(table.text.contains("# input 300 files sha256 "))
  }

  @Test func `a table is read back as it was written`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "mc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var table = TableWriter()
    TableHeader(isSynthetic: false, version: "0", parameters: "", seed: 1, inputs: [])
      .append(to: &table, of: .origins)
    let writer = OriginsTable { _ in nil }
    writer.append(try Example.origins(), of: try Example.patient(), to: &table)
    let path = folder.appending(path: "origins.tsv").path
    try table.text.write(toFile: path, atomically: false, encoding: .utf8)

    let reader = try ResultTableReader(path: path)
    #expect(reader.comments.first == "metachron 0 origins")
    let (depth, purity, gene) = (
      try reader.column("later_depth"), try reader.column("later_purity"), try reader.column("gene")
    )
    var seen: [String] = []
    try reader.forEachRow(startingWith: Array("P\t".utf8)) { row in
      seen.append(
        "\(row.text(gene)) \(row.int(depth) ?? -1) \(row.double(purity) ?? -1)"
      )
      return true
    }
    #expect(seen == ["ERBB2 160 0.666667", "ERBB2 -1 -1.0", "ERBB2 160 0.666667"])
    #expect(throws: ResultTableReader.Failure.self) { try reader.column("nothing") }

    try "patient\tgene\nP\n".write(toFile: path, atomically: false, encoding: .utf8)
    let short = try ResultTableReader(path: path)
    #expect(throws: ResultTableReader.Failure("\(path):2: error: 1 fields; expected 2")) {
      try short.forEachRow { _ in true }
    }
  }
}

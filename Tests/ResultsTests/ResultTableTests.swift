import DelimitedText
import Foundation
import Results
import Testing
import TumorModel

@Suite("Result tables")
struct ResultTableTests {
  /// The columns that scripts outside rely on, in their order.
  private static let contract = """
    patient gene protein_change chromosome position ref alt variant_class earlier_sample \
    later_sample earlier_day later_day earlier_depth earlier_alt later_depth later_alt \
    earlier_purity later_purity earlier_major_cn earlier_minor_cn later_major_cn later_minor_cn \
    earlier_ccf earlier_ccf_low earlier_ccf_high later_ccf later_ccf_low later_ccf_high p_acquired \
    p_preexisting_subclonal p_preexisting_clonal p_lost p_artefact p_earlier_above_threshold \
    earlier_ccf_upper95 log10_bf_absent detection_power lod95_ccf call reason flags \
    functional_class later_detection_power later_lod95_ccf
    """

  private func fields(_ text: String) -> [[String]] {
    text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func written(_ rows: [some ResultRow]) -> [[String]] {
    var table = TableWriter()
    for row in rows { table.append(row) }
    return fields(table.text)
  }

  private func originLines() throws -> [[String]] {
    var table = TableWriter()
    OriginRow.forEach(
      in: try Example.origins(), of: try Example.patient(),
      functionalClass: { $0.proteinChange == "p.L755R" ? "activating" : nil }
    ) { table.append($0) }
    return fields(table.text)
  }

  @Test func `origins.tsv starts with the columns of the contract`() {
    let contract = Self.contract.split(separator: " ").map(String.init)
    #expect(Array(OriginRow.table.columnNames.prefix(contract.count)) == contract)
  }

  @Test func `trajectories.tsv starts with the columns of the contract`() {
    #expect(
      TrajectoryRow.table.header.hasPrefix(
        "patient\tmutation\tsample\tday\tdepth\talt\tccf\tlow\thigh\tp_present\tfirst_detectable"))
  }

  @Test(arguments: ResultTables.all.indices)
  func `every column is named once and has a meaning`(index: Int) {
    let table = ResultTables.all[index]
    #expect(Set(table.columnNames).count == table.columnNames.count)
    let lines = table.markdown.split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(lines.count == table.columnNames.count)
    for line in lines {
      let meaning = line.split(separator: "|")[1].trimmingCharacters(in: .whitespaces)
      #expect(!meaning.isEmpty && !meaning.hasSuffix("."), "\(line)")
    }
  }

  @Test func `solutions are numbered within their sample`() throws {
    let rows = PuritySolutionRow.rows(try Example.origins(), of: try Example.patient())
    #expect(
      written(rows).map { $0.joined(separator: " ") } == [
        "P P1 1 0.35 0.31 0.39 0.25 4 0.26  41 posterior false",
        "P P1 2 0.52 0.49 0.55 0.75 2 0.26 1 41 peak true",
        "P M1 1 0.5 0.3 0.7 1    2 stated true",
      ])
  }

  @Test func `a curve is 39 falls, and a single 0 where reads say nothing`() throws {
    var origins = PatientOrigins(patient: "P")
    var logs = LikelihoodFalls.fractions.map { -40 * $0 }
    logs[0] = -0.013
    origins.curves = [
      OriginCurve(mutation: 0, earlier: nil, later: 2),
      OriginCurve(
        mutation: 0, earlier: 0, later: 2, assumption: .lowerErrorRate,
        earlierFalls: LikelihoodFalls(logLikelihoods: logs), laterFalls: .flat),
    ]
    var rows: [CurveRow] = []
    CurveRow.forEach(in: origins, of: try Example.patient()) { rows.append(copy $0) }
    let fields = written(rows)
    #expect(fields[0].suffix(4).dropLast() == ["", "0", ""])
    let falls = fields[1][5].split(separator: ";")
    #expect(fields[1][4] == "error_rate_x1/3" && fields[1][6] == "0" && falls.count == 39)
    #expect(falls.first == "0" && falls.last == "20" && falls[6] == "0.387" && falls[22] == "3.987")
    #expect(CurveRow.table.note?.hasSuffix(" 1") == true)
  }

  @Test(arguments: ["", "1", "0;", ";0", "0;x", "-1", "0;1;2", "0.000001", "1.", ".5"])
  func `what is no curve is refused`(text: String) {
    let fields = [text, String(repeating: text + ";", count: 38) + "0"]
    for field in fields {
      let found = Array(field.utf8).withUnsafeBufferPointer { LikelihoodFalls.read($0) }
      // Thirty-eight falls of 1 before one of 0 are a curve.
      #expect((found == nil) == !(text == "1" && field != text), "\(field)")
    }
  }

  @Test func `a posterior has a row for each range and one for each end`() throws {
    let (origins, patient) = (try Example.origins(), try Example.patient())
    let rows = written(origins.posteriors.flatMap { PosteriorRow.rows($0, of: patient) })
      .map { $0.joined(separator: " ") }
    #expect(rows.count == EarlierPosterior.edges.count + 1)
    let call = "P 17:37880220:T>G * M1"
    #expect(
      rows.prefix(4) == [
        "\(call) 0 0 0.96 ERBB2 p.L755R 1 copyLossPossible",
        "\(call) 0 0.01 0 ERBB2 p.L755R 0.04 copyLossPossible",
        "\(call) 0.01 0.02 0.03 ERBB2 p.L755R 0.04 copyLossPossible",
        "\(call) 0.02 0.03 0 ERBB2 p.L755R 0.01 copyLossPossible",
      ])
    #expect(
      rows.suffix(2) == [
        "\(call) 0.98 1 0 ERBB2 p.L755R 0.01 copyLossPossible",
        "\(call) 1 1 0.01 ERBB2 p.L755R 0.01 copyLossPossible",
      ])
  }

  @Test func `a call is written field by field`() throws {
    let rows = try originLines()
    try #require(rows.count == 4)
    let contract = Self.contract.split(separator: " ").count
    #expect(
      rows[0].prefix(contract).joined(separator: " ")
        == """
        P ERBB2 p.L755R 17 37880220 T G Missense_Mutation P1 M1 0 812 120 0 160 41 0.5 0.666667 1 \
        1 2 0 0 0 0.0123457 1 0.9 1 0.97 0.03 1e-12 0 1e-07 0.012 0.0979 1.25 0.98 0.203457 \
        acquired  cnAssumed;sexAssumed activating 1 0.1
        """)
    #expect(
      rows[1].prefix(contract).joined(separator: "|") == """
        P|ERBB2|p.Y772_A775dup|17|37880981|-|GCATAC|In_Frame_Ins|P1|M1|0|812|\
        ||||||||||||||||||||||||||indeterminate|notAssessable||||
        """)
    let names = OriginRow.table.columnNames
    #expect(rows.allSatisfy { $0.count == names.count })
    func value(_ row: Int, _ name: String) -> String? {
      names.firstIndex(of: name).map { rows[row][$0] }
    }
    #expect(value(0, "earlier_error_model") == "fitted")
    #expect(value(0, "later_error_model") == "ffpe+orientation")
    #expect(value(1, "earlier_observation") == "uncalled")
    #expect(value(1, "later_observation") == "without_counts")
    #expect(value(2, "earlier_sample") == "*")
    #expect(value(2, "earlier_depth") == "240")
    #expect(value(2, "earlier_day") == "0")
    #expect(value(2, "earlier_purity") == "" && value(2, "earlier_major_cn") == "")
    #expect(value(2, "log10_bf_independent") == "3.5")
    #expect(value(3, "later_sample") == "*" && value(3, "earlier_sample") == "P1")
    #expect(value(3, "later_depth") == "240" && value(3, "later_purity") == "")
    #expect(value(3, "later_day") == "812")
  }

  @Test func `a pair names what to know about it by codes`() throws {
    let (origins, patient) = (try Example.origins(), try Example.patient())
    let rows = origins.pairs.map { PairRow($0, of: patient) }
    #expect(rows.map(\.earlierSample) == [.sample("P1"), .joint, .sample("P1")])
    #expect(rows.map(\.laterSample) == [.sample("M1"), .sample("M1"), .joint])
    #expect(rows[0].findings == [.relatednessUndecided, .purityEstimated(samples: ["M1"])])
    let place = try #require(PairRow.table.columnNames.firstIndex(of: "findings"))
    #expect(written(rows)[0][place] == "relatednessUndecided;purityEstimated(M1)")
    #expect(written(rows)[1].prefix(5) == ["P", "*", "M1", "", "metastasis"])
  }

  @Test func `a mutation in a sample is written field by field`() throws {
    var table = TableWriter()
    TrajectoryRow.forEach(
      in: try Example.origins(), of: try Example.patient(), functionalClass: { _ in "activating" }
    ) { table.append($0) }
    #expect(
      table.text == """
        P\t17:37880981:->GCATAC\tP1\t0\t\t\t\t\t\t\tfalse\tERBB2\tp.Y772_A775dup\tfalse\t\
        In_Frame_Ins\tactivating\tuncalled
        P\t17:37880220:T>G\tM1\t812\t160\t41\t1\t0.9\t1\t1\ttrue\tERBB2\tp.L755R\tfalse\t\
        Missense_Mutation\tactivating\t

        """)
  }

  @Test func `a changed assumption is written field by field`() throws {
    let (origins, patient) = (try Example.origins(), try Example.patient())
    #expect(
      written(origins.sensitivity.map { AssumptionRow($0, of: patient) })
        .map { $0.joined(separator: " ") } == [
          "P 17:37880220:T>G P1 M1 artefact_share x2 0.5 0.25 0.25 0 0 indeterminate true ERBB2 "
            + "p.L755R"
        ])
  }

  @Test func `the lines above a table say how it was made`() {
    var header = TableHeader(
      isSynthetic: true, version: "0.1.0", parameters: "threshold=0.05", seed: 7,
      inputs: [.init(role: "samples", checksum: "ab")])
    var table = TableWriter()
    header.append(to: &table, of: PairRow.self)
    let lines = table.text.split(separator: "\n")
    #expect(lines.first == "# synthetic data")
    #expect(lines.contains("# input samples sha256 ab"))
    #expect(lines.last.map(String.init) == PairRow.table.header)
    #expect(lines.dropLast().allSatisfy { $0.hasPrefix("# ") })
    header.inputs = (0..<300).map { .init(role: "mutations", checksum: "\($0)") }
    table.removeAll()
    header.append(to: &table, of: PairRow.self)
    #expect(table.text.split(separator: "\n").count == 7)
    #expect(table.text.contains("# input 300 files sha256 "))
  }

  @Test func `a table with columns of its own has a value in each`() {
    var row = PowerRow()
    (row.depth, row.criticalCount, row.power, row.limitOfDetection) = (60, 3, [0.25, 1], 0.5)
    let table = PowerRow.table(cellFractions: [0.1, 0.5])
    var text = TableWriter()
    text.append(row, of: table)
    #expect(table.header == "depth\tk_star\tpower_0.1\tpower_0.5\tlod95_ccf")
    #expect(text.text == "60\t3\t0.25\t1\t0.5\n")
  }
}

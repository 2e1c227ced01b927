import ClonalEvolution
import Foundation
import Results
import Testing
import TumorModel

/// The files follow the rules of cBioPortal's formats: meta fields, columns, filled fields.
@Suite("A cBioPortal study as output")
struct PortalExportTests {
  /// A patient with two earlier samples and a later one.
  private static func patient(_ id: String = "P-1", build: GenomeBuild? = .hg19) throws -> (
    PatientEvidence, PatientOrigins
  ) {
    var samples = [
      Sample(id: id + ".A", patient: id, role: .primary),
      Sample(id: id + ".B", patient: id, role: .primary),
      Sample(id: id + "_C", patient: id, role: .metastasis),
    ]
    samples[0].day = 0
    samples[1].day = 0
    samples[2].day = 400
    samples[2].purity = Purity(0.25)
    samples[1].isRoleKnown = false
    func variant(
      _ name: String, _ position: Int, _ old: String, _ new: String
    ) throws -> Variant {
      let chromosome = try #require(Chromosome(name))
      return try #require(
        Variant(chromosome: chromosome, position: position, reference: old, alternate: new))
    }
    let mutations = [
      Mutation(
        variant: try variant("1", 10, "C", "T"), gene: "GENE\tA", proteinChange: "p.A1B",
        classification: "Missense_Mutation"),
      Mutation(
        variant: try variant("1", 20, "-", "AC"), gene: "", proteinChange: "", classification: ""),
      Mutation(
        variant: try variant("X", 30, "GTT", "-"), gene: "B", proteinChange: "",
        classification: "Frame_Shift_Del"),
      Mutation(
        variant: try variant("GL1", 1, "C", "T"), gene: "C", proteinChange: "", classification: ""),
    ]
    func counted(_ alternate: Int, _ depth: Int) throws -> SiteObservation {
      .counted(try #require(ReadCounts(alternate: alternate, depth: depth)))
    }
    let observations: [[SiteObservation]] = try [
      [counted(0, 90), counted(1, 90), counted(20, 90), counted(9, 90)],
      [counted(5, 90), .uncalled, counted(0, 90), counted(9, 90)],
      [counted(30, 90), .withoutCounts, counted(0, 90), .notAssayed],
    ]
    let evidence = try #require(
      PatientEvidence(
        id: id, sex: .female, build: build, samples: samples, mutations: mutations,
        observations: observations,
        copyNumbers: observations.map { $0.map { _ in nil } }, depths: [[], [], []],
        flags: mutations.map { _ in [] }))
    var origins = PatientOrigins(patient: id)
    for mutation in mutations.indices {
      for sample in samples.indices {
        var point = TrajectoryPoint(mutation: mutation, sample: sample)
        point.presence = mutation == 1 && sample == 0 ? 0.1 : 0.9
        point.cellFraction = CellFractionSummary(median: 0.5, low: 0.25, high: 0.75)
        origins.trajectories.append(point)
      }
    }
    let estimates = SampleEstimates(
      purity: 0.5, purityDeviation: 0, precision: 100, errorRate: 1e-3, deaminationRate: 1e-3,
      artefactShare: 0)
    for earlier in [0, 1, nil] {
      origins.pairs.append(PairSummary(earlier: earlier, later: 2, laterModel: estimates))
      for mutation in mutations.indices {
        var call = OriginCall(
          mutation: mutation,
          earlier: OriginSide(sample: earlier, observation: .notAssayed),
          later: OriginSide(sample: 2, observation: observations[2][mutation]))
        if mutation == 0 {
          call.label = earlier == nil ? .preexistingSubclonal : .acquired
          call.reason = nil
          call.probabilities = OriginProbabilities(
            acquired: 0.25, preexistingSubclonal: 0.75, preexistingClonal: 0, lost: 0, artefact: 0)
          call.earlier.detectionPower = 0.5
          call.flags = [.copyNumberAssumed, .expanded]
        }
        if mutation == 2 {
          call.label = .lost
          call.reason = nil
        }
        origins.calls.append(call)
      }
    }
    return (evidence, origins)
  }

  private struct Folder {
    let path: String
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: path + "/" + name, encoding: .utf8)
    }
    func lines(_ name: String) throws -> [[String]] {
      try text(name).split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
    }
    func meta(_ name: String) throws -> [String: String] {
      var fields: [String: String] = [:]
      for line in try text(name).split(separator: "\n") {
        let colon = try #require(line.firstRange(of: ": "))
        #expect(
          fields.updateValue(
            String(line[colon.upperBound...]), forKey: String(line[..<colon.lowerBound])) == nil)
      }
      return fields
    }
  }

  private func withExport(
    _ name: String = "Made Study", _ body: (Folder) throws -> Void
  ) throws {
    let root = FileManager.default.temporaryDirectory.path + "/portal-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    let export = try PortalExport(folder: root + "/" + name)
    for id in ["P-1", "P-2"] {
      var piece = PortalPiece()
      let (evidence, origins) = try Self.patient(id)
      piece.add(origins, of: evidence)
      #expect(piece.invalidIDs.isEmpty && !piece.isBuildMissing)
      try export.write(piece, build: .hg19)
    }
    #expect(export.omitted == 4)
    try export.finish()
    try body(Folder(path: root + "/" + name))
  }

  @Test func `meta files have every field that the portal requires`() throws {
    try withExport { folder in
      let common = ["cancer_study_identifier", "genetic_alteration_type", "datatype"]
      let required: [(String, [String])] = [
        (
          "meta_study.txt",
          ["type_of_cancer", "cancer_study_identifier", "name", "description"]
        ),
        ("meta_clinical_patient.txt", common + ["data_filename"]),
        ("meta_clinical_sample.txt", common + ["data_filename"]),
        ("meta_timeline_specimen.txt", common + ["data_filename"]),
        (
          "meta_mutations_extended.txt",
          common + [
            "stable_id", "show_profile_in_analysis_tab", "profile_name", "profile_description",
            "data_filename", "namespaces",
          ]
        ),
        (
          "case_lists/cases_sequenced.txt",
          [
            "cancer_study_identifier", "stable_id", "case_list_name", "case_list_description",
            "case_list_ids",
          ]
        ),
      ]
      for (name, fields) in required {
        let meta = try folder.meta(name)
        for field in fields { #expect(meta[field]?.isEmpty == false, "\(name): \(field)") }
        #expect(meta["cancer_study_identifier"] == "made_study")
        if let data = meta["data_filename"] {
          #expect(FileManager.default.fileExists(atPath: folder.path + "/" + data))
        }
      }
      #expect(try folder.meta("meta_study.txt")["reference_genome"] == "hg19")
      let mutations = try folder.meta("meta_mutations_extended.txt")
      #expect(mutations["genetic_alteration_type"] == "MUTATION_EXTENDED")
      #expect(mutations["datatype"] == "MAF")
      #expect(mutations["stable_id"] == "mutations")
      #expect(mutations["namespaces"] == PortalMutationTable.namespace)
      let cases = try folder.meta("case_lists/cases_sequenced.txt")
      #expect(cases["stable_id"] == "made_study_sequenced")
      #expect(
        cases["case_list_ids"]?.split(separator: "\t")
          == ["P-1.A", "P-1.B", "P-1_C", "P-2.A", "P-2.B", "P-2_C"])
    }
  }

  @Test func `clinical tables have their four lines above the header`() throws {
    try withExport { folder in
      let samples = try folder.lines("data_clinical_sample.txt")
      #expect(samples.prefix(4).allSatisfy { $0[0].hasPrefix("#") })
      #expect(samples[2] == ["#STRING", "STRING", "STRING", "NUMBER", "NUMBER"])
      #expect(samples.allSatisfy { $0.count == samples[4].count })
      #expect(
        samples[4] == [
          "PATIENT_ID", "SAMPLE_ID", "SAMPLE_TYPE", "SAMPLE_TIMEPOINT", "TUMOR_PURITY",
        ])
      #expect(
        Array(samples[5..<8]) == [
          ["P-1", "P-1.A", "Primary", "", ""], ["P-1", "P-1.B", "", "", ""],
          ["P-1", "P-1_C", "Metastasis", "", "0.25"],
        ])
      let patients = try folder.lines("data_clinical_patient.txt")
      #expect(
        Array(patients[4...]) == [["PATIENT_ID", "SEX"], ["P-1", "Female"], ["P-2", "Female"]])
      let days = try folder.lines("data_timeline_specimen.txt")
      #expect(days[0] == ["PATIENT_ID", "START_DATE", "STOP_DATE", "EVENT_TYPE", "SAMPLE_ID"])
      #expect(days[3] == ["P-1", "400", "", "SPECIMEN", "P-1_C"])
    }
  }

  @Test func `the mutation table has every required field filled`() throws {
    try withExport { folder in
      let rows = try folder.lines("data_mutations_extended.txt")
      let header = rows[0]
      #expect(Set(header).count == header.count)
      #expect(header == PortalMutationTable.columns)
      let samples = Set(try folder.lines("data_clinical_sample.txt")[5...].map { $0[1] })
      let required = [
        "Hugo_Symbol", "NCBI_Build", "Chromosome", "Variant_Classification", "Reference_Allele",
        "Tumor_Seq_Allele2", "Tumor_Sample_Barcode",
      ]
      #expect(header.contains("HGVSp_Short"))
      for row in rows.dropFirst() {
        #expect(row.count == header.count)
        let fields = Dictionary(uniqueKeysWithValues: zip(header, row))
        for name in required { #expect(fields[name]?.isEmpty == false, "\(name) in \(row)") }
        #expect(fields["NCBI_Build"] == "GRCh37")
        #expect(samples.contains(fields["Tumor_Sample_Barcode"] ?? ""))
        let start = try #require(Int(fields["Start_Position"] ?? ""))
        let end = try #require(Int(fields["End_Position"] ?? ""))
        #expect(start <= end)
      }
      let expected = """
        GENE A||GRCh37|1|10|10|+|Missense_Mutation|SNP|C|T|P-1.B|p.A1B|85|5\
        |||||||||0.5|0.25|0.75||
        GENE A||GRCh37|1|10|10|+|Missense_Mutation|SNP|C|T|P-1_C|p.A1B|60|30\
        |preexisting_subclonal||P-1.A,P-1.B|0.25|0.75|0|0|0|0.5|0.25|0.75|0.5|cnAssumed;expanded
        Unknown|0|GRCh37|1|20|21|+|Unknown|INS|-|AC|P-1_C|||\
        |indeterminate|notAssessable|P-1.A,P-1.B||||||0.5|0.25|0.75||
        B||GRCh37|X|30|32|+|Frame_Shift_Del|DEL|GTT|-|P-1.A||70|20\
        |lost||P-1_C||||||0.5|0.25|0.75||
        """
      let written = rows[1...4].map { $0.joined(separator: "|") }.joined(separator: "\n")
      #expect(written == expected)
      #expect(rows.count == 9)
    }
  }

  @Test func `what the portal cannot take is told`() throws {
    var piece = PortalPiece()
    let (evidence, origins) = try Self.patient("P 1", build: nil)
    piece.add(origins, of: evidence)
    #expect(piece.isBuildMissing)
    #expect(piece.invalidIDs == ["P 1", "P 1.A", "P 1.B", "P 1_C"])
  }
}

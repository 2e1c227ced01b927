import DelimitedText
import DrugResponse
import Foundation
import Results
import Testing
import Wording
import _TestSupport

@testable import Commands
@testable import StudyPipeline

/// Outcomes of study folders, groups, and what cannot be compared.
@Suite("Clinical outcomes from the command line")
struct ClinicalResponseTests {
  /// A patient of the made study: days of overall survival, whether it ended with death, the day of the sample without
  /// the mutation and of that with it.
  private struct Made {
    var id: String
    var days: Int
    var isDead: Bool
    var notSeen: Int?
    var shown: Int?

    init(_ id: String, _ days: Int, _ isDead: Bool, _ notSeen: Int?, _ shown: Int?) {
      (self.id, self.days, self.isDead, self.notSeen, self.shown) = (
        id, days, isDead, notSeen, shown
      )
    }
  }

  private static let made = [
    Made("P01", 400, true, 10, nil), Made("P02", 900, false, 0, nil),
    Made("P03", 1500, true, 100, 600), Made("P04", 700, true, nil, 300),
    Made("P05", 2000, false, 50, 1200), Made("P06", 1100, true, 20, nil),
    Made("P07", 1300, true, nil, 900), Made("P08", 800, true, 5, nil),
    Made("P09", 1700, true, 0, 400), Made("P10", 250, true, 0, nil),
    Made("P11", 1250, false, 30, nil), Made("P12", 500, true, nil, 600),
  ]

  /// Writes a study in cBioPortal's formats; the clinical table has one patient more, of whom there is no sample.
  private static func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func write(_ lines: [[String]], _ name: String) throws {
      try (lines.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n")
        .write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    }
    try "type_of_cancer: brca\ncancer_study_identifier: made\nreference_genome: hg19\n".write(
      toFile: folder + "/meta_study.txt", atomically: false, encoding: .utf8)
    var patients = [["PATIENT_ID", "OS_MONTHS", "OS_STATUS", "SUBTYPE", "TTM_DAYS"]]
    var samples = [["PATIENT_ID", "SAMPLE_ID", "SAMPLE_TYPE", "DAYS_TO_COLLECTION", "GRADE"]]
    var mutations = [
      [
        "Hugo_Symbol", "Chromosome", "Start_Position", "Variant_Classification",
        "Reference_Allele", "Tumor_Seq_Allele2", "Tumor_Sample_Barcode", "t_ref_count",
        "t_alt_count", "HGVSp_Short",
      ]
    ]
    func mutate(_ gene: String, _ position: Int, _ sample: String, _ reads: String = "60") {
      mutations.append([
        gene, "17", "\(position)", "Missense_Mutation", "T", "C", sample, "90", reads, "p.L755S",
      ])
    }
    for (number, patient) in made.enumerated() {
      patients.append([
        patient.id, "\(Double(patient.days) / 30.4375)",
        patient.isDead ? "1:DECEASED" : "0:LIVING",
        number == 11 ? "NA" : number % 2 == 0 ? "LumA" : "LumB", "\(patient.days / 2)",
      ])
      for (day, suffix, type) in [
        (patient.notSeen, "a", "Primary"), (patient.shown, "b", "Metastasis"),
      ] {
        guard let day else { continue }
        let sample = patient.id + suffix
        samples.append([patient.id, sample, type, "\(day)", suffix])
        for gene in 0..<4 { mutate("G\(gene)", 1000 * (number + 1) + gene, sample) }
        // The first biopsies were looked at there, and have no read of it.
        mutate("ERBB2", 37_880_220, sample, suffix == "b" ? "60" : "0")
      }
    }
    patients.append(["P13", "10", "0:LIVING", "LumA", ""])
    try write(patients, "data_clinical_patient.txt")
    try write(samples, "data_clinical_sample.txt")
    try write(mutations, "data_mutations.txt")
  }

  private func withStudy(_ body: (String) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try Self.write(to: folder + "/study")
      try await body(folder)
    }
  }

  private func source(_ folder: String) throws -> ClinicalSource {
    var source = ClinicalSource()
    try source.add(study: folder)
    return source
  }

  // MARK: - Columns

  @Test func `months are days, and those whose group is not recorded are counted`() async throws {
    try await withStudy { folder in
      let out = folder + "/out"
      #expect(
        await Metachron.start([
          "response", "clinical", folder + "/study", "--group-by", "subtype", "-o", out, "-q",
        ]) == 0)
      let text = try String(contentsOfFile: out + "/survival.tsv", encoding: .utf8)
      #expect(text.contains("days_per_month=30.4375") && text.contains("by=SUBTYPE"))
      let steps = try tableRows(out, SurvivalRow.self)
      #expect(Set(steps.map(\.endpoint)) == ["OS"])
      #expect(Set(steps.map(\.group)) == ["all", "LumA", "LumB"])
      #expect(abs((steps.first { $0.group == "all" }?.time ?? 0) - 250) < 1e-9)
      #expect(steps.first { $0.group == "all" }?.atRisk == 13)
      var source = try source(folder + "/study")
      try source.group(by: "SUBTYPE")
      let summary = try ClinicalRun(source).run()
      #expect(summary.leftOut.map(\.reason) == [.notRecorded])
      #expect(summary.leftOut.first?.patients == 1)
      #expect(summary.text.contains("1 patient in no group: not recorded"))
      #expect(summary.text.contains("too few for a conclusion"))
      #expect(summary.text.contains("30.4375 days per month"))
      let ratio = try #require(summary.survival.first { $0.quantity == .hazardRatio })
      // LumA is larger by a patient.
      #expect(ratio.reference == "LumA" && ratio.group == "LumB" && ratio.patients == 12)
    }
  }

  @Test func `a group cannot have the name of all patients`() async throws {
    try await withStudy { folder in
      let path = folder + "/study/data_clinical_patient.txt"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing("LumB", with: "all").write(
        toFile: path, atomically: false, encoding: .utf8)
      var source = try source(folder + "/study")
      let failure = #expect(throws: CommandFailure.self) { try source.group(by: "SUBTYPE") }
      #expect(failure?.message.contains("'all', which stands for all patients") == true)
      let courses = folder + "/courses.tsv"
      try "patient\tday\tsum_mm\tgroup\nP1\t0\t50\tall\nP1\t60\t30\t\n".write(
        toFile: courses, atomically: false, encoding: .utf8)
      var other = ClinicalSource()
      #expect(throws: InputErrors.self) { try other.add(courses: courses, rules: ResponseRules()) }
    }
  }

  @Test func `one patient of day 1 does not end the comparison of the others`() async throws {
    try await withStudy { folder in
      let path = folder + "/study/data_clinical_patient.txt"
      var text = try String(contentsOfFile: path, encoding: .utf8)
      text += "P14\t\(1 / 30.4375)\t0:LIVING\tBasal\t\n"
      text += "P15\t\(2 / 30.4375)\t1:DECEASED\tHer2\t\n"
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      var source = try source(folder + "/study")
      try source.group(by: "SUBTYPE")
      let summary = try ClinicalRun(source).run()
      let means = summary.survival.filter { $0.quantity == .restrictedMean && $0.group != "all" }
      #expect(means.count == 4)
      #expect(means.allSatisfy { ($0.horizon ?? 0) > 1000 })
      // The patient who was last seen on day 1 has no mean; the one who died has one without an interval.
      let basal = try #require(means.first { $0.group == "Basal" })
      let her2 = try #require(means.first { $0.group == "Her2" })
      #expect(basal.value.value == nil)
      #expect(abs((her2.value.value ?? 0) - 2) < 1e-9 && her2.value.low == nil)
      #expect(summary.text.contains("Her2: median 2 days, 1 event in 1 patient\n"))
      // Nor do their hazard ratios, which run to infinity, take that of the others.
      let ratios = summary.survival.filter { $0.quantity == .hazardRatio }
      #expect(ratios.filter { $0.value.value != nil }.map(\.group) == ["LumB"])
    }
  }

  @Test func `a group in which hardly anybody is expected has no curve, and late entry is told`()
    async throws
  {
    try await withStudy { folder in
      let results = folder + "/results"
      #expect(await Metachron.start(["origins", folder + "/study", "-o", results, "-q"]) == 0)
      var source = try source(folder + "/study")
      try source.group(byOriginOf: "ERBB2", in: results)
      for place in source.patients.indices { source.patients[place].origin?.acquired = 0.97 }
      var run = ClinicalRun(source)
      run.folder = folder + "/out"
      let summary = try run.run()
      let own = summary.survival.filter { $0.group == "pre-existing" }
      #expect(own.map(\.quantity) == [.fewMembers])
      #expect((own.first?.patients ?? 1) < 1)
      #expect(!summary.survival.contains { $0.quantity == .hazardRatio })
      let steps = try tableRows(folder + "/out", SurvivalRow.self)
      #expect(Set(steps.map(\.group)) == ["all", "acquired"])
      #expect(summary.text.contains("pre-existing: 0.1 patients expected in the group: too few"))
    }
  }

  @Test func `patients whose samples differ are in no group, and columns must be there`()
    async throws
  {
    try await withStudy { folder in
      var source = try source(folder + "/study")
      try source.group(by: "grade")
      // Three patients have both samples; one has none.
      #expect(source.leftOut == [.differs: 3, .notRecorded: 1])
      #expect(source.groupedBy == "GRADE")
      for (arguments, code) in [
        (["--group-by", "SUBTYP"], 65), (["--group-by", "OS_MONTHS"], 65),
        (["--group-by", "SUBTYPE", "--reference", "none"], 65), (["--time", "SUBTYPE"], 64),
        (["--status", "OS_STATUS"], 64), (["--treatment", "fulvestrant"], 65),
        (["--by", "mutation"], 64), ([folder + "/study"], 64),
      ] {
        #expect(
          await Metachron.start(["response", "clinical", folder + "/study", "-q"] + arguments)
            == Int32(code), "\(arguments)")
      }
    }
  }

  @Test func `a time of the study's own is an event where it has no status`() async throws {
    try await withStudy { folder in
      let out = folder + "/out"
      #expect(
        await Metachron.start([
          "response", "clinical", folder + "/study", "--time", "TTM_DAYS", "-o", out, "-q",
        ]) == 0)
      let all = try tableRows(out, SurvivalComparisonRow.self).filter { $0.endpoint == "TTM" }
      #expect(all.first?.patients == 12 && all.first?.events == 12)
      let figure = out + "/f.vl.json"
      #expect(
        await Metachron.start(["figure", "survival", out, "--endpoint", "TTM", "-o", figure]) == 0)
      #expect(
        try String(contentsOfFile: figure, encoding: .utf8).contains("TTM of 12 patients: median "))
      #expect(
        await Metachron.start(["figure", "survival", out, "--endpoint", "PFS", "-o", figure]) == 65)
    }
  }

  // MARK: - Mutations

  /// Numbers of lifelines 0.30.3, with entry at the last sample; it stops a little before the maximum.
  @Test func `every patient counts from the last biopsy on, mutated or not`() async throws {
    try await withStudy { folder in
      let (out, results) = (folder + "/out", folder + "/results")
      #expect(await Metachron.start(["origins", folder + "/study", "-o", results, "-q"]) == 0)
      #expect(
        await Metachron.start([
          "response", "clinical", folder + "/study", "--results", results, "--gene", "ERBB2",
          "--by", "mutation", "-o", out, "-q",
        ]) == 0)
      let numbers = try tableRows(out, SurvivalComparisonRow.self)
      let ratio = try #require(numbers.first { $0.quantity == .hazardRatio })
      #expect(ratio.group == "mutated" && ratio.reference == "not mutated")
      #expect(abs((ratio.value.value ?? 0) - 0.5057027) < 1e-5)
      #expect(abs((ratio.value.low ?? 0) - 0.0477027) < 1e-6)
      #expect(abs((ratio.value.high ?? 0) - 5.3610215) < 1e-4)
      #expect(abs((ratio.pValue ?? 0) - 0.5713903) < 1e-5)
      let immortal = try #require(numbers.first { $0.quantity == .immortalTime })
      #expect(abs((immortal.value.value ?? 0) - 0.3197581) < 1e-6)
      #expect(immortal.group == "all" && immortal.patients == 10)
      let steps = try tableRows(out, SurvivalRow.self)
      let mutated = steps.filter { $0.group == "mutated" }
      // Nobody is mutated before day 300, and P12 died before the biopsy could have been taken.
      #expect(mutated.first?.time == 300 && mutated.first?.atRisk == 0)
      #expect(abs((mutated.first { $0.time == 1500 }?.survival.value ?? 0) - 1.0 / 3) < 1e-6)
      let others = steps.filter { $0.group == "not mutated" }
      #expect(abs((others.last?.survival.value ?? 0) - 0.25) < 1e-9)
      // P03, P05 and P09 were not mutated at first, and had to live to the biopsy that shows the mutation.
      #expect(others.map(\.atRisk).max() == 6)
      var source = try source(folder + "/study")
      try source.group(byMutationOf: "ERBB2", in: results)
      let summary = try ClinicalRun(source).run()
      #expect(
        Set(summary.leftOut.map { "\($0.endpoint ?? "") \($0.reason.rawValue) \($0.patients)" })
          == [" not_in_results 1", "OS ended_before_biopsy 1"])
      #expect(throws: CommandFailure.self) {
        var other = try self.source(folder + "/study")
        try other.group(byMutationOf: "ERBB3", in: results)
      }
    }
  }

  /// Everybody lives to the second biopsy, and the mutation does nothing; half of the patients have it by then.
  @Test func `time between biopsies is nobody's`() async throws {
    try await withStudy { folder in
      let results = folder + "/results"
      #expect(await Metachron.start(["origins", folder + "/study", "-o", results, "-q"]) == 0)
      let courses = folder + "/courses.tsv"
      let biopsies = Self.made.filter { $0.id != "P12" }
      var lines = ["patient\tday\tsum_mm\tdeath_day\tstart_day"]
      let deaths = biopsies.indices.map { 1_300 + 70 * (($0 * 7) % 11) }
      for (patient, death) in zip(biopsies, deaths) {
        lines.append("\(patient.id)\t0\t50\t\(death)\t0")
      }
      try (lines.joined(separator: "\n") + "\n").write(
        toFile: courses, atomically: false, encoding: .utf8)
      var source = ClinicalSource()
      try source.add(courses: courses, rules: ResponseRules())
      try source.group(byMutationOf: "ERBB2", in: results)
      let summary = try ClinicalRun(source).run()
      let overall = summary.survival.filter { $0.endpoint == "overall" }
      let ratio = try #require(overall.first { $0.quantity == .hazardRatio })
      #expect(ratio.patients == 11 && ratio.events == 11)
      #expect(try #require(ratio.pValue) > 0.05)
      // All follow-up that counts is after the last biopsy.
      let immortal = try #require(overall.first { $0.quantity == .immortalTime })
      let before = biopsies.reduce(0) { $0 + max($1.notSeen ?? 0, $1.shown ?? 0) }
      #expect(
        abs((immortal.value.value ?? 0) - Double(before) / Double(deaths.reduce(0, +))) < 1e-12)
    }
  }

  @Test func `draws and tables do not depend on the order of rows`() async throws {
    try await withStudy { folder in
      let results = folder + "/results"
      #expect(await Metachron.start(["origins", folder + "/study", "-o", results, "-q"]) == 0)
      let path = folder + "/study/data_clinical_patient.txt"
      var found: [[SurvivalComparisonRow]] = []
      for isTurned in [false, true] {
        if isTurned {
          var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
          lines = [lines[0]] + lines.dropFirst().reversed()
          try (lines.joined(separator: "\n") + "\n").write(
            toFile: path, atomically: false, encoding: .utf8)
        }
        var source = try source(folder + "/study")
        try source.group(byOriginOf: "ERBB2", in: results)
        found.append(try ClinicalRun(source).run().survival)
      }
      #expect(found[0] == found[1])
      #expect(found[0].contains { $0.quantity == .median })
      #expect(found[0].contains { $0.quantity == .hazardRatio || $0.quantity == .fewMembers })
    }
  }

  // MARK: - Courses and studies together

  @Test func `a follow-up of no days is one`() async throws {
    try await withTemporaryFolder { folder in
      let courses = folder + "/courses.tsv"
      try "patient\tday\tsum_mm\tdeath_day\nA\t0\t50\t0\nB\t0\t50\t\nB\t60\t20\t\nC\t0\t50\t\n"
        .write(
          toFile: courses, atomically: false, encoding: .utf8)
      var source = ClinicalSource()
      try source.add(courses: courses, rules: ResponseRules())
      let summary = try ClinicalRun(source).run()
      let overall = summary.survival.first { $0.endpoint == "overall" && $0.quantity == .median }
      #expect(overall?.patients == 3 && overall?.events == 1)
    }
  }

  @Test func `a table of courses and a study, with a treatment of the timeline`() async throws {
    try await withStudy { folder in
      let courses = folder + "/courses.tsv"
      try """
      patient\tday\tsum_mm\tdeath_day\tgroup
      P01\t0\t50\t\tA
      P01\t60\t20\t200\tA
      P02\t0\t50\t\tB
      P02\t60\t48\t\tB
      P99\t0\t30\t\t
      P99\t60\t50\t\t
      """.write(toFile: courses, atomically: false, encoding: .utf8)
      try """
      PATIENT_ID\tSTART_DATE\tSTOP_DATE\tEVENT_TYPE\tAGENT\tSTATUS
      P01\t200\t350\tTREATMENT\tNeratinib\t
      P02\t100\t\tTREATMENT\tneratinib + fulvestrant\t
      P02\t500\t\tSTATUS\t\tProgression of disease
      P03\t30\t90\tTREATMENT\tTamoxifen\t
      """.write(
        toFile: folder + "/study/data_timeline.txt", atomically: false, encoding: .utf8)
      let out = folder + "/out"
      #expect(
        await Metachron.start([
          "response", "clinical", folder + "/study", courses, "--treatment", "neratinib", "-o", out,
          "-q",
        ]) == 0)
      let steps = try tableRows(out, SurvivalRow.self)
      #expect(
        Set(steps.map(\.endpoint)) == [
          "progression_free", "duration_of_response", "overall", "OS", "progression_noted",
          "time_on_treatment",
        ])
      // P01 died on day 400 of the study, 200 after the start; P02 progressed on day 500.
      let noted = steps.filter { $0.endpoint == "progression_noted" && $0.group == "all" }
      #expect(noted.map(\.time) == [200, 400] && noted.allSatisfy { $0.events == 1 })
      let on = steps.filter { $0.endpoint == "time_on_treatment" && $0.group == "all" }
      #expect(on.map(\.time) == [150, 800] && on.map(\.events) == [1, 0])
      let rates = try tableRows(out, ResponseRateRow.self).filter { $0.rate == .response }
      #expect(rates.map(\.group) == ["all", "A", "B"])
      #expect(rates.map(\.patients) == [3, 1, 1] && rates.map(\.responders) == [1, 1, 0])
      let patients = try tableRows(out, CourseRow.self)
      #expect(patients.map(\.overall) == [200, 60, 60])
      #expect(patients.map(\.hasDied) == [true, false, false])
      let picture = out + "/swimmer.vl.json"
      #expect(await Metachron.start(["figure", "swimmer", out, "-o", picture]) == 0)
      let chart = try String(contentsOfFile: picture, encoding: .utf8)
      #expect(chart.contains("Of 3 patients, 1 responded, 2 progressed or died, and 1 died."))
      for mark in ["partial response", "progression", "death", "alive when last seen"] {
        #expect(chart.contains("\"mark\":\"\(mark)\""), "\(mark)")
      }
    }
  }

  @Test func `rates of uncertain groups, and figures of them`() async throws {
    try await withTemporaryFolder { folder in
      #expect(await Metachron.start(["simulate", "her2-neratinib", "-o", folder + "/x"]) == 0)
      let cohort = TestFolders.repository.appending(path: "Examples/her2-cohort/samples.csv").path
      let (results, out) = (folder + "/results", folder + "/out")
      #expect(await Metachron.start(["origins", cohort, "-o", results, "-q"]) == 0)
      #expect(
        await Metachron.start([
          "response", "clinical", folder + "/x/courses.tsv", "--results", results, "--gene",
          "ERBB2", "-o", out, "-q",
        ]) == 0)
      let rates = try tableRows(out, ResponseRateRow.self)
      let courses = try tableRows(out, CourseRow.self)
      let called = courses.filter { $0.probability != nil }
      #expect(!called.isEmpty)
      let both = ["acquired", "pre-existing"].map { name in
        rates.first { $0.group == name && $0.rate == .response }
      }.compactMap(\.self)
      #expect(both.count == 2)
      // Everybody is in one of the two.
      #expect(abs(both.reduce(0) { $0 + $1.patients } - Double(called.count)) < 1e-6)
      #expect(
        abs(
          both.reduce(0) { $0 + $1.responders }
            - Double(called.count { $0.best.isResponse })) < 1e-6)
      for rate in both {
        #expect(try #require(rate.share.low) < #require(rate.share.value))
        #expect(try #require(rate.share.high) > #require(rate.share.value))
      }
      for figure in ["swimmer", "waterfall", "spider", "survival"] {
        let path = "\(out)/\(figure).vl.json"
        #expect(await Metachron.start(["figure", figure, out, "-o", path]) == 0)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("Synthetic data"), "\(figure)")
      }
    }
  }
}

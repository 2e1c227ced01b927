import ClonalEvolution
import Figures
import Foundation
import Report
import Results
import Testing
import TumorModel
import Wording

@testable import StudyPipeline

@Suite("Pseudonyms")
struct PseudonymTests {
  /// Two patients whose identifiers are words of the page, with findings that name others.
  ///
  /// - Parameter prefix: What stands before each of the two patients' identifiers.
  private func study(prefix: String = "") throws -> WrittenResults {
    var parameters = OriginParameters()
    parameters.sensitivity = .genes(["ERBB2"])
    let sites = try (0..<6).map { index in
      try #require(SmallPatient.Site((index < 3 ? 0 : 40, 100), (40, 100)))
    }
    let patients = try [("a", "the", "mutation"), ("of", "in", "reads")].map { names in
      try #require(
        SmallPatient(
          id: prefix + names.0, earlierName: prefix + names.1, laterName: prefix + names.2,
          sites: sites
        ).evidence)
    }
    let analysis = OriginAnalysis(
      parameters: parameters,
      context: StudyContext(
        learningFrom: patients, parameters: parameters, variantFrequencies: [:]))
    var study = WrittenResults()
    for patient in patients { study.add(patient, by: analysis) }
    study.manifest.genes = ["ERBB2"]
    study.manifest.inputs = [
      Manifest.File(path: "/data/clinic-of-a/a.maf", role: "mutations", sha256: "ab")
    ]
    study.otherFiles = ["the.vcf.gz"]
    study.pairs[0].findings = [
      .belongsTo(side: .later, SampleOwner(patient: prefix + "of", kind: .misplaced)),
      .belongsTo(side: .earlier, SampleOwner(patient: "left-out-X", kind: .misplaced)),
      .leftOut(samples: [prefix + "the", "dropped-Y"]),
      .purityEstimated(samples: [prefix + "mutation"]),
      .tumorInNormal(normal: "normal-Z", share: 0.1, low: 0.05, high: 0.2),
      .seenInNormal(normal: "normal-Z", mutations: 2),
    ]
    study.pairs[0].later.owner = prefix + "of"
    var treatment = ManifestTreatment()
    (treatment.patient, treatment.agent, treatment.start) = (prefix + "a", "letrozole", 4100)
    study.manifest.treatments = [treatment]
    return study
  }

  /// Texts of a page's patients, each as its own string.
  private func texts(_ value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let list as [Any]: list.flatMap(texts)
    case let object as [String: Any]: object.values.flatMap(texts)
    default: []
    }
  }

  /// The sentences of a patient's section; charts have words of their own grammar.
  private func texts(of section: ReportPatient) throws -> [String] {
    var section = section
    section.figures = []
    return texts(try JSONSerialization.jsonObject(with: JSONEncoder().encode(section)))
  }

  @Test func `a finding never names another patient`() throws {
    let study = try study()
    let names = Pseudonyms(study.manifest, pairs: study.pairs)
    let row = names.renamed(study.pairs[0])
    #expect(
      row.findings.elements == [
        .belongsTo(side: .later, SampleOwner(patient: "Patient 2", kind: .misplaced)),
        .belongsTo(side: .earlier, SampleOwner(patient: "Patient 3", kind: .misplaced)),
        .leftOut(samples: ["Patient 1 primary", "Patient 1 sample"]),
        .purityEstimated(samples: ["Patient 1 metastasis"]),
        .tumorInNormal(normal: "Patient 1 normal sample", share: 0.1, low: 0.05, high: 0.2),
        .seenInNormal(normal: "Patient 1 normal sample", mutations: 2),
      ])
    #expect(row.later.owner == "Patient 2")
    #expect(row.earlier.day == 0 && row.later.day == 400)
  }

  @Test func `two patients may have samples of one name`() throws {
    var manifest = Manifest()
    for id in ["P1", "P2"] {
      manifest.patients.append(ManifestPatient(id: id, sex: nil, build: nil))
      manifest.samples.append(
        ManifestSample(Sample(id: "tumour", patient: id, role: .primary)))
    }
    let names = Pseudonyms(manifest, pairs: [])
    #expect(names.sample("tumour", of: "P1") == "Patient 1 primary")
    #expect(names.sample("tumour", of: "P2") == "Patient 2 primary")
  }

  @Test func `what is not known gets a name that tells nothing`() {
    let names = Pseudonyms(Manifest(), pairs: [])
    #expect(names.patient("P7") == "another patient")
    #expect(!names.sample("P7-T", of: "P7").contains("P7"))
  }

  @Test func `the words of a page stay, and identifiers go`() async throws {
    try await withTemporaryFolder { folder in
      let study = try study()
      try study.write(to: folder)
      let plain = try PatientSections(folder: folder, isPseudonymised: false)
      let renamed = try PatientSections(folder: folder, isPseudonymised: true)
      let names = Pseudonyms(study.manifest, pairs: study.pairs)
      #expect(renamed.compared == ["a", "of"])
      for id in plain.compared {
        // Renaming the rows and then wording them is the same as wording what was renamed: each
        // text of the page follows from values alone.
        let patient = try plain.part(id).patient
        let shown = try renamed.part(id)
        #expect(shown.patient == names.renamed(patient))
        let before = try texts(of: plain.part(id).section)
        let after = try texts(of: shown.section)
        #expect(before.count == after.count)
        let known = ["a", "the", "mutation", "of", "in", "reads", "left-out-X", "dropped-Y"]
        #expect(Set(after).isDisjoint(with: known))
        let all = after.joined(separator: "\n")
        for name in ["left-out-X", "dropped-Y", "normal-Z", "clinic-of-a", "4000", "4400", "4100"] {
          #expect(!all.contains(name), "\(name)")
        }
        // Words that are identifiers elsewhere stay where they are words.
        for words in [" of the tumour cells", "alternate", "For", "reads of "] {
          #expect(
            before.joined().components(separatedBy: words).count
              == after.joined().components(separatedBy: words).count, "\(words)")
        }
        #expect(shown.section.warnings.isEmpty == (id == "of"))
      }
    }
  }

  @Test func `no chart or sentence holds an identifier`() async throws {
    try await withTemporaryFolder { folder in
      let study = try study(prefix: "Zq-")
      try study.write(to: folder)
      let sections = try PatientSections(folder: folder, isPseudonymised: true)
      for id in sections.compared {
        let section = try sections.part(id).section
        #expect(section.figures.count > 2)
        let text = String(decoding: try JSONEncoder().encode(section), as: UTF8.self)
        #expect(!text.contains("Zq-"))
      }
    }
  }

  @Test func `the page holds no identifier and no file name`() async throws {
    try await withTemporaryFolder { folder in
      try study().write(to: folder)
      let report = try await ReportBuilder(
        folder: folder, title: nil, isPseudonymised: true
      ).report(threads: 2)
      let files = report.files.map(\.name).joined(separator: "\n")
      #expect(files.contains("Input (mutations)"))
      for name in ["clinic", "a.maf", "the.vcf"] { #expect(!files.contains(name)) }
      #expect(files.contains(OriginRow.table.fileName))
      for call in report.calls {
        let cells = texts(
          try JSONSerialization.jsonObject(with: JSONEncoder().encode(call)))
        #expect(Set(cells).isDisjoint(with: ["a", "the", "mutation", "of", "in", "reads"]))
      }
      let figures = texts(
        try JSONSerialization.jsonObject(with: JSONEncoder().encode(report.figures)))
      for name in ["left-out-X", "normal-Z", "dropped-Y"] {
        #expect(!figures.contains { $0.contains(name) })
      }
      let plain = try await ReportBuilder(
        folder: folder, title: nil, isPseudonymised: false
      ).report(threads: 1)
      #expect(plain.cards.map(\.answer) == report.cards.map(\.answer))
      #expect(plain.title == "clinic-of-a: was it there before?")
      #expect(!report.title.contains("clinic"))
      #expect(plain.calls.count == report.calls.count)
    }
  }
}

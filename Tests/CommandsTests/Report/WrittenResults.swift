import ClonalEvolution
import DelimitedText
import Foundation
import Results
import TumorModel

@testable import StudyPipeline

/// A folder of results whose rows a test chooses, sealed as a run seals it.
struct WrittenResults {
  var manifest = Manifest(
    version: ToolVersion.number, command: "origins",
    parameters: ManifestParameters(OriginParameters()))
  var summary = OriginsSummary()
  var origins: [OriginRow] = []
  var pairs: [PairRow] = []
  var trajectories: [TrajectoryRow] = []
  var assumptions: [AssumptionRow] = []
  var posteriors: [PosteriorRow] = []
  var curves: [CurveRow] = []
  var purities: [PuritySolutionRow] = []
  /// Files that hold nothing, by their names.
  var otherFiles: [String] = []

  /// Adds what the model says of a patient.
  mutating func add(_ patient: PatientEvidence, by analysis: OriginAnalysis) {
    let inferred = analysis.origins(of: patient)
    manifest.patients.append(
      ManifestPatient(id: patient.id, sex: patient.sex, build: patient.build))
    manifest.samples += patient.samples.map(ManifestSample.init)
    OriginRow.forEach(in: inferred, of: patient, functionalClass: { _ in nil }) { row in
      origins.append(copy row)
    }
    TrajectoryRow.forEach(in: inferred, of: patient, functionalClass: { _ in nil }) { row in
      trajectories.append(copy row)
    }
    pairs += inferred.pairs.map { PairRow($0, of: patient) }
    assumptions += inferred.sensitivity.map { AssumptionRow($0, of: patient) }
    posteriors += inferred.posteriors.flatMap { PosteriorRow.rows($0, of: patient) }
    purities += PuritySolutionRow.rows(inferred, of: patient)
    CurveRow.forEach(in: inferred, of: patient) { row in curves.append(copy row) }
    summary.patients += 1
  }

  /// Writes the tables, the summary and the manifest.
  func write(to folder: String) throws {
    var manifest = manifest
    func add(_ data: Data, _ name: String) throws {
      try data.write(to: URL(filePath: "\(folder)/\(name)"))
      manifest.outputs.append(
        Manifest.File(path: name, sha256: try SHA256.checksum(ofFile: "\(folder)/\(name)")))
    }
    func add<Row: ResultRow>(_ rows: [Row]) throws {
      var text = TableWriter()
      text.line("# synthetic data")
      text.appendHeader(of: Row.self)
      for row in rows { text.append(row) }
      try add(Data(text.text.utf8), Row.table.fileName)
    }
    try add(origins)
    try add(pairs)
    try add(trajectories)
    try add(assumptions)
    try add(posteriors)
    try add(curves)
    try add(purities)
    let panels = manifest.panelsByName
    try add(
      manifest.patients.flatMap { patient in
        TimelineRow.rows(
          of: patient,
          samples: manifest.samples.filter { $0.patient == patient.id }
            .compactMap { $0.sample(panels: panels) },
          treatments: (manifest.treatments ?? []).filter { $0.patient == patient.id })
      })
    var summary = summary
    summary.patients = manifest.patients.count
    summary.calls = KindCounts()
    for (_, rows) in Dictionary(grouping: origins, by: \.patient) {
      for row in OriginRow.counted(rows) { summary.calls[row.call] += 1 }
    }
    try add(Data(try JSONText.text(summary).utf8), OriginsSummary.fileName)
    for name in otherFiles { try add(Data(), name) }
    try manifest.json().write(to: URL(filePath: "\(folder)/\(Manifest.fileName)"))
  }
}

/// A patient with a primary and a metastasis, built mutation by mutation.
struct SmallPatient {
  /// What one mutation shows in both samples.
  struct Site {
    var chromosome = "17"
    var earlier: SiteObservation
    var later: SiteObservation
    var earlierCopies: CopyNumber? = .normal
    var laterCopies: CopyNumber? = .normal

    /// A site with counts in both samples, as alternate reads of all.
    init?(_ earlier: (Int, Int), _ later: (Int, Int), on chromosome: String = "17") {
      guard let first = ReadCounts(alternate: earlier.0, depth: earlier.1),
        let second = ReadCounts(alternate: later.0, depth: later.1)
      else { return nil }
      self.chromosome = chromosome
      (self.earlier, self.later) = (.counted(first), .counted(second))
    }
  }

  var id = "P1"
  var sex: Sex? = .female
  var earlierName = "P1-T"
  var laterName = "P1-M"
  /// The first is of ERBB2; the others are of genes G1, G2 and so on.
  var sites: [Site]

  /// The evidence; `nil` where a chromosome or variant is none.
  var evidence: PatientEvidence? {
    var primary = Sample(id: earlierName, patient: id, role: .primary)
    var metastasis = Sample(id: laterName, patient: id, role: .metastasis)
    (primary.purity, metastasis.purity) = (Purity(0.6), Purity(0.6))
    (primary.day, metastasis.day) = (4000, 4400)
    var mutations: [Mutation] = []
    for (index, site) in sites.enumerated() {
      guard let chromosome = Chromosome(site.chromosome),
        let variant = Variant(
          chromosome: chromosome, position: 1000 + index * 1000, reference: "A", alternate: "G")
      else { return nil }
      mutations.append(
        Mutation(
          variant: variant, gene: index == 0 ? "ERBB2" : "G\(index)",
          proteinChange: "p.L\(100 + index)S", classification: "Missense_Mutation"))
    }
    let observations = [sites.map(\.earlier), sites.map(\.later)]
    return PatientEvidence(
      id: id, sex: sex, build: .hg19, samples: [primary, metastasis], mutations: mutations,
      observations: observations,
      copyNumbers: [sites.map(\.earlierCopies), sites.map(\.laterCopies)],
      depths: observations.map { $0.compactMap { $0.counts?.depth }.sorted() },
      flags: mutations.map { _ in [] })
  }
}

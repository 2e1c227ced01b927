import Foundation
import Testing
import TumorModel
import TumorSimulation
import _TestSupport

@Suite("The HER2 cohort")
struct HER2CohortTests {
  private static let seed: UInt64 = 2019
  private static let cohort = HER2Cohort(seed: seed)

  /// The changes of the table that an assay has shown to activate, the conflicting one included.
  private static let activating: Set<String> = [
    "p.L755S", "p.S310F", "p.Y772_A775dup", "p.D769Y", "p.V777L", "p.L869R", "p.G309A", "p.V842I",
  ]

  /// Patients with an ERBB2 mutation and its index.
  private static let mutated: [(patient: SimulatedPatient, mutation: Int)] = cohort.patients
    .compactMap { patient in
      let named = patient.evidence.mutations.firstIndex { $0.gene == "ERBB2" }
      return named.map { (patient, $0) }
    }

  @Test func `has the funnel of the published study`() {
    let mutated = Self.mutated
    let activating = mutated.filter {
      Self.activating.contains($0.patient.evidence.mutations[$0.mutation].proteinChange)
    }
    let paired = activating.filter { $0.patient.evidence.samples.count == 2 }
    #expect(Self.cohort.patients.count == 168)
    #expect(Self.cohort.patients.allSatisfy { $0.evidence.samples.last?.role == .metastasis })
    #expect(mutated.count == 12)
    #expect(activating.count == 8)
    #expect(paired.count == 5)
    let origins = paired.map { $0.patient.mutations[$0.mutation].origin }
    #expect(origins.filter { $0 == .acquired }.count == 4)
    #expect(origins.filter { $0 == .preexistingSubclonal }.count == 1)
  }

  @Test func `each ERBB2 mutation is one patient's and seen in the metastasis`() throws {
    #expect(Set(Self.mutated.map { $0.patient.evidence.mutations[$0.mutation] }).count == 12)
    for (patient, mutation) in Self.mutated {
      let reads = try #require(patient.evidence.observations.last?[mutation].counts)
      #expect(reads.alternate >= 12)
    }
  }

  @Test func `one primary is underpowered and the others are not`() throws {
    var shallow = 0
    for (patient, mutation) in Self.mutated
    where patient.mutations[mutation].origin == .acquired
      && Self.activating.contains(patient.evidence.mutations[mutation].proteinChange)
    {
      let reads = try #require(patient.evidence.observations[0][mutation].counts)
      let alleles = Double(reads.depth) * patient.samples[0].purity
      if alleles < 10 { shallow += 1 } else { #expect(alleles > 90) }
      #expect(reads.alternate <= 1)
    }
    #expect(shallow == 1)
  }

  @Test func `no activating mutation meets one of ESR1`() {
    let esr1 = Self.cohort.patients.filter { patient in
      patient.evidence.mutations.contains { $0.gene == "ESR1" }
    }
    #expect((20...40).contains(esr1.count))
    for patient in esr1 {
      #expect(
        !patient.evidence.mutations.contains {
          $0.gene == "ERBB2" && Self.activating.contains($0.proteinChange)
        })
    }
  }

  @Test func `the committed folder is what the seed gives, byte for byte`() throws {
    let folder = TestFolders.repository.appending(path: "Examples/her2-cohort")
    var bytes = 0
    let files = Self.cohort.files(seed: Self.seed)
    for file in files {
      let committed = try Data(contentsOf: folder.appending(path: file.path))
      #expect(committed == Data(file.text.utf8), "\(file.path)")
      bytes += committed.count
    }
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0 != "segments" }
    #expect(Set(names) == Set(files.map(\.path)))
    #expect(bytes < 1_500_000)
  }

  @Test func `the first lines say that the data are synthetic`() throws {
    for file in Self.cohort.files(seed: Self.seed) {
      let lines = file.text.split(separator: "\n", maxSplits: 2)
      let line = file.path.hasSuffix(".maf") ? lines[1] : lines[0]
      #expect(line.lowercased().contains("synthetic data"), "\(file.path)")
      if file.path.hasSuffix(".maf") { #expect(lines[0] == "#version 2.4") }
    }
  }
}

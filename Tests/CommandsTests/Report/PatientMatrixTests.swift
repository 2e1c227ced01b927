import Figures
import Foundation
import Report
import Results
import Testing
import TumorModel

@testable import StudyPipeline

@Suite("Mutations in all samples")
struct PatientMatrixTests {
  private func variant(_ position: Int) throws -> Variant {
    let chromosome = try #require(Chromosome("17"))
    return try #require(
      Variant(chromosome: chromosome, position: position, reference: "A", alternate: "G"))
  }

  private func point(_ gene: String, _ position: Int, in sample: String) throws -> TrajectoryRow {
    var row = TrajectoryRow()
    (row.patient, row.sample, row.gene) = ("P1", sample, gene)
    (row.variant, row.proteinChange) = (try variant(position), "p.A\(position)S")
    row.classification = "Missense_Mutation"
    return row
  }

  /// A gene that was asked for, a driver and a passenger in two samples.
  private func patient() throws -> StudyPatient {
    var patient = StudyPatient(id: "P1")
    patient.samples = [("A", 0), ("B", 900)].map { id, day in
      var sample = ManifestSample()
      (sample.id, sample.patient, sample.day) = (id, "P1", day)
      sample.role = id == "A" ? .primary : .metastasis
      return sample
    }
    var passenger = try point("G1", 1, in: "B")
    (passenger.alternate, passenger.depth) = (40, 100)
    (passenger.cellFraction, passenger.low, passenger.high) = (0.9, 0.8, 1)
    var absent = try point("G1", 1, in: "A")
    absent.missing = .notAssayed
    var clean = try point("ERBB2", 2, in: "A")
    (clean.alternate, clean.depth) = (0, 120)
    (clean.cellFraction, clean.low, clean.high) = (0, 0, 0.02)
    var seen = try point("ERBB2", 2, in: "B")
    (seen.alternate, seen.depth, seen.cellFraction) = (30, 100, 0.5)
    var listed = try point("TP53", 3, in: "B")
    listed.missing = .withoutCounts
    patient.trajectories = [passenger, absent, clean, seen, listed]
    var call = OriginRow()
    (call.patient, call.gene, call.proteinChange) = ("P1", "ERBB2", "p.A2S")
    call.chromosome = try #require(Chromosome("17"))
    (call.position, call.reference, call.alternate) = (2, Allele("A"), Allele("G"))
    (call.earlierSample, call.laterSample) = (.sample("A"), .sample("B"))
    call.call = .acquired
    patient.calls = [call]
    return patient
  }

  private func matrix(explained: Set<Variant> = []) throws -> PatientMatrix {
    PatientMatrix(
      of: try patient(), leading: ["ERBB2"], drivers: ["ERBB2", "TP53"], explained: explained)
  }

  @Test func `genes that were asked for come first, then drivers`() throws {
    #expect(try matrix().rows.map(\.gene) == ["ERBB2", "TP53", "G1"])
    #expect(try matrix().rows.map(\.isDriver) == [true, true, false])
    #expect(try matrix().samples == ["A, day 0", "B, day 900"])
  }

  @Test func `no read of the mutation and no look at it differ`() throws {
    let rows = try matrix().rows
    #expect(rows[0].cells.map(\.sight) == [.clean, .seen])
    #expect(rows[0].cells.map(\.reads) == ["0 of 120", "30 of 100 (30 %)"])
    #expect(rows[1].cells.map(\.sight) == [.unknown, .listed])
    #expect(rows[1].cells[1].reads == "listed, reads not given")
    #expect(rows[2].cells.map(\.sight) == [.unknown, .seen])
    #expect(rows[2].cells[0].reads == "not looked at")
    #expect(rows[2].cells[0].shade == nil)
  }

  @Test func `a call has its look, and a link where the page explains it`() throws {
    let row = try #require(try matrix(explained: [variant(2)]).rows.first)
    let look = OriginPalette.look(.acquired)
    #expect((row.color, row.glyph) == (look.color, look.glyph))
    #expect(row.anchor == "P1/ERBB2:p.A2S")
    #expect(try matrix().rows[0].anchor.isEmpty)
    #expect(try matrix().rows[2].call.isEmpty)
  }

  @Test func `a long list is cut, and says by how many`() throws {
    let row = PatientMatrix.Row(gene: "G", change: "c", isDriver: false)
    let matrix = PatientMatrix(
      samples: [], rows: Array(repeating: row, count: PatientMatrix.most + 3))
    #expect((matrix.rows.count, matrix.omitted) == (PatientMatrix.most, 3))
  }
}

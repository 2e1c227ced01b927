import CohortStatistics
import Foundation
import Testing
import TumorModel

@testable import Figures
@testable import Results

/// Figures draw a part of their calls; what they say counts all of them.
@Suite("Findings count what is not drawn")
struct UndrawnTests {
  private let calls = ExampleCalls.calls + Array(repeating: ExampleCalls.undrawn, count: 4)

  private func subtitle(_ chart: VegaLiteChart) -> String { chart.subtitle.joined(separator: " ") }

  @Test func `cancer cell fractions`() throws {
    let chart = try #require(CellFractionFigure(calls: calls, genes: [], threshold: 0.05)).chart
    #expect(try chart.rows().count == 3)
    #expect(
      chart.finding
        == "P1, A to B: of 7 mutations, 1 pre-existing, 1 acquired, 5 indeterminate.")
    #expect(subtitle(chart).contains("Drawn: the 3 of 7 mutations with evidence in both samples."))
  }

  @Test func trajectories() throws {
    var patient = ExampleCalls.patient(calls: ExampleCalls.calls + [ExampleCalls.undrawn])
    patient.samples.append(ExampleCalls.sample("C", .metastasis, day: 1_000))
    let plain = try #require(TrajectoryFigure(patient: patient, genes: [])).chart
    #expect(plain.finding == "P1: cancer cell fractions of 4 mutations in 3 samples.")
    let many = try #require(
      TrajectoryFigure(
        patient: ExampleCalls.patient(
          calls: (0..<200).map { number in
            var call = ExampleCalls.calls[0]
            call.position += number
            // Courses that differ by a pixel of the band or more.
            call.earlier.cellFraction = Double(number % 90) / 90
            call.later.cellFraction = number < 90 ? 1 : number < 180 ? 0.5 : 0
            return call
          }), genes: [])
    ).chart
    #expect(many.finding == "P1: cancer cell fractions of 200 mutations in 2 samples.")
    #expect(subtitle(many).contains("Drawn: 150 of 200 mutations."))
    let named = try #require(TrajectoryFigure(patient: patient, genes: ["ERBB2"])).chart
    #expect(named.finding.hasSuffix("; no evidence in 1 of 3 samples."))
  }

  @Test func `bars of calls`() throws {
    let patients = (0..<50).map { ExampleCalls.patient("P\($0)", calls: calls) }
    let chart = try #require(OriginBarsFigure(patients: patients)).chart
    #expect(
      chart.finding
        == "Of 350 calls in 50 patients: 50 pre-existing, 50 acquired, 250 indeterminate.")
    #expect(Set(try chart.rows().compactMap { $0["patient"] as? String }).count == 40)
    #expect(subtitle(chart).contains("Drawn: the 40 patients with most calls, of 50."))
  }

  @Test func lollipops() throws {
    var other = ExampleCalls.undrawn
    other.patient = "P2"
    let chart = try #require(
      LollipopFigure(gene: "ERBB2", calls: calls + [other])
    ).chart
    #expect(try chart.rows().count == 3)
    // A mutation of a patient counts once.
    #expect(
      chart.finding
        == "ERBB2: 5 mutations of 2 patients compared, of every class, 5 activating; mutations by call: "
        + "1 pre-existing, 1 acquired, 3 indeterminate."
    )
    #expect(subtitle(chart).contains("Drawn: the 3 of 5 mutations with a protein position."))
  }

  @Test func oncoprint() throws {
    let cells = (0..<60).map {
      OncoprintFigure.Cell(
        patient: "P\($0)", gene: "ERBB2", call: $0 < 50 ? .acquired : $0 < 55 ? .preexisting : nil)
    }
    let others = (0..<40).map {
      OncoprintFigure.Cell(patient: "P0", gene: "G\($0)", call: .lost)
    }
    let chart = try #require(OncoprintFigure(cells: cells + others, patients: 80)).chart
    #expect(
      chart.finding
        == "ERBB2 is mutated in 60 of 80 patients, whichever the sample: 5 pre-existing, 50 acquired, 0 indeterminate, "
        + "5 without an earlier sample to compare.")
    #expect(subtitle(chart).contains("Drawn: the first 45 of 60."))
    #expect(subtitle(chart).contains("Drawn: 25 of 41 genes."))
  }

  @Test func swimmers() throws {
    func patient(_ number: Int, day: Int?) -> SwimmerFigure.Patient {
      SwimmerFigure.Patient(
        id: "P\(number)", treatments: [],
        biopsies: day.map { [.init(day: $0, role: .metastasis, sample: "S\(number)")] } ?? [],
        firstSeen: [], calls: [.acquired])
    }
    let patients = (0..<35).map { patient($0, day: 10) } + [patient(40, day: nil)]
    let chart = try #require(SwimmerFigure(gene: "ERBB2", patients: patients)).chart
    #expect(
      chart.finding
        == "ERBB2: 36 patients with a mutation, 35 of them with known days; acquired between two "
        + "biopsies in 36.")
    #expect(subtitle(chart).contains("Drawn: 30 of 36 patients."))
  }

  @Test func relatedness() throws {
    var untested = ExampleCalls.pair
    (untested.shared, untested.relatedness) = (nil, .undecided)
    var joint = ExampleCalls.pair
    joint.earlierSample = .joint
    let pairs = (0..<50).map { number in
      var pair = ExampleCalls.pair
      pair.earlierSample = .sample("E\(number)")
      return pair
    }
    let chart = try #require(RelatednessFigure(pairs: pairs + [untested, joint])).chart
    // A bar's distance from 0 is a number of mutations, and its label has no sign.
    let ends = Set(try chart.rows().flatMap { [$0["start"] as? Double, $0["stop"] as? Double] })
    #expect(ends == [-3, 0, 12, 17])
    #expect(String(decoding: try chart.json(), as: UTF8.self).contains("abs(datum.value)"))
    #expect(
      chart.finding == "50 of 51 pairs come from one tumour, 0 are independent, 1 undecided.")
    #expect(subtitle(chart).contains("Drawn: 40 of 51 pairs."))
  }

  @Test func forest() throws {
    let rows = (0..<40).map { CohortRows.fraction("G\($0)", 40 - $0) }
    let chart = try #require(ForestFigure(rows: rows + [CohortRows.fraction("Z", 0)])).chart
    #expect(try chart.rows().count == 30)
    #expect(subtitle(chart).contains("Drawn: 30 of 40 genes that were asked for or have at "))
    #expect(subtitle(chart).contains("Left out: 1 gene without an assessable patient."))
  }

  @Test func volcano() throws {
    let found = (0..<2_010).map { CohortRows.gene("G\($0)", 5, p: 1e-6, q: 1e-3) }
    let rows = found + [CohortRows.gene("Z", 1, expected: nil, p: 1, q: 1)]
    let chart = try #require(VolcanoFigure(rows: rows)).chart
    #expect(try chart.rows().count == 2_000)
    #expect(chart.finding.hasPrefix("2,010 genes of 2,010 are acquired more often"))
    #expect(subtitle(chart).contains("Left out: 1 gene without an expectation."))
  }

  @Test func exclusivity() throws {
    let rows = (0..<30).map { CohortRows.pair("G0", "G\($0 + 1)", $0 < 20 ? 0.01 : 0.5) }
    var untested = CohortRows.pair("G0", "Z", 0.5)
    untested.pExclusive = nil
    let chart = try #require(ExclusivityFigure(rows: rows + [untested])).chart
    #expect(
      chart.finding.hasPrefix(
        "Of 30 pairs of genes, mutated together less often than expected: 20; more often: 0 (ex"))
    #expect(try chart.rows().count == 15)
    #expect(subtitle(chart).contains("Drawn: 15 of 30 pairs."))
    #expect(subtitle(chart).contains("1 pair without a test left out."))
  }

  @Test func `funnel, from a tally and from its rows alike`() throws {
    var tally = FunnelTally()
    for _ in 0..<5 { tally.add(.notMutated, nil) }
    tally.add(.singleSample, nil)
    for label in [OriginLabel.acquired, .preexisting, .preexistingClonal, .indeterminate, .lost] {
      tally.add(.assessed, PatientReduction([CohortCall(label: label)]))
    }
    let target = CohortTarget(gene: "ERBB2", className: .activating)
    let chart = try #require(FunnelFigure(GeneFunnel(target, tally: tally))).chart
    #expect(
      chart.finding
        == "ERBB2 (activating): 5 of 11 patients are assessable: 1 acquired, 2 pre-existing, "
        + "1 indeterminate, 1 lost.")
    let rows = tally.steps.map { step in
      var row = CohortFunnelRow()
      (row.gene, row.className, row.stage) = ("ERBB2", .activating, .step(step.step))
      row.patients = step.patients
      return row
    }
    let outcomes = CohortOutcome.allCases.filter { $0 != .notAssessable }.map { outcome in
      var row = CohortFunnelRow()
      (row.gene, row.className, row.stage) = ("ERBB2", .activating, .outcome(outcome))
      row.patients = tally[outcome]
      return row
    }
    var other = rows[0]
    other.gene = "TP53"
    let fromRows = GeneFunnel(target, rows: rows + outcomes + [other])
    #expect(try #require(FunnelFigure(fromRows)).chart.finding == chart.finding)
    #expect(try #require(FunnelFigure(fromRows)).chart.rows().count == chart.rows().count)
  }

  @Test func posterior() throws {
    let call = ExampleCalls.calls[0]
    var bins = ExampleCalls.posterior(of: call)
    for index in bins.indices { bins[index].probability = index == 0 ? 0.7 : index < 7 ? 0.05 : 0 }
    let chart = try #require(PosteriorFigure(call: call, bins: bins, threshold: 0.05)).chart
    // One axis, of probabilities: the steps and the two ends add to 1.
    let masses = try chart.layers.prefix(3).flatMap { try $0.values() }
      .compactMap { $0["mass"] as? Double }
    #expect(abs(masses.reduce(0, +) - 1) < 1e-5)
    // Beyond the ranges that are easily seen, all mass above the threshold counts.
    #expect(chart.finding.hasSuffix("P(a clone of 0.05 or more) 0.3."))
  }
}

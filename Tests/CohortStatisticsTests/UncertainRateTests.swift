import CohortStatistics
import Foundation
import NumericalMethods
import Testing

@Suite("Rates of uncertain groups")
struct UncertainRateTests {
  private typealias Patient = UncertainRate.Patient

  @Test func `certain members have the exact interval`() throws {
    // 4 of 10 in the first group, 1 of 7 in the second.
    let patients =
      (0..<10).map { Patient(probability: 1, hasEvent: $0 < 4) }
      + (0..<7).map { Patient(probability: 0, hasEvent: $0 < 1) }
    for (isFirst, events, members) in [(true, 4, 10), (false, 1, 7)] {
      let rate = try #require(UncertainRate(patients, inFirst: isFirst))
      let exact = ProportionInterval.clopperPearson(events, of: members)
      #expect(abs(rate.value - Double(events) / Double(members)) < 1e-12)
      #expect(abs(rate.members - Double(members)) < 1e-12)
      #expect(abs(rate.interval.lower - exact.lower) < 1e-9)
      #expect(abs(rate.interval.upper - exact.upper) < 1e-9)
    }
    let none = try #require(
      UncertainRate((0..<5).map { _ in Patient(probability: 1, hasEvent: false) }))
    #expect(none.interval.lower == 0 && abs(none.interval.upper - 0.5218238) < 1e-6)
    #expect(UncertainRate([Patient(probability: 0, hasEvent: true)]) == nil)
  }

  /// The posterior on a grid of both rates, which knows nothing of the expansion.
  @Test func `expected members are those of the posterior on a grid`() throws {
    let patients = [
      (0.9, true), (0.7, true), (0.2, false), (0.4, true), (0.1, false), (0.6, false),
    ].map { Patient(probability: $0.0, hasEvent: $0.1) }
    let rate = try #require(UncertainRate(patients))
    let count = 400
    var (sum, members, events) = (0.0, 0.0, 0.0)
    for row in 0..<count {
      for column in 0..<count {
        // Jeffreys' prior is flat in the arcsine of the root.
        let angle = { (place: Int) in (Double(place) + 0.5) / Double(count) * .pi / 2 }
        let (first, second) = (pow(sin(angle(row)), 2), pow(sin(angle(column)), 2))
        var weight = 1.0
        var shares: [Double] = []
        for patient in patients {
          let one = patient.probability * (patient.hasEvent ? first : 1 - first)
          let other = (1 - patient.probability) * (patient.hasEvent ? second : 1 - second)
          weight *= one + other
          shares.append(one / (one + other))
        }
        sum += weight
        members += weight * shares.reduce(0, +)
        events += weight * zip(patients, shares).reduce(0) { $1.0.hasEvent ? $0 + $1.1 : $0 }
      }
    }
    #expect(abs(rate.members - members / sum) < 2e-4)
    #expect(abs(rate.events - events / sum) < 2e-4)
    // Patients with the event look more like the likelier members, so that they count for more than their calls.
    #expect(rate.events > 2.0)
  }

  @Test func `intervals hold the rate, and calls that say nothing widen them`() throws {
    let random = RandomSource(seed: 15)
    var covered = 0
    var (sharp, blunt) = (0.0, 0.0)
    let runs = 400
    for _ in 0..<runs {
      var (patients, same): ([Patient], [Patient]) = ([], [])
      for number in 0..<24 {
        let probability = [0.03, 0.2, 0.8, 0.97][number % 4]
        let isMember = random.uniform() < probability
        let hasEvent = random.uniform() < (isMember ? 0.6 : 0.2)
        patients.append(Patient(probability: probability, hasEvent: hasEvent))
        same.append(Patient(probability: isMember ? 1 : 0, hasEvent: hasEvent))
      }
      let rate = try #require(UncertainRate(patients))
      if rate.interval.contains(0.6) { covered += 1 }
      blunt += rate.interval.width
      sharp += UncertainRate(same)?.interval.width ?? 1
    }
    #expect(Double(covered) / Double(runs) > 0.93, "\(covered) of \(runs)")
    #expect(blunt > sharp)
  }
}

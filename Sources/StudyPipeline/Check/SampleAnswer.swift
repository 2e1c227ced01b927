import ClonalEvolution
import GenomicFiles
package import Studies
import TumorModel
import Wording

/// What one sample can and cannot answer.
package struct SampleAnswer: Hashable, Sendable {
  /// How much a sample can say of origins.
  package enum Scope: String, Codable, Hashable, Sendable, CaseIterable {
    /// Most of the patient's mutations, with enough power.
    case most
    /// Some of them, or with little power.
    case some
    /// None.
    case none

    /// What it says, in a sentence.
    package var meaning: String {
      switch self {
      case .most:
        "At least \(Wording.percent(SampleAnswer.wantedShare)) of the patient's mutations have reads "
          + "counted, including those the sample does not show, and at the median depth a clone of \(GateWords.clone) of the tumour cells is seen with a "
          + "power of \(Wording.number(OriginGate.power))."
      case .some:
        "Fewer mutations have reads, only called ones are listed, or the power is lower."
      case .none: "Nothing can be said about the origin of any mutation."
      }
    }
  }

  /// The share of a patient's sites that a sample should have reads at.
  package static let wantedShare = 0.8
  /// The clone, and the power to see it below which an open call is underpowered.
  package static let wanted = (cellFraction: OriginGate.powerCellFraction, power: OriginGate.power)

  package let facts: SampleFacts
  package let scope: Scope
  /// The smallest cancer cell fraction found with 95 % power at the median depth.
  package var limit: Double?
  package let text: String

  /// - Parameters:
  ///   - facts: What the files hold of the sample.
  ///   - place: Its place in its patient's history.
  package init(_ facts: SampleFacts, place: HistoryPlace) {
    self.facts = facts
    let role = facts.sample.role.rawValue
    if facts.sample.role == .normal {
      (scope, text) = (.none, "normal: a control, for which no origins are called")
      return
    }
    if let obstacle = Self.obstacle(facts, place) {
      (scope, text) = (.none, "\(role)\(Self.depths(facts)): \(obstacle)")
      return
    }
    let depth = facts.medianDepth ?? 0
    let setting = DetectionPower(
      expectedOf: facts.sample, depth: depth, copyNumber: facts.usualCopyNumber)
    limit = setting?.limitOfDetection()
    let power = setting?.power(at: Self.wanted.cellFraction) ?? 0
    let isCostly = power < Self.wanted.power && Self.powerOfAllReads(facts) >= Self.wanted.power
    let share = Double(facts.counted) / Double(max(1, facts.sites))
    let isComplete = share >= Self.wantedShare && !Self.listsCallsAlone(facts)
    scope = isComplete && power >= Self.wanted.power ? .most : .some
    let verb = place == .earliest ? "can exclude clones of" : "shows clones of"
    let found =
      if let limit {
        "\(verb) \(Self.percent(limit)) % or more of the tumour cells at median depth with "
          + "\(GateWords.limitPower) power"
      } else {
        "even a mutation of all tumour cells would be missed more than once in twenty times"
      }
    let parts = [role + Self.depths(facts), Self.purity(facts), Self.copies(facts)]
    text =
      parts.joined(separator: ", ") + ": " + found + Self.gaps(facts)
      + Self.leftOut(facts, isCostly: isCostly)
  }

  // MARK: - Words

  /// Why nothing can be said, or `nil`.
  private static func obstacle(_ facts: SampleFacts, _ place: HistoryPlace) -> String? {
    if facts.hasFaultyReads {
      return "its reads could not be read; see the errors"
    }
    if !facts.namesReads { return "the sheet names no mutation table: origin not assessable" }
    switch place {
    case .alone: return "the patient's only sample: nothing to compare"
    case .unordered: return "not known whether before or after the patient's other samples"
    case .earliest, .later, .withoutEarlier, .withoutLater: break
    }
    if !facts.isJudged { return "not judged; see the errors" }
    if facts.sites == 0 { return "the patient has no mutation" }
    if facts.counted > 0 {
      return switch place {
      case .withoutEarlier: "no earlier sample has reads: nothing to compare"
      case .withoutLater: "no later sample has reads: nothing to compare"
      default: nil
      }
    }
    if facts.withoutCounts > 0 { return "no counts in the table: origin not assessable" }
    if facts.otherReads > 0 {
      return "records of the reference alone have more other reads than errors explain: origin not "
        + "assessable"
    }
    if facts.zeroDepth > 0 { return "no read at any site: origin not assessable" }
    return
      "no row in the table: origin not assessable, because an absent row is not a count of zero"
  }

  private static func depths(_ facts: SampleFacts) -> String {
    facts.medianDepth.map { ", \($0) reads at the median" } ?? ""
  }

  private static func purity(_ facts: SampleFacts) -> String {
    if let purity = facts.sample.purity {
      let value = Wording.number(purity.value)
      return facts.puritySource.map { "purity \(value) from \($0)" } ?? "purity \(value) stated"
    }
    if facts.faultyFiles.contains(.purity) { return "purity could not be read" }
    return "purity not stated (\(Wording.number(DetectionPower.assumedPurity)) taken here)"
  }

  private static func copies(_ facts: SampleFacts) -> String {
    if facts.faultyFiles.contains(.segments) { return "copy number could not be read" }
    if facts.withCopyNumber == 0 { return "copy number not known" }
    if facts.withCopyNumber == facts.sites { return "copy number known" }
    return "copy number known at \(facts.withCopyNumber) of \(facts.sites) sites"
  }

  /// Whether sites without the mutation are absent rather than counted.
  ///
  /// Those are the sites at which a mutation could be shown to be acquired.
  private static func listsCallsAlone(_ facts: SampleFacts) -> Bool {
    facts.uncalled > 10 * (facts.counted - facts.mutated)
  }

  private static func gaps(_ facts: SampleFacts) -> String {
    var parts: [String] = []
    let sites = Wording.count(facts.sites, "site")
    if facts.uncalled > 0 {
      parts.append(
        "\(Wording.grouped(facts.uncalled)) of \(sites) are absent rows, which are uninformative"
          + (listsCallsAlone(facts)
            ? ": the table lists called mutations alone, so that none can be shown to be absent "
              + "(see --uncalled censored)" : "")
          + (facts.sample.coverage == .unknown
            ? "; no file says whether the assay looked there, which --uncalled censored takes for "
              + "granted" : ""))
    }
    if facts.otherReads > 0 {
      parts.append(
        "\(Wording.grouped(facts.otherReads)) of \(sites) are records of the reference alone with more "
          + "other reads than errors explain: reads counted in the alignment would tell what they show"
      )
    }
    let others = facts.notAssayed + facts.withoutCounts + facts.zeroDepth
    if others > 0 {
      parts.append("\(Wording.grouped(others)) of \(sites) not covered or without counts")
    }
    return parts.map { "; " + $0 }.joined()
  }

  /// The power that the sample would have if no read at its sites had been left out.
  private static func powerOfAllReads(_ facts: SampleFacts) -> Double {
    guard let tally = facts.tally, tally.counted > 0, let depth = facts.medianDepth else {
      return 0
    }
    let all = Double(depth) * Double(tally.reads) / Double(tally.counted)
    return DetectionPower(
      expectedOf: facts.sample, depth: Int(all), copyNumber: facts.usualCopyNumber)?
      .power(at: wanted.cellFraction) ?? 0
  }

  /// What was not counted, and whether its loss decides.
  private static func leftOut(_ facts: SampleFacts, isCostly: Bool) -> String {
    guard let words = facts.tally?.words() else { return "" }
    return "; " + words
      + (isCostly
        ? "; with them, a clone of \(GateWords.clone) would be seen with a power of "
          + Wording.number(wanted.power) : "")
  }

  /// A share in percent with two digits.
  private static func percent(_ share: Double) -> String {
    let percent = 100 * share
    return percent < 10 ? "\((percent * 10).rounded(.up) / 10)" : "\(Int(percent.rounded(.up)))"
  }
}

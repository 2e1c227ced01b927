import ClonalEvolution
import Foundation
import Reporting
import TumorModel

/// Turns the rows of a call into an explanation.
struct Explainer {
  let folder: ResultsFolder
  let row: ResultsFolder.Row

  private var earlier: String { row["earlier_sample"] }
  private var later: String { row["later_sample"] }
  private var isJoint: Bool { earlier == "*" }
  private var threshold: Double { folder.manifest.parameters.threshold }

  /// The earlier samples in words.
  private var earlierName: String { isJoint ? "the earlier samples" : earlier }

  /// The explanation of the row.
  func explanation() -> Explanation {
    let tried = folder.sensitivity.filter {
      $0["mutation"] == row.mutationName && $0["earlier_sample"] == earlier
        && $0["later_sample"] == later
    }
    let single = tried.filter { $0["varied"] != "all" }
    let flips = single.filter { $0["flips"] == "true" }.map {
      Explanation.Flip(varied: $0["varied"], value: $0["value"], call: $0["call"])
    }
    var result = Explanation(
      patient: row["patient"], mutation: row.mutationName, gene: row["gene"],
      proteinChange: row["protein_change"], earlierSample: earlier, laterSample: later,
      call: row["call"], reason: optional("reason"),
      flags: row["flags"].split(separator: ";").map(String.init),
      functionalClass: optional("functional_class"), earlierDepth: row.int("earlier_depth"),
      earlierAlternate: row.int("earlier_alt"), laterDepth: row.int("later_depth"),
      laterAlternate: row.int("later_alt"), expectedIfClonal: expectedIfClonal,
      detectionPower: row.double("detection_power"),
      smallestVisibleClone: row.double("lod95_ccf"),
      earlierUpperBound: row.double("earlier_ccf_upper95"),
      earlierAboveThreshold: row.double("p_earlier_above_threshold"), threshold: threshold,
      probabilities: probabilities, depthsNeeded: depthsNeeded, assumptionsTried: single.count,
      flips: flips,
      flipsTogether: tried.contains { $0["varied"] == "all" && $0["flips"] == "true" },
      acquiredRange: ["min", "max"].compactMap { bound in
        tried.first { $0["varied"] == "all" && $0["value"] == bound }?.double("p_acquired")
      }, sentences: [])
    result.sentences =
      [headline] + purityLines + reads(result) + power(result) + changes(result) + depths(result)
      + assumptions(result)
    result.sentences.append("For research use only.")
    return result
  }

  private func optional(_ name: String) -> String? { row[name].isEmpty ? nil : row[name] }

  private func probability(_ name: String) -> String {
    row.double(name).map(Wording.number) ?? "unknown"
  }

  private static let classes = [
    "p_acquired", "p_preexisting_subclonal", "p_preexisting_clonal", "p_lost", "p_artefact",
  ]

  private var probabilities: [String: Double] {
    Dictionary(
      uniqueKeysWithValues: Self.classes.compactMap { name in row.double(name).map { (name, $0) } })
  }

  // MARK: - The call

  private var headline: String {
    let clone = Wording.number(threshold)
    switch OriginLabel(rawValue: row["call"]) {
    case .acquired:
      return
        "Acquired: it is in \(later), and in the sampled tissue of \(earlierName) a clone with "
        + "it of \(clone) or more of the tumour cells is excluded "
        + "(P(acquired) \(probability("p_acquired")))."
    case .preexistingSubclonal:
      return "Pre-existing, sub-clonal: in the sampled tissue of \(earlierName) some of the tumour "
        + "cells had it\(fraction("earlier")), and it is in \(later) "
        + "(P \(probability("p_preexisting_subclonal")))."
    case .preexistingClonal:
      return
        "Pre-existing, clonal: in the sampled tissue of \(earlierName) all tumour cells had it, "
        + "and it is in \(later) (P \(probability("p_preexisting_clonal")))."
    case .preexisting:
      return "Pre-existing: it was there in the sampled tissue of \(earlierName)"
        + "\(fraction("earlier")); whether in all or some of the tumour cells is unclear "
        + "(sub-clonal P \(probability("p_preexisting_subclonal")), "
        + "clonal P \(probability("p_preexisting_clonal")))."
    case .lost:
      return
        "Lost: it was there in the sampled tissue of \(earlierName)\(fraction("earlier")), and "
        + "it is not in the sampled tissue of \(later) (P(lost) \(probability("p_lost")))."
    case .artefact where row["flags"].contains("absentFromBoth"):
      return "In neither: the sampled tissue of \(earlierName) and of \(later) does not show it; "
        + "another sample of the patient does."
    case .artefact:
      return "Artefact: errors explain the reads better than a clone in the sampled tissue of "
        + "\(earlierName) or of \(later) (P \(probability("p_artefact")))."
    case .indeterminate where isWeakLater:
      return "Indeterminate: the reads do not settle what became of it. The later sample is too "
        + "shallow or too impure, or no reads were counted in it: a clone of 25 % of its tumour "
        + "cells would be missed more often than in one case of five, so nothing is said of its "
        + "absence from the sampled tissue of \(later)."
    case .indeterminate, nil:
      let reason = IndeterminateReason(rawValue: row["reason"])
      return "Indeterminate: the reads do not settle whether it was there in the sampled tissue of "
        + "\(earlierName). " + (reason.map(Sentences.sentence) ?? "No reason is given.")
    }
  }

  /// Whether it is the later sample that lacks the power.
  private var isWeakLater: Bool {
    guard row["reason"] == IndeterminateReason.underpowered.rawValue,
      let earlier = row.double("detection_power"), let later = row.double("later_detection_power")
    else { return false }
    return later < OriginGate.power
      && (earlier >= OriginGate.power || (row.int("earlier_alt") ?? 0) > 0)
  }

  private func fraction(_ side: String) -> String {
    guard let median = row.double("\(side)_ccf"), let low = row.double("\(side)_ccf_low"),
      let high = row.double("\(side)_ccf_high")
    else { return "" }
    return " (cancer cell fraction \(Wording.number(median)), 90 % interval "
      + "\(Wording.number(low)) to \(Wording.number(high)))"
  }

  // MARK: - Reads

  private func reads(_ result: Explanation) -> [String] {
    var lines: [String] = []
    for (side, name) in [("earlier", earlierName), ("later", later)] {
      if let depth = row.int("\(side)_depth"), let alternate = row.int("\(side)_alt") {
        lines.append(
          "Reads seen in \(name): \(Wording.grouped(alternate)) alternate of "
            + "\(Wording.grouped(depth)).")
      } else {
        lines.append("Reads seen in \(name): none were counted (\(absence(side))).")
      }
    }
    if let expected = result.expectedIfClonal, let depth = result.earlierDepth {
      let most = expected.count > 1 ? expected[1] : expected[0]
      let range =
        most > expected[0]
        ? "\(Self.rounded(expected[0])) to \(Self.rounded(most))" : Self.rounded(expected[0])
      lines.append(
        "Reads expected in \(earlierName) if all its tumour cells had it: about \(range) of "
          + "\(Wording.grouped(depth)) (purity \(probability("earlier_purity")), "
          + "\(copyNumberWords)).")
    }
    if let outweighed { lines.append(outweighed) }
    return lines + errorModels
  }

  /// Where the label goes against the earlier sample's own reads at this place.
  private var outweighed: String? {
    guard let factor = row.double("log10_bf_absent"), abs(factor) >= 0.5 else { return nil }
    let times = Wording.number((pow(10, abs(factor)) * 10).rounded() / 10)
    let isPreexisting = OriginLabel(rawValue: row["call"])?.isPreexisting ?? false
    if isPreexisting, factor > 0 {
      return
        "By themselves these reads favour absence from \(earlierName) \(times) times over; the "
        + "patient's other mutations, which show a clone there, outweigh them."
    }
    if row["call"] == OriginLabel.acquired.rawValue, factor < 0 {
      return "By themselves these reads favour presence in \(earlierName) \(times) times over; the "
        + "patient's other mutations outweigh them."
    }
    return nil
  }

  private func absence(_ side: String) -> String {
    switch row["\(side)_observation"] {
    case "uncalled": "the table has no row for it; that is not a count of zero"
    case "without_counts": "the table lists it without counts"
    default: "the place is not covered, or nothing is known of it"
    }
  }

  private static func rounded(_ reads: Double) -> String {
    reads < 10 ? Wording.number((reads * 10).rounded() / 10) : "\(Int(reads.rounded()))"
  }

  private var copyNumber: CopyNumber? {
    guard let major = row.int("earlier_major_cn"), let minor = row.int("earlier_minor_cn") else {
      return nil
    }
    return CopyNumber(major: major, minor: minor)
  }

  /// The parts of the earlier sample's tumour cells, where they differ.
  private var mixture: CopyNumberMixture? { CopyNumberMixture(tableText: row["earlier_cn_parts"]) }

  private var copyNumberWords: String {
    if let mixture {
      let parts = mixture.parts.map {
        "\($0.copyNumber.major)+\($0.copyNumber.minor) in \(Wording.number($0.cellFraction))"
      }
      return "copy number \(parts.joined(separator: " and ")) of its tumour cells"
    }
    return copyNumber.map { "copy number \($0.major)+\($0.minor)" }
      ?? "copy number unknown, here taken as 1+1"
  }

  private var normalCopies: Int {
    guard let chromosome = Chromosome(row["chromosome"]), !chromosome.isAutosome,
      let patient = folder.manifest.patients.first(where: { $0.id == row["patient"] }),
      patient.sex == Sex.male.rawValue, chromosome.isX || chromosome.isY
    else { return 2 }
    let build = patient.build.flatMap { GenomeBuild(rawValue: $0) }
    let isShared =
      build?.isPseudoAutosomal(chromosome, position: row.int("position") ?? 0) ?? false
    return isShared ? 2 : 1
  }

  /// Copies per tumour cell, averaged over tumour cells.
  private var meanCopies: Double {
    mixture.map { mean($0) { Double($0.total) } } ?? Double(copyNumber?.total ?? normalCopies)
  }

  private var tumorCopies: Int {
    mixture == nil ? copyNumber?.total ?? normalCopies : max(1, Int(meanCopies.rounded()))
  }

  private func mean(_ mixture: CopyNumberMixture, _ value: (CopyNumber) -> Double) -> Double {
    mixture.parts.reduce(0) { $0 + $1.cellFraction * value($1.copyNumber) }
  }

  private var pair: ResultsFolder.Row? {
    folder.pairs.first { $0["earlier_sample"] == earlier && $0["later_sample"] == later }
  }

  private var errorRate: Double {
    let isDeamination = ["C>T", "G>A"].contains("\(row["ref"])>\(row["alt"])")
    return pair?.double(isDeamination ? "earlier_deamination_rate" : "earlier_error_rate") ?? 1e-3
  }

  private var expectedIfClonal: [Double]? {
    guard !isJoint, let depth = row.int("earlier_depth"), depth > 0,
      let purity = row.double("earlier_purity"), tumorCopies > 0
    else { return nil }
    let molecules = purity * meanCopies + (1 - purity) * Double(normalCopies)
    let least = mixture.map { mean($0) { $0.total > 0 ? 1 : 0 } } ?? 1
    let most = mixture.map { mean($0) { Double($0.major) } } ?? Double(copyNumber?.major ?? 1)
    return Set([least, max(least, most)]).sorted().map { copies in
      let share = purity * copies / molecules
      return Double(depth) * (errorRate + (1 - errorRate) * share)
    }
  }

  // MARK: - Power

  private func power(_ result: Explanation) -> [String] {
    var lines: [String] = []
    if let clone = result.smallestVisibleClone {
      lines.append(
        "Smallest clone that \(earlierName) would have shown with 95 % power: "
          + "\(Wording.number(clone)) of its tumour cells.")
    } else if result.reason != IndeterminateReason.notAssessable.rawValue {
      lines.append(
        "Even a clonal mutation would have been missed in \(earlierName) more often than in 5 % of "
          + "cases.")
    }
    if let power = result.detectionPower {
      let isCensored = row["earlier_observation"] == "uncalled"
      let needed =
        isCensored
        ? "\(Wording.number(OriginGate.censoredPower)), since no reads were counted"
        : Wording.number(OriginGate.power)
      lines.append(
        "A clone of 0.25 would have been seen there with a power of \(Wording.number(power)); an "
          + "acquired call needs \(needed).")
    }
    if row["call"] == OriginLabel.lost.rawValue, let power = row.double("later_detection_power") {
      lines.append(
        "In \(later) a clone of 0.25 would have been seen with a power of \(Wording.number(power))."
      )
    }
    if let shared = row.double("log10_bf_shared"),
      let independent = row.double("log10_bf_independent"),
      let patchy = row.double("log10_bf_patchy")
    {
      lines.append(
        "Evidence for absence from all earlier samples, log10 Bayes factors: "
          + "\(Wording.number(shared)) against a clone of one share in all, "
          + "\(Wording.number(independent)) against a share of its own in each, "
          + "\(Wording.number(patchy)) against a clone that only some of the regions hold. Depth "
          + "cannot replace regions.")
    }
    if let bound = result.earlierUpperBound {
      lines.append(
        "If any clone was there, it held at most \(Wording.number(bound)) of the tumour cells "
          + "(95 % bound).")
    }
    return lines
  }

  // MARK: - What would change the call

  private func changes(_ result: Explanation) -> [String] {
    var lines: [String] = []
    if let above = result.earlierAboveThreshold {
      lines.append(
        "P(earlier clone of \(Wording.number(threshold)) or more) is \(Wording.number(above)); an "
          + "acquired call needs at most 0.05, and --relabel with another --threshold asks again.")
    }
    let isLost = mixture?.parts.allSatisfy { $0.copyNumber.minor == 0 } ?? (copyNumber?.minor == 0)
    if isLost, normalCopies == 2 {
      lines.append(
        "\(earlierName) has lost one allele here; if the mutation was on the lost copy, it was "
          + "there before and these reads cannot show it.")
    }
    guard result.reason != IndeterminateReason.notAssessable.rawValue else {
      return lines + [
        "What would change it: counts at this place in both samples (a row with t_alt_count 0 "
          + "counts), or --uncalled censored."
      ]
    }
    let range =
      result.acquiredRange.count == 2
      ? " With several changed together P(acquired) runs from "
        + "\(Wording.number(result.acquiredRange[0])) to \(Wording.number(result.acquiredRange[1]))."
      : ""
    if !result.flips.isEmpty {
      let words = result.flips.map {
        "\($0.call) with \(Sentences.assumption($0.varied, $0.value))"
      }
      lines.append("What would change it: the call would be \(Wording.list(words)).\(range)")
    } else if result.flipsTogether {
      lines.append(
        "What would change it: none of the \(result.assumptionsTried) assumptions that were changed "
          + "one by one, the prior among them, but some of them together.\(range)")
    } else if result.assumptionsTried > 0 {
      lines.append(
        "What would change it: none of the \(result.assumptionsTried) assumptions that were "
          + "changed, the prior among them.\(range)")
    } else {
      lines.append(
        "What would change it was not tried for this mutation; --sensitivity all tries it.")
    }
    return lines
  }

  // MARK: - Depth

  func setting(depth: Int) -> DetectionPower? {
    guard !isJoint, let purity = row.double("earlier_purity"), tumorCopies > 0 else { return nil }
    return DetectionPower(
      depth: depth, purity: purity, tumorCopies: tumorCopies, normalCopies: normalCopies,
      errorRate: errorRate, precision: pair?.double("earlier_precision") ?? .infinity)
  }

  private var depthsNeeded: [Explanation.Depth] {
    guard let setting = setting(depth: row.int("earlier_depth") ?? 0) else { return [] }
    return [(threshold, 0.95), (0.25, 0.8)].map { fraction, power in
      Explanation.Depth(
        cellFraction: fraction, power: power,
        depth: setting.depthNeeded(for: fraction, power: power))
    }
  }

  private func depths(_ result: Explanation) -> [String] {
    result.depthsNeeded.map { need in
      let what =
        "To show a clone of \(Wording.number(need.cellFraction)) in \(earlierName) with "
        + "\(Int((need.power * 100).rounded())) % power"
      guard let depth = need.depth else {
        return "\(what), no depth is enough: errors or the spread of allele counts hide it."
      }
      guard let now = result.earlierDepth else {
        return
          "\(what), sequence it to \(Wording.count(depth, "read")); its depth here is not known."
      }
      return now >= depth
        ? "\(what), \(Wording.count(depth, "read")) are needed; it has \(Wording.grouped(now))."
        : "\(what), re-sequence it to \(Wording.count(depth, "read")); it has "
          + "\(Wording.grouped(now))."
    }
  }

  // MARK: - Assumptions

  private func assumptions(_ result: Explanation) -> [String] {
    var lines = Sentences.sentences(flagNames: result.flags).map { "Mind: \($0)" }
    if let pair, !pair["warnings"].isEmpty { lines.append("Of this pair: \(pair["warnings"]).") }
    if let known = result.functionalClass {
      lines.append("The knowledge table calls the variant \(known.replacing("_", with: " ")).")
    }
    lines.append(
      "Reads of one biopsy speak of the sampled tissue only: a clone elsewhere in the tumour stays "
        + "unseen at any depth." + (acquiredInPatient.map { " \($0)" } ?? ""))
    return lines
  }

  /// What unsampled regions leave of "acquired", as a range that rests on assumptions alone.
  private var acquiredInPatient: String? {
    guard row["call"] == "acquired", !isJoint, let acquired = row.double("p_acquired"), let pair,
      let weights = Self.weights(of: pair),
      let range = SpatialSampling.acquiredInPatient(
        acquired: acquired, acquiredPrior: weights.acquired, preexistingPrior: weights.subclonal)
    else { return nil }
    return "If such clones held 5 % to 30 % of the regions of the earlier tumour, the probability "
      + "that it arose later anywhere in the patient would be \(Wording.number(range.lowerBound)) "
      + "to \(Wording.number(range.upperBound)); that range rests on the assumption, not on reads."
  }

  private static func weights(
    of pair: ResultsFolder.Row
  ) -> (acquired: Double, subclonal: Double)? {
    let values = ["weight_0s", "weight_0c", "weight_ss", "weight_sc"].compactMap(pair.double)
    guard values.count == 4 else { return nil }
    return (values[0] + values[1], values[2] + values[3])
  }
}

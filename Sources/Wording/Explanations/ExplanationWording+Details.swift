import ClonalEvolution
import Results
import TumorModel

extension ExplanationWording {
  /// All else that is known of the call.
  var details: [String] {
    let evidence = genome + purityLines + errorModels + depthSetting
    let weights = outweighed + aboveThreshold + presentFraction + regions
    let notes = flagSentences.map { "Note: \($0)" } + pairFindings + knowledge
    return evidence + weights + notes + [sampledTissue]
  }

  /// What the flags say; of a call that is not robust, whether one assumption alone changes it.
  private var flagSentences: [String] {
    guard row.flags.contains(.notRobust), !assumptions.isEmpty else { return row.flags.sentences }
    let isOneEnough = assumptions.contains { $0.flips && !isJoint($0) }
    return row.flags.subtracting(.notRobust).sentences + [
      isOneEnough
        ? "The call changes when a single assumption is varied."
        : "The call changes when several assumptions are varied together, but not when one is."
    ]
  }

  /// Purity and copy numbers of the earlier sample.
  private var genome: [String] {
    guard let purity = row.earlier.purity else { return [] }
    let copies: String
    if let parts = row.earlier.copyNumberParts?.parts {
      copies =
        "copy number "
        + Wording.list(
          parts.map {
            "\($0.copyNumber.major)+\($0.copyNumber.minor) in \(Wording.number($0.cellFraction))"
          }) + " of its tumour cells"
    } else if let major = row.earlier.majorCopies, let minor = row.earlier.minorCopies {
      copies = "copy number \(major)+\(minor)"
    } else if let mean = row.explanation.tumorCopies {
      copies = "copy number unknown, \(Wording.number(mean)) on average"
    } else {
      copies = "copy number unknown"
    }
    return ["\(earlier): purity \(Wording.number(purity)), \(copies)."]
  }

  /// The purities that fit each sample of the call, where there are several.
  private var purityLines: [String] {
    [row.earlierSample.id, row.laterSample.id].compactMap { name in
      guard let name else { return nil }
      let solutions = purities.filter { $0.sample == name }
      guard solutions.count > 1 else { return nil }
      let words = solutions.map { solution in
        let ploidy = solution.ploidy.map { ", ploidy \(Wording.number($0))" } ?? ""
        return
          "\(Wording.number(solution.purity)) (weight \(Wording.number(solution.weight))\(ploidy))"
      }
      return "Several purities fit \(name): \(words.joined(separator: " or "))."
    }
  }

  /// By which error model each sample's reads were judged.
  private var errorModels: [String] {
    [(row.earlier, earlier), (row.later, later)].compactMap { side, name in
      guard let model = side.errorModel else { return nil }
      var words = "Errors in \(name) were judged by \(model.basis.words)"
      if let rate = row.backgroundRate, let normals = row.backgroundNormals,
        model.basis == .panel || model.basis == .normals
      {
        words += " (\(Wording.rate(rate)) of the reads, \(Wording.count(normals, "normal sample")))"
      }
      if model.usesOrientation { words += ", and by the orientation of the read pairs" }
      if model.usesOrientation, let counts = side.orientation?.counts {
        words += " (\(counts[0]) reads with the mutation in one, \(counts[1]) in the other)"
      }
      return words + "."
    }
  }

  private var outweighed: [String] {
    guard let evidence = row.explanation.outweighed, let factor = row.log10BayesFactorAbsent else {
      return []
    }
    let times = Wording.times(log10: factor.magnitude)
    return [
      "By themselves the reads of \(earlier) favour \(evidence.words) \(times) times over; the "
        + "patient's other mutations outweigh them."
    ]
  }

  private var aboveThreshold: [String] {
    guard let above = row.earlierAboveThreshold else { return [] }
    return [
      "\(aboveName) is \(Wording.probability(above)), by the reads and the other mutations of the "
        + "patient and the study; an acquired call needs at most \(Wording.number(OriginGate.exclusion))"
        + (row.earlier.missing == .uncalled
          ? " and, where no reads were counted, a power of \(Wording.number(OriginGate.censoredPower))."
          : ".")
    ]
  }

  /// The earlier fraction were the mutation there, where the call leaves that open.
  private var presentFraction: [String] {
    guard row.call == .indeterminate, let found = fractionIfPresent else { return [] }
    return [
      "If it was present in \(earlier), its cancer cell fraction was \(Wording.number(found.median)) "
        + "(90 % interval given presence \(Wording.range(found.low, found.high)))."
    ]
  }

  /// What the power and the depths that are needed were computed with.
  private var depthSetting: [String] {
    guard row.explanation.depthForThreshold != nil || row.explanation.depthForQuarter != nil,
      let rate = row.explanation.errorRate
    else { return [] }
    let precision = (pair?.earlier.precision).map {
      $0.isFinite ? ", a precision of allele counts of \(Wording.number($0.rounded()))" : ""
    }
    return [
      "Power and depths in \(earlier) hold for an error rate of \(Wording.rate(rate))"
        + "\(precision ?? "") and the purity and copy numbers above."
    ]
  }

  private var regions: [String] {
    guard let shared = row.log10BayesFactorShared,
      let independent = row.log10BayesFactorIndependent, let patchy = row.log10BayesFactorPatchy
    else { return [] }
    return [
      "Evidence for absence from all earlier samples, log10 Bayes factors: \(Wording.number(shared)) "
        + "against one shared cancer cell fraction, \(Wording.number(independent)) against a fraction "
        + "of its own in each, \(Wording.number(patchy)) against presence in some of the regions only."
    ]
  }

  private var pairFindings: [String] {
    guard let words = pair?.findingWords, !words.isEmpty else { return [] }
    return ["This pair: \(words.joined(separator: "; "))."]
  }

  private var knowledge: [String] {
    row.functionalClass.isEmpty
      ? []
      : ["The knowledge table calls the variant \(row.functionalClass.replacing("_", with: " "))."]
  }

  /// What one biopsy leaves open, and what unsampled regions leave of an acquired call.
  private var sampledTissue: String {
    let caution =
      "Reads of one biopsy inform about the sampled tissue only: a clone elsewhere in the tumour "
      + "stays unseen at any depth."
    guard let low = row.explanation.acquiredInPatientLow,
      let high = row.explanation.acquiredInPatientHigh
    else { return caution }
    let shares = SpatialSampling.assumedPrevalences
    return caution
      + " If such clones held \(Wording.percent(shares.lowerBound)) to "
      + "\(Wording.percent(shares.upperBound)) of the regions of the earlier tumour, P(acquired anywhere "
      + "in the patient) would be \(Wording.range(low, high)); that rests on the assumption, not on reads."
  }
}

import NumericalMethods
import TumorModel
import Glibc

/// The sequencing of one sample.
///
/// Depth is a gamma mixture of Poisson counts: M. Greenwood and G. U. Yule, *J. R. Stat. Soc.* 83, 255
/// (1920), doi:10.2307/2341080. Alternate reads are beta-binomial, see `BetaBinomial`; errors, artefacts and
/// the caller's rule are derived here.
struct Sequencer: Sendable {
  /// What is true of the sample.
  let sample: SampleTruth
  /// The gamma shape of depth over sites.
  let siteShape: Double

  /// The error rate at a kind of site.
  func errorRate(isDeamination: Bool) -> Double {
    isDeamination ? sample.deaminationRate : sample.errorRate
  }

  /// Draws the reads at a site.
  func reads(at site: SiteTruth, using random: RandomSource) -> ReadCounts {
    sequence(site, using: random).counts
  }

  /// Draws the reads at a site and tells where the alternate ones come from.
  func sequence(_ site: SiteTruth, using random: RandomSource) -> SequencedSite {
    let copies = sample.purity * site.tumorCopies + (1 - sample.purity) * site.normalCopies
    let mean = sample.meanDepth * max(copies, 0.05) / 2
    let depth = random.poisson(mean: random.gamma(shape: siteShape, scale: mean / siteShape))
    guard depth > 0 else { return SequencedSite(counts: Self.counts(0, 0)) }

    var molecules = sample.purity * site.multiplicity * site.fraction / max(copies, 1e-9)
    if sample.dropOut > 0, random.chance(sample.dropOut) { molecules = 0 }
    molecules = site.captureOdds * molecules / (site.captureOdds * molecules + 1 - molecules)
    molecules = min(molecules, 1)
    let alternate = random.betaBinomial(
      trials: depth, mean: molecules, precision: sample.precision)

    let base = errorRate(isDeamination: site.isDeamination)
    var error =
      sample.errorPrecision.isFinite
      ? random.beta(base * sample.errorPrecision, (1 - base) * sample.errorPrecision) : base
    error += site.artefactFrequency
    let share = site.isDeamination ? sample.deaminationArtefactShare : sample.artefactShare
    if site.fraction == 0, site.artefactFrequency == 0, random.chance(share) {
      error += random.logUniform(in: 0.01...0.06)
    }
    let misread = random.binomial(trials: depth - alternate, probability: min(error, 1))
    let unread = random.binomial(trials: alternate, probability: min(base, 1))
    var result = SequencedSite(counts: Self.counts(alternate + misread - unread, depth))
    result.misread = min(misread, Int(result.counts.alternate))
    if sample.isFixed, site.isDeamination, error > 0 {
      result.damagedShare = max(0, 1 - (sample.errorRate + site.artefactFrequency) / error)
    }
    return result
  }

  /// Whether a caller would list the site: three alternate reads, and a frequency of 2 % or more
  /// reads than errors alone give once in a thousand sites.
  func discovers(_ reads: ReadCounts, isDeamination: Bool) -> Bool {
    let (alternate, depth) = (Int(reads.alternate), Int(reads.depth))
    guard alternate >= 3 else { return false }
    if Double(alternate) >= 0.02 * Double(depth) { return true }
    let error = errorRate(isDeamination: isDeamination)
    var term = exp(Double(depth) * log1p(-error))
    var below = term
    for count in 1..<alternate {
      term *= Double(depth - count + 1) / Double(count) * error / (1 - error)
      below += term
    }
    return 1 - below < 1e-3
  }

  private static func counts(_ alternate: Int, _ depth: Int) -> ReadCounts {
    guard let counts = ReadCounts(alternate: min(alternate, depth), depth: depth) else {
      preconditionFailure("reads that cannot be")
    }
    return counts
  }
}

import Glibc
import TumorModel

/// Loci of one sample whose reads follow the same model.
struct LocusKind: Hashable, Sendable {
  /// Copies per normal cell, where they are known.
  var normalCopies: Int?
  /// The tumour's copy number, where it is known.
  var copyNumber: CopyNumber?
  /// Its parts, where tumour cells differ; ``copyNumber`` is that of most cells.
  var mixture: CopyNumberMixture?
  /// The kind of change.
  var change: ChangeKind
  /// What normal samples show at the site; `nil` where nothing is known.
  var background: BackgroundClass?
  /// What is assumed where the copy number is not known.
  var genome = AssumedGenome.usual
  /// Alternate to reference odds of capture of a base change.
  var captureOdds = 1.0

  /// The deviation of ln w of an indel, whose capture odds are not known.
  private static let indelOddsDeviation = 0.15

  /// The states such a locus may be in, weights adding to 1; empty when the tumour has no copy.
  var states: [LocusState] {
    var states: [LocusState] = []
    for normal in normalCopies.map({ [$0] }) ?? [1, 2] {
      let share = normalCopies == nil ? 0.5 : 1
      if let mixture {
        guard let histories = SubclonalHistories(mixture) else { continue }
        states.append(
          LocusState(
            weight: share, major: mixture.dominant.major, minor: mixture.dominant.minor,
            normalCopies: normal, captureOdds: captureOdds, histories: histories))
      } else if let copyNumber {
        guard copyNumber.total > 0 else { continue }
        states.append(
          LocusState(
            weight: share, major: copyNumber.major, minor: copyNumber.minor, normalCopies: normal,
            captureOdds: captureOdds))
      } else {
        let prior = normal == 2 ? genome.copyNumbers : genome.copyNumbers.haploid
        for entry in prior.entries {
          states.append(
            LocusState(
              weight: share * entry.weight, major: entry.copyNumber.major,
              minor: entry.copyNumber.minor, normalCopies: normal, captureOdds: captureOdds))
        }
      }
    }
    guard change == .indel else { return states }
    // Three-point Gauss–Hermite rule for ln w ~ Normal(0, 0.15).
    let step = 3.0.squareRoot() * Self.indelOddsDeviation
    return states.flatMap { state in
      [(-step, 1.0 / 6), (0, 2.0 / 3), (step, 1.0 / 6)].map { shift, weight in
        var shifted = state
        shifted.captureOdds = exp(shift)
        shifted.weight *= weight
        return shifted
      }
    }
  }
}

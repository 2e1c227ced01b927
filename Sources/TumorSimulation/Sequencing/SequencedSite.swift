import NumericalMethods
import TumorModel

/// The reads of a site and where they come from.
///
/// One-sided orientation of damage: M. Costello et al., *Nucleic Acids Res.* 41, e67 (2013),
/// doi:10.1093/nar/gks1443.
struct SequencedSite: Sendable {
  /// The reads.
  var counts: ReadCounts
  /// Alternate reads of reference molecules.
  var misread = 0
  /// The share of ``misread`` that damage of one strand gave.
  var damagedShare = 0.0

  /// Divides the reads by the orientation of their pairs.
  ///
  /// Damage lies on the strand with the cytosine, so that its reads have one orientation at a site,
  /// but for a few. All other reads have either, at a share that varies a little between sites.
  ///
  /// - Parameter isFirst: Whether damage at this site shows in F1R2.
  func support(isFirst: Bool, using random: RandomSource) -> ReadSupport {
    let share = random.beta(25, 25)
    let damaged = random.binomial(trials: misread, probability: min(damagedShare, 1))
    let leaked = random.binomial(trials: damaged, probability: 0.03)
    let plain = random.binomial(
      trials: Int(counts.alternate) - damaged, probability: share)
    let first = plain + (isFirst ? damaged - leaked : leaked)
    let reference = Int(counts.depth - counts.alternate)
    let firstReference = random.binomial(trials: reference, probability: share)
    var support = ReadSupport()
    support.firstOrientation = ReadSupport.Split(
      reference: Int32(firstReference), alternate: Int32(first))
    support.secondOrientation = ReadSupport.Split(
      reference: Int32(reference - firstReference), alternate: counts.alternate - Int32(first))
    return support
  }
}

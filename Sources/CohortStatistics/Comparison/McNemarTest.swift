import Glibc
import NumericalMethods

/// The exact test of McNemar: are changes in one direction more frequent than in the other?
///
/// Only patients whose two samples differ are informative; under the null hypothesis each is
/// equally likely to have gained or lost the mutation. Five pairs that all gained it give 0.0625,
/// so that so few pairs cannot reach 0.05.
///
/// Q. McNemar, *Psychometrika* 12, 153–157 (1947), doi:10.1007/BF02295996. On the exact test and the
/// mid-p-value see M. W. Fagerland, S. Lydersen and P. Laake, *BMC Med. Res. Methodol.* 13, 91 (2013),
/// doi:10.1186/1471-2288-13-91.
public struct McNemarTest: Hashable, Sendable {
  /// The pairs with the mutation in the later sample only.
  public let gained: Int
  /// The pairs with the mutation in the earlier sample only.
  public let lost: Int

  /// Creates the test.
  ///
  /// - Parameters:
  ///   - gained: At least 0; anything else traps.
  ///   - lost: At least 0.
  public init(gained: Int, lost: Int) {
    precondition(gained >= 0 && lost >= 0, "counts of at least 0")
    self.gained = gained
    self.lost = lost
  }

  /// The two-sided p-value, `2 P(K ≤ min(gained, lost))` for `K ~ Bin(gained + lost, 1/2)`, at most 1.
  ///
  /// It is exact, and therefore conservative; 1 if there is no change.
  public var pValue: Double { min(1, 2 * lowerTail) }

  /// The mid-p-value, in which only half of the probability of the observed result counts.
  ///
  /// Its error rate is closer to the nominal level than that of ``pValue``, but is not guaranteed
  /// to stay below it.
  public var midP: Double { min(1, 2 * lowerTail - exp(changes.logProbability(of: rarer))) }

  private var rarer: Int { min(gained, lost) }
  private var changes: Binomial { Binomial(trials: gained + lost, probability: 0.5) }
  private var lowerTail: Double { changes.cumulativeProbability(upTo: rarer) }
}

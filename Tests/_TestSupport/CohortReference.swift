import Foundation
public import Testing

/// Values of the cohort's estimators that an independent program computed.
///
/// `References/cohort_reference.json` was made with numpy and scipy: the same optimum by another
/// interior point and another search for its ends. Tightening that program's gap a hundredfold moved no
/// end by more than 2e-7.
public struct CohortReference: Decodable, Sendable {
  /// The reads of one patient's primary.
  public struct Reads: Decodable, Sendable {
    /// The alternate reads.
    public let k: Int
    /// All reads.
    public let n: Int
    /// The purity.
    public let purity: Double
    /// The error rate.
    public let eps: Double
  }

  /// The proportion of patients below one threshold.
  public struct Proportion: Decodable, Sendable {
    /// The threshold.
    public let cstar: Double
    /// Named as in the file: patients, without, effective, drops, estimate, limits and falls.
    public let patients, without, effective, effectiveBelow, dropLow, dropHigh: Double
    /// The range of the estimate and the interval.
    public let bestLow, bestHigh, low, high: Double
    /// The falls of the log-likelihood at 0 and 1.
    public let lrNone, lrAll: Double
    /// The sentence.
    public let sentence: String
  }

  /// A range.
  public struct Limits: Decodable, Sendable {
    /// Its ends.
    public let low, high: Double
  }

  /// A cohort.
  public struct Case: Decodable, Sendable, CustomTestStringConvertible {
    /// What it is.
    public let name: String
    /// One row each.
    public let patients: [Reads]
    /// Their weights.
    public let weights: [Double]
    /// Per threshold.
    public let theta: [Proportion]
    /// The limit of strict absence.
    public let strictlyAbsent: Limits
    /// The name shown by the test runner.
    public var testDescription: String { name }
  }

  /// Falls allowed for a number of clear patients.
  public struct Drop: Decodable, Sendable {
    /// Successes, trials, the share of the observed count, and the two falls.
    public let y, m, mid, low, high: Double
  }

  /// A test of a gene's labels.
  public struct Labels: Decodable, Sendable {
    /// One per mutation.
    public let weight: [Double]
    /// One per mutation.
    public let patient: [Int]
    /// 1 where the mutation is the gene's.
    public let gene: [Int]
    /// Results.
    public let p, midP, observed, expected, variance, smallestP: Double
  }

  /// A score test.
  public struct Association: Decodable, Sendable {
    /// The exposure of each patient.
    public let x: [Double]
    /// The threshold and the results.
    public let cstar, z, p, information: Double
  }

  /// A difference of two groups, on 101 proportions each, with the larger falls of the two.
  public struct Comparison: Decodable, Sendable {
    /// The threshold and the results.
    public let cstar, p, low, high: Double
  }

  /// Gains against losses.
  public struct GainLoss: Decodable, Sendable {
    /// The threshold, the results and their tolerance.
    public let cstar, gained, lost, p, tolerance: Double
  }

  /// The grid points.
  public let grid: [Double]
  /// The absolute tolerance of ``cases``.
  public let tolerance: Double
  /// Cohorts.
  public let cases: [Case]
  /// Falls.
  public let thresholds: [Drop]
  /// A test of labels.
  public let genePermutation: Labels
  /// A score test.
  public let association: Association
  /// A difference.
  public let compare: Comparison
  /// Gains against losses.
  public let gainLoss: GainLoss

  /// The file.
  public static let values: CohortReference = {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "References/cohort_reference.json")
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode(CohortReference.self, from: Data(contentsOf: url))
    } catch {
      preconditionFailure("the cohort's reference values cannot be read: \(error)")
    }
  }()
}

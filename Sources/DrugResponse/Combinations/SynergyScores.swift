import Glibc

/// By how much responses exceed what each reference expects, cell by cell and side by side.
public struct SynergyScores: Hashable, Sendable {
  /// One pair of doses.
  public struct Cell: Hashable, Sendable {
    /// The dose of drug A.
    public let doseA: Double
    /// The dose of drug B.
    public let doseB: Double
    /// The mean response observed.
    public let observed: Double
    /// The response that each model expects.
    public let reference: [CombinationModel: Double]
    /// Reference minus observation, above 0 for more effect than expected; for
    /// ``CombinationModel/zeroInteractionPotency`` reference minus fitted curves. Absent where undefined.
    public let excess: [CombinationModel: Double]
    /// Whether dose additivity is undefined, since the weaker drug does not reach the response.
    public let isBeyondWeakerDrug: Bool
    /// The combination index at the response observed; `nil` where undefined.
    public let combinationIndex: Double?
  }

  /// Drug A alone.
  public let drugA: HillFit
  /// Drug B alone.
  public let drugB: HillFit
  /// The pairs of doses with both drugs.
  public let cells: [Cell]

  /// The mean excess over all cells where a model is defined; `nil` where it is nowhere.
  public func meanExcess(_ model: CombinationModel) -> Double? {
    let values = cells.compactMap { $0.excess[model] }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// Scores a checkerboard.
  ///
  /// - Parameters:
  ///   - board: The responses on the viability scale, 1 without drugs.
  ///   - options: How the single-drug curves are fitted.
  public init(
    _ board: Checkerboard, options: CurveOptions = CurveOptions()
  ) throws(Checkerboard.Problem) {
    let fitter = HillFitter(options: options)
    do { drugA = try fitter.fit(board.sliceA(atDoseB: 0)) } catch { throw .drugA(error) }
    do { drugB = try fitter.fit(board.sliceB(atDoseA: 0)) } catch { throw .drugB(error) }
    let reference = CombinationReference(drugA: drugA.curve, drugB: drugB.curve)
    let common = reference.withCommonE0()
    let slices = ConditionalSlices(board, common, options)
    do {
      cells = try board.cells.filter(\.isCombination).map { cell in
        let (a, b) = (cell.doseA, cell.doseB)
        let additive = try reference.loewe(a, b)
        let expected: [CombinationModel: Double] = [
          .bliss: reference.bliss(a, b),
          .highestSingleAgent: reference.highestSingleAgent(a, b), .loewe: additive.response,
          .zeroInteractionPotency: common.bliss(a, b),
        ]
        var excess: [CombinationModel: Double] = [:]
        for model in [CombinationModel.bliss, .highestSingleAgent] {
          excess[model] = expected[model].map { $0 - cell.response }
        }
        if !additive.isBeyondWeakerDrug { excess[.loewe] = additive.response - cell.response }
        if let fitted = slices.response(a, b) {
          excess[.zeroInteractionPotency] = common.bliss(a, b) - fitted
        }
        return Cell(
          doseA: a, doseB: b, observed: cell.response, reference: expected, excess: excess,
          isBeyondWeakerDrug: additive.isBeyondWeakerDrug,
          combinationIndex: reference.combinationIndex(a, b, at: cell.response))
      }
    } catch {
      throw .noSurface
    }
  }
}

/// The curves of each drug at each dose of the other, which start at the other's single effect.
struct ConditionalSlices {
  private var acrossA: [Double: HillCurve] = [:]
  private var acrossB: [Double: HillCurve] = [:]

  init(_ board: Checkerboard, _ reference: CombinationReference, _ options: CurveOptions) {
    for dose in board.dosesB {
      acrossA[dose] = Self.curve(
        board.sliceA(atDoseB: dose), from: reference.drugB.response(at: dose), options)
    }
    for dose in board.dosesA {
      acrossB[dose] = Self.curve(
        board.sliceB(atDoseA: dose), from: reference.drugA.response(at: dose), options)
    }
  }

  private static func curve(
    _ points: [DosePoint], from e0: Double, _ options: CurveOptions
  ) -> HillCurve? {
    var options = options
    options.fixedE0 = e0
    // A slice without a curve leaves its cells without a score.
    return try? HillFitter(options: options).fit(points).curve
  }

  /// The mean of the two curves through a cell.
  func response(_ a: Double, _ b: Double) -> Double? {
    guard let first = acrossA[b], let second = acrossB[a] else { return nil }
    return Self.response(first.response(at: a), second.response(at: b))
  }

  static func response(_ first: Double, _ second: Double) -> Double { 0.5 * (first + second) }
}

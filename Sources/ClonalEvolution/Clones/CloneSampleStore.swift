/// What is asked for again and again while a sample's model is learnt, found once.
///
/// It never changes an answer: everything in it depends on its key alone.
final class CloneSampleStore {
  /// The states that a kind of locus may be in, as it is and in a genome that doubled, with the numbers of mutated
  /// copies in every cell.
  struct States {
    let usual: [LocusState]
    let doubled: [LocusState]
    let usualCopies: [[(copies: Double, weight: Double)]]
    let doubledCopies: [[(copies: Double, weight: Double)]]

    fileprivate init(_ kind: LocusKind) {
      usual = kind.states
      var other = kind
      other.genome = .doubled
      doubled = kind.copyNumber == nil && kind.mixture == nil ? other.states : usual
      (usualCopies, doubledCopies) = (usual.map(\.clonalCopies), doubled.map(\.clonalCopies))
    }
  }

  private struct WeightsKey: Hashable {
    let kind: LocusKind
    let purities: [Double]
    let isDoubled: [Bool]
    let weights: [Double]
    let ownCopies: Double
    let points: Int
    let nodes: Int
  }

  private struct CurvesKey: Hashable {
    let patterns: Int
    let precision: Double
  }

  private var states: [LocusKind: States] = [:]
  private var rows: [Int: CloneRows] = [:]
  private var weights: [WeightsKey: CurveWeights] = [:]
  private var curves: [CurvesKey: CloneCurves] = [:]

  /// Weights and curves that are kept at most; each takes some tens of kilobytes.
  private static let most = (weights: 48, curves: 8)
  /// Patterns of curves that are kept at most.
  private static let mostPatterns = 400

  func states(of kind: LocusKind) -> States {
    let locus = kind.ofPlaces
    if let known = states[locus] { return known }
    let found = States(locus)
    states[locus] = found
    return found
  }

  /// The distinct counts of the first patterns.
  func rows(_ patterns: Int, _ make: () -> CloneRows) -> CloneRows {
    if let known = rows[patterns] { return known }
    let found = make()
    rows[patterns] = found
    return found
  }

  /// The curves of the first patterns at a precision.
  func curves(
    _ patterns: Int, precision: Double, _ make: () -> CloneCurves
  ) -> CloneCurves {
    guard patterns <= Self.mostPatterns else { return make() }
    let key = CurvesKey(patterns: patterns, precision: precision)
    if let known = curves[key] { return known }
    let found = make()
    if curves.count == Self.most.curves { curves.removeAll(keepingCapacity: true) }
    curves[key] = found
    return found
  }

  /// The weights of an axis' points for a kind of locus under a model.
  func weights(
    _ kind: LocusKind, _ model: CloneSampleModel, _ axis: FrequencyAxis,
    _ fractions: CloneFractions
  ) -> CurveWeights {
    func make() -> CurveWeights {
      CurveWeights(
        kind: kind, states: states(of: kind), model: model, axis: axis, fractions: fractions)
    }
    // One purity is looked at once.
    guard model.purities.count > 1 else { return make() }
    let key = WeightsKey(
      kind: kind, purities: model.purities, isDoubled: model.isDoubled, weights: model.weights,
      ownCopies: model.ownCopies, points: axis.shares.count, nodes: fractions.nodes.count)
    if let known = weights[key] { return known }
    let found = make()
    if weights.count == Self.most.weights { weights.removeAll(keepingCapacity: true) }
    weights[key] = found
    return found
  }
}

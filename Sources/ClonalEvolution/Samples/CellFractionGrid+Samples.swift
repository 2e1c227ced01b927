extension CellFractionGrid {
  private static let panelOrder = 6
  private static let panelDeviations = 4.0

  /// One grid for all samples of a patient, fine enough for each.
  static func shared(
    by samples: [(data: SampleData, model: SampleModel)], parameters: OriginParameters
  ) -> CellFractionGrid {
    var (depth, precision, errorRate, slope) = (1, 10.0, 1.0, 0.05)
    for (data, model) in samples {
      depth = max(depth, Int(data.depth.max() ?? 1), Int(data.depths.last ?? 1))
      precision = max(precision, model.precision)
      errorRate = min(errorRate, model.errorRates.min() ?? 1e-4)
      for kind in data.kinds where kind.background != nil {
        errorRate = min(errorRate, model.error(kind).rate)
      }
      slope = max(slope, steepest(data.kinds, purity: model.purities.max() ?? 1))
    }
    return CellFractionGrid(
      thresholds: [parameters.threshold], depth: depth, precision: precision,
      errorPrecision: SampleModel.errorPrecision, errorRate: errorRate, slope: slope,
      order: panelOrder, resolution: panelDeviations)
  }

  /// The greatest λ of any kind of locus.
  private static func steepest(_ kinds: [LocusKind], purity: Double) -> Double {
    var slope = 0.05
    for kind in kinds {
      for state in kind.states {
        let most = state.histories?.lost.map { $0.copies / $0.cellFraction }.max() ?? 1
        slope = max(
          slope,
          1.2 * max(1, most) * purity
            / (purity * state.tumorCopies + (1 - purity) * Double(state.normalCopies)))
      }
    }
    return min(1, slope)
  }
}

public import DrugResponse

extension CombinationRow {
  /// The rows of two drugs on cells.
  public static func rows(_ found: CombinationBootstrap, of series: ResponseSeries) -> [Self] {
    var row = CombinationRow()
    (row.cellLine, row.genotype) = (series.cells.cellLine, series.cells.genotype)
    (row.drugA, row.drugB, row.hours) = (series.drug, series.partner ?? "", series.hours)
    row.replicates = found.replicates
    func with(_ quantity: CombinationQuantity, _ estimate: Estimate?) -> Self {
      var row = row
      row.quantity = quantity
      row.value = IntervalFields(estimate, scale: quantity.isDose ? ResponseCurveRow.nano : 1)
      return row
    }
    return CombinationModel.allCases.map { with(CombinationQuantity($0), found.meanExcess[$0]) }
      + MuSyCFit.Term.allCases.map { with(CombinationQuantity($0), found.terms[$0]) }
  }
}

extension CombinationCellRow {
  /// The rows of two drugs on cells, by dose.
  public static func rows(
    _ found: CombinationBootstrap, of series: ResponseSeries, board: Checkerboard
  ) -> [Self] {
    let scores = Dictionary(
      zip(found.scores.cells, found.cellExcess).map { ([$0.doseA, $0.doseB], ($0, $1)) }
    ) { first, _ in first }
    return board.cells.map { cell in
      var row = CombinationCellRow()
      (row.cellLine, row.genotype) = (series.cells.cellLine, series.cells.genotype)
      (row.drugA, row.drugB, row.hours) = (series.drug, series.partner ?? "", series.hours)
      (row.doseA, row.doseB) = (
        cell.doseA * ResponseCurveRow.nano, cell.doseB * ResponseCurveRow.nano
      )
      row.observed = cell.response
      let surface = found.surface.surface.response(cell.doseA, cell.doseB)
      row.surface = surface.isFinite ? surface : nil
      guard let (score, excess) = scores[[cell.doseA, cell.doseB]] else { return row }
      row.bliss = IntervalFields(excess[.bliss])
      row.highestSingleAgent = IntervalFields(excess[.highestSingleAgent])
      row.loewe = IntervalFields(excess[.loewe])
      row.zeroInteractionPotency = IntervalFields(excess[.zeroInteractionPotency])
      row.index = score.combinationIndex.flatMap { $0.isFinite ? $0 : nil }
      row.isBeyondWeakerDrug = score.isBeyondWeakerDrug
      return row
    }
  }
}

extension RestorationRow {
  /// The rows of a genotype, by the partner's dose.
  ///
  /// - Parameters:
  ///   - found: The comparison.
  ///   - cells: The resistant cells.
  ///   - reference: The genotype of the sensitive ones.
  ///   - drug: The drug whose sensitivity is looked at.
  ///   - partner: The drug that is added.
  ///   - hours: Hours since the drugs were added.
  public static func rows(
    _ found: SensitivityRestoration, of cells: CellPopulation, reference: String, drug: String,
    partner: String, hours: Double
  ) -> [Self] {
    func dose(_ slice: SensitivitySlices.Slice?) -> (IntervalFields, DoseAnswer) {
      guard let slice, slice.outcome != nil else { return (IntervalFields(), .noCurve) }
      return (
        IntervalFields(slice.ic50.estimate, scale: ResponseCurveRow.nano), DoseAnswer(slice.ic50)
      )
    }
    return found.mutant.slices.map { slice in
      var row = RestorationRow()
      (row.cellLine, row.genotype, row.reference) = (cells.cellLine, cells.genotype, reference)
      (row.drug, row.partner, row.hours) = (drug, partner, hours)
      row.partnerDose = slice.doseB * ResponseCurveRow.nano
      (row.resistant, row.resistantAnswer) = dose(slice)
      (row.sensitive, row.sensitiveAnswer) = dose(
        found.wildType.slices.first { $0.doseB == slice.doseB })
      row.gap = IntervalFields(
        slice.doseB == 0
          ? found.resistance : found.shifts.first { $0.doseB == slice.doseB }?.gap)
      row.answer = RestorationAnswer(found.verdict)
      row.interactionP = found.interactionPValue
      return row
    }
  }
}

/// What was found of single drugs: what `response curves --json` prints.
package struct ResponseCurvesSummary: JSONObject, Hashable {
  package var curves: [ResponseCurveRow] = []
  package var comparisons: [ResponseComparisonRow] = []
  package var plates: [PlateQualityRow] = []

  package init() {}

  package static let properties: [JSONProperty<ResponseCurvesSummary>] = [
    JSONProperty("curves", \.curves, meaning: "The curves, as in response_curves.tsv"),
    JSONProperty(
      "comparisons", \.comparisons, meaning: "Genotypes compared, as in response_comparisons.tsv"),
    JSONProperty("plates", \.plates, meaning: "The plates, as in plate_quality.tsv"),
  ]
}

/// What was found of combinations: what `response combinations --json` prints.
package struct CombinationsSummary: JSONObject, Hashable {
  /// Two drugs on cells that could not be scored.
  package struct Refused: JSONObject, Hashable {
    package var cellLine = ""
    package var genotype = ""
    package var drugA = ""
    package var drugB = ""
    package var reason = CombinationRefusal.noSurface

    package init() {}

    package static let properties: [JSONProperty<Refused>] = [
      JSONProperty("cell_line", \.cellLine, meaning: "Cell line"),
      JSONProperty("genotype", \.genotype, meaning: "Genotype"),
      JSONProperty("drug_a", \.drugA, meaning: "First drug"),
      JSONProperty("drug_b", \.drugB, meaning: "Second drug"),
      JSONProperty("reason", \.reason, meaning: "Why they were not scored"),
    ]
  }

  package var combinations: [CombinationRow] = []
  package var restoration: [RestorationRow] = []
  package var plates: [PlateQualityRow] = []
  package var refused: [Refused] = []
  /// Whether wells were counted at the start too; said in the text, and seen in response_points.tsv.
  package var hasStartCounts = false

  package init() {}

  package static let properties: [JSONProperty<CombinationsSummary>] = [
    JSONProperty(
      "combinations", \.combinations, meaning: "Models side by side, as in combinations.tsv"),
    JSONProperty(
      "restoration", \.restoration, meaning: "Sensitivities compared, as in restoration.tsv"),
    JSONProperty("plates", \.plates, meaning: "The plates, as in plate_quality.tsv"),
    JSONProperty("refused", \.refused, meaning: "Combinations that could not be scored"),
  ]
}

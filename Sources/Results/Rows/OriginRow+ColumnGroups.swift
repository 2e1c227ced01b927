import TumorModel

/// The columns that both samples of a pair have, and other groups of alike ones.
extension OriginRow {
  typealias Path<Value> = WritableKeyPath<OriginRow, Value>

  static func counts(_ side: PairSide, _ path: Path<Side>, note: String) -> [Column<Self>] {
    [
      Column(
        "\(side)_depth", path.appending(path: \.depth), unit: .reads, .reads,
        values: "empty where none were counted",
        meaning: "Reads at the site in the \(side) sample\(note)"),
      Column(
        "\(side)_alt", path.appending(path: \.alternate), unit: .reads, .reads,
        values: "at most `\(side)_depth`",
        meaning: "Alternate reads in the \(side) sample\(note)"),
    ]
  }

  static func purity(_ side: PairSide, _ path: Path<Double?>) -> Column<Self> {
    Column(
      "\(side)_purity", path, unit: .shareOfCells, .positiveFraction,
      values: "empty where joint",
      meaning: "Purity of the \(side) sample, as given or as its posterior mean")
  }

  static func copies(_ side: PairSide, _ path: Path<Side>) -> [Column<Self>] {
    [
      Column(
        "\(side)_major_cn", path.appending(path: \.majorCopies), unit: .copiesPerTumorCell, .copies,
        values: "empty where unknown or joint",
        meaning: "Copies of the more abundant allele in the \(side) sample"),
      Column(
        "\(side)_minor_cn", path.appending(path: \.minorCopies), unit: .copiesPerTumorCell, .copies,
        values: "at most `\(side)_major_cn`",
        meaning: "Copies of the other allele in the \(side) sample"),
    ]
  }

  static func cellFraction(_ side: PairSide, _ path: Path<Side>) -> [Column<Self>] {
    [
      Column(
        "\(side)_ccf", path.appending(path: \.cellFraction), unit: .shareOfTumorCells, .fraction,
        meaning:
          "Median of the cancer cell fraction in the \(side) sample, given presence there if "
          + "both samples are informative"),
      Column(
        "\(side)_ccf_low", path.appending(path: \.cellFractionLow), unit: .shareOfTumorCells,
        .fraction, values: "0 where presence is less than 95 % probable",
        meaning: "Its 5 % quantile, given presence likewise"),
      Column(
        "\(side)_ccf_high", path.appending(path: \.cellFractionHigh), unit: .shareOfTumorCells,
        .fraction, meaning: "Its 95 % quantile, given presence likewise"),
    ]
  }

  static var probabilities: [Column<Self>] {
    let columns: [(String, Path<Double?>, String)] = [
      ("p_acquired", \.acquired, "P(absent from the sampled earlier tissue, present later)"),
      (
        "p_preexisting_subclonal", \.preexistingSubclonal,
        "P(in some tumour cells earlier, present later)"
      ),
      (
        "p_preexisting_clonal", \.preexistingClonal, "P(in all tumour cells earlier, present later)"
      ),
      ("p_lost", \.lost, "P(present earlier, absent from the sampled later tissue)"),
      (
        "p_artefact", \.artefact,
        "P(no somatic mutation of either sample: an artefact, or inherited)"
      ),
    ]
    return columns.map {
      Column(
        $0.0, $0.1, unit: .probability, .probability, values: "the five add to 1", meaning: $0.2)
    }
  }

  static func power(
    _ side: PairSide, _ path: Path<Side>, names: (power: String, limit: String)
  ) -> [Column<Self>] {
    [
      Column(
        names.power, path.appending(path: \.detectionPower), unit: .probability, .probability,
        meaning:
          "P(detect a cancer cell fraction of \(GateText.clone) in the \(side) "
          + "sample)"),
      Column(
        names.limit, path.appending(path: \.limitOfDetection), unit: .shareOfTumorCells,
        .positiveFraction, values: "empty if even a clonal mutation would be missed",
        meaning: "Smallest cancer cell fraction detected with \(GateText.limitPower) power in the "
          + "\(side) sample"),
    ]
  }

  static func observation(_ side: PairSide, _ path: Path<MissingCounts?>) -> Column<Self> {
    Column(
      "\(side)_observation", path,
      values: ColumnSet.names(MissingCounts.self) + "; empty where reads were counted",
      meaning: "Why the \(side) sample has no counts")
  }

  static func copyNumberParts(
    _ side: PairSide, _ path: Path<CopyNumberMixture?>
  ) -> Column<Self> {
    Column(
      "\(side)_cn_parts", path, unit: .shareOfTumorCells,
      values:
        "`share:major+minor` of each part, joined by `,`; empty where all cells have one copy "
        + "number or joint",
      meaning: "Copy numbers of the \(side) sample's tumour cells where they differ, each with its "
        + "share of them")
  }

  static func errorModel(_ side: PairSide, _ path: Path<ErrorModelUse?>) -> Column<Self> {
    Column(
      "\(side)_error_model", path,
      values: "see Error models; empty where the sample is uninformative",
      meaning: "Error model by which the reads of the \(side) sample were judged")
  }

  static func problem(_ side: PairSide, _ path: Path<AssessabilityProblem?>) -> Column<Self> {
    Column(
      "\(side)_problem", path, values: "see Problems; empty where the sample is informative",
      meaning: "Why the \(side) sample is uninformative about the mutation")
  }

  static func depth(
    _ name: String, _ path: Path<DepthNeeded?>, _ what: String
  ) -> Column<Self> {
    Column(
      name, path, unit: .reads,
      values: "a number, or `unattainable`; empty for genes outside those of `sensitivity.tsv`",
      meaning: "Depth at which the earlier sample shows \(what)")
  }

  static func orientation(
    _ side: PairSide, _ path: Path<OrientationCounts?>
  ) -> Column<Self> {
    Column(
      "\(side)_orientation", path, unit: .reads,
      values: "four counts joined by commas; empty where unknown or joint",
      meaning:
        "Alternate reads of the \(side) sample in F1R2 and F2R1 pairs, then its reference reads")
  }
}

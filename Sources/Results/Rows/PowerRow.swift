import DelimitedText

/// One row of the table of `metachron power --depth`: what a depth can show.
///
/// The table has a column for each cancer cell fraction that is asked for; ``table`` has those of
/// ``standardFractions``.
public struct PowerRow: JSONObject, ResultRow, Hashable {
  /// Reads at the site.
  public var depth = 0
  /// The fewest alternate reads that errors alone do not explain.
  public var criticalCount = 0
  /// The power at each cancer cell fraction, in [0, 1].
  public var power = [Double](repeating: 0, count: standardFractions.count)
  /// The smallest cancer cell fraction found with 95 % power; `nil` if even a clonal mutation is
  /// missed more often than in 5 % of cases.
  public var limitOfDetection: Double?

  /// Creates a row to be filled.
  public init() {}

  /// The cancer cell fractions of a power curve.
  public static let standardFractions = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1]

  /// The table of the standard fractions.
  public static let table: Table<PowerRow> = table(cellFractions: standardFractions)

  /// The table of some cancer cell fractions.
  ///
  /// - Parameter cellFractions: Each in (0, 1]; a row's ``power`` has as many values.
  public static func table(cellFractions: [Double]) -> Table<PowerRow> {
    Table(
      "power.tsv",
      rows:
        "Printed by `metachron power --depth`: one row per depth, with a column `power_` for each "
        + "cancer cell fraction of `--ccf`, here those of the default."
    ) {
      Column("depth", \.depth, unit: .reads, .reads, meaning: depthMeaning)
      Column("k_star", \.criticalCount, unit: .reads, .count, meaning: criticalMeaning)
      cellFractions.indices.map { index in
        Column(
          "power_\(text(cellFractions[index]))", \.power[index], unit: .probability,
          .probability,
          meaning: "P(at least `k_star` alternate reads) at this cancer cell fraction")
      }
      Column(
        "lod95_ccf", \.limitOfDetection, unit: .shareOfTumorCells, .positiveFraction,
        values: "empty if even a clonal mutation would be missed", meaning: limitMeaning)
    }
  }

  /// A fraction as tables write it.
  private static func text(_ fraction: Double) -> String {
    var table = TableWriter(capacity: 64)
    table.append(fraction)
    return table.text
  }

  private static let depthMeaning = "Reads at the site"
  private static let criticalMeaning = "Fewest alternate reads that errors alone do not explain"
  private static let limitMeaning =
    "Smallest cancer cell fraction found with \(GateText.limitPower) power"

  /// The properties in JSON, where the powers are a list.
  public static let properties: [JSONProperty<PowerRow>] = [
    JSONProperty("depth", \.depth, unit: .reads, .reads, meaning: depthMeaning),
    JSONProperty("k_star", \.criticalCount, unit: .reads, .count, meaning: criticalMeaning),
    JSONProperty(
      "power", \.power, unit: .probability, .probability,
      meaning: "P(at least `k_star` alternate reads) at each of `cell_fractions`"),
    JSONProperty(
      "lod95_ccf", \.limitOfDetection, unit: .shareOfTumorCells, .positiveFraction,
      meaning: limitMeaning + "; absent if even a clonal mutation would be missed"),
  ]
}

/// One row of the table of `metachron power --ccf --power`: the depth that a clone needs.
public struct DepthNeededRow: JSONRow, Hashable {
  /// The cancer cell fraction, in (0, 1].
  public var cellFraction = 0.0
  /// The power to reach, in (0, 1).
  public var power = 0.0
  /// Reads at the site; `nil` where no depth up to ten million is enough.
  public var depth: Int?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<DepthNeededRow>(
    "depth_needed.tsv",
    rows: "Printed by `metachron power --ccf --power`: one row per cancer cell fraction."
  ) {
    Column(
      "ccf", \.cellFraction, unit: .shareOfTumorCells, .positiveFraction,
      meaning: "Cancer cell fraction to detect")
    Column("power", \.power, unit: .probability, .probability, meaning: "Power required")
    Column(
      "depth", \.depth, unit: .reads, .reads,
      values: "empty where no depth up to 10,000,000 is enough",
      meaning: "Reads needed at the site")
  }
}

public import DrugResponse

/// What a row of `combinations.tsv` is of.
public enum CombinationQuantity: String, Hashable, Sendable, CaseIterable, NamedFieldValue {
  /// The mean excess over Bliss independence.
  case bliss = "bliss_excess"
  /// The mean excess over the highest single agent.
  case highestSingleAgent = "hsa_excess"
  /// The mean excess over Loewe's dose additivity.
  case loewe = "loewe_excess"
  /// The mean ZIP delta.
  case zeroInteractionPotency = "zip_delta"
  /// MuSyC: by what factor drug B makes drug A more potent.
  case potencyOfA = "musyc_alpha_ba"
  /// MuSyC: by what factor drug A makes drug B more potent.
  case potencyOfB = "musyc_alpha_ab"
  /// MuSyC: the synergy of efficacy.
  case efficacy = "musyc_beta"
  /// MuSyC: the response to both drugs far above their EC50.
  case eInfinityBoth = "musyc_e3"
  /// MuSyC: the EC50 of drug A alone.
  case ec50A = "musyc_ec50_a"
  /// MuSyC: the EC50 of drug B alone.
  case ec50B = "musyc_ec50_b"

  /// The quantity of a model.
  public init(_ model: CombinationModel) {
    self =
      switch model {
      case .bliss: .bliss
      case .highestSingleAgent: .highestSingleAgent
      case .loewe: .loewe
      case .zeroInteractionPotency: .zeroInteractionPotency
      }
  }

  /// The quantity of a term.
  public init(_ term: MuSyCFit.Term) {
    self =
      switch term {
      case .potencyOfA: .potencyOfA
      case .potencyOfB: .potencyOfB
      case .efficacy: .efficacy
      case .eInfinityBoth: .eInfinityBoth
      case .ec50A: .ec50A
      case .ec50B: .ec50B
      }
  }

  /// Whether values are doses.
  public var isDose: Bool { self == .ec50A || self == .ec50B }
  /// The value of no interaction; `nil` for what has none.
  public var neutral: Double? {
    switch self {
    case .bliss, .highestSingleAgent, .loewe, .zeroInteractionPotency, .efficacy: 0
    case .potencyOfA, .potencyOfB: 1
    case .eInfinityBoth, .ec50A, .ec50B: nil
    }
  }
}

/// One row of `combinations.tsv`: one quantity of two drugs on cells.
public struct CombinationRow: JSONRow, Hashable {
  /// The cell line.
  public var cellLine = ""
  /// The genotype.
  public var genotype = ""
  /// The first drug.
  public var drugA = ""
  /// The second drug.
  public var drugB = ""
  /// Hours since the drugs were added.
  public var hours = 0.0
  /// What the row is of.
  public var quantity = CombinationQuantity.bliss
  /// Its value; doses in nmol/L.
  public var value = IntervalFields()
  /// Bootstrap replicates behind the interval.
  public var replicates = 0

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CombinationRow>(
    "combinations.tsv",
    rows:
      "Written by `metachron response combinations`: one row per cell line, genotype, pair of drugs, time and "
      + "quantity. The models stand side by side; none of them is `the` synergy. Excesses are of viability, "
      + "above 0 for more effect than expected; means over all pairs of doses where the model is defined."
  ) {
    Column("cell_line", \.cellLine, meaning: "Cell line")
    Column("genotype", \.genotype, meaning: "Genotype")
    Column("drug_a", \.drugA, meaning: "First drug, by name")
    Column("drug_b", \.drugB, meaning: "Second drug")
    Column(
      "time_h", \.hours, unit: .hours, .nonNegative, meaning: "Hours since the drugs were added")
    Column(
      "quantity", \.quantity, values: ColumnSet.names(CombinationQuantity.self),
      meaning:
        "What the row is of: mean excesses over four references, and terms of the MuSyC surface (`alpha`: fold change of potency, above 1 for more; `beta`: gain of efficacy relative to the stronger drug; `e3`: response to both drugs; EC50 of each drug alone in nmol/L)"
    )
    ColumnSet.interval(
      "value", \.value,
      meaning:
        "Its value; the interval is of bootstrap percentiles. Empty where the wells do not determine it, such as terms of MuSyC where a drug alone has no effect"
    )
    Column("replicates", \.replicates, .count, meaning: "Bootstrap replicates behind the interval")
  }
}

/// The figures that results are shown with.
public enum Figure: String, Hashable, Sendable, CaseIterable {
  case cellFractions = "ccf"
  case trajectory
  case posterior
  case power
  case origins
  case funnel
  case lollipop
  case relatedness
  case oncoprint
  case swimmer
  case forest
  case volcano
  case exclusivity

  /// Whether the figure shows a cohort's tables rather than a study's results; a funnel may show
  /// either.
  public var isOfCohort: Bool {
    switch self {
    case .funnel, .forest, .volcano, .exclusivity: true
    default: false
    }
  }

  /// What the figure shows, for help texts.
  public var abstract: String {
    switch self {
    case .cellFractions: "cancer cell fractions of a patient's mutations, earlier against later"
    case .trajectory: "cancer cell fractions over time, with treatments"
    case .posterior: "what is known of one mutation's earlier cancer cell fraction"
    case .power: "how well depth would have shown one mutation in the earlier sample"
    case .origins: "the calls of each patient"
    case .funnel: "from the patients of the study to the calls of one gene"
    case .lollipop: "where in a protein the mutations lie, with origin and functional class"
    case .relatedness: "shared and private mutations of each pair of samples"
    case .oncoprint: "which gene is mutated in which patient, and whether it was there before"
    case .swimmer: "treatments, biopsies and first sightings of one gene's mutations"
    case .forest: "the acquired fraction of each gene, with intervals (of a cohort)"
    case .volcano: "genes acquired more often than chance explains (of a cohort)"
    case .exclusivity: "genes that are mutated together less or more often (of a cohort)"
    }
  }
}

import CohortStatistics

/// What one patient brings to one gene asked for, with what the table of patients shows.
struct CohortRecord {
  /// The call that decides, as its row says.
  struct Deciding {
    var mutation = ""
    /// `chromosome:position:ref>alt`.
    var variant = ""
    var functionalClass = ""
    var earlier = ""
    var later = ""
    var earlierDay: Int?
    var laterDay: Int?
  }

  var exit = FunnelTally.Exit.notMutated
  var reduction = PatientReduction()
  var deciding = Deciding()
  /// The patient's mutations of the gene that change the protein, each once.
  var mutations: [String] = []
  /// Whether a mutation of the class is in a sample that is no primary.
  var isOfClass = false
  /// Whether a mutation of the gene changes no protein.
  var hasSilent = false
  /// Days between the biopsies that are compared; `nil` where they are not told.
  var days: (earlier: Int, later: Int)?
  /// What the patient comes to under changed assumptions.
  var variations: [(assumption: SensitivityTally.Assumption, outcome: CohortOutcome)] = []
}

/// A line of treatment, as a cohort needs it.
struct CohortTreatment {
  var start: Int
  var agent: String
  /// The number of its class's name; `nil` where none is told.
  var kind: Int?
}

/// A tumour sample, as a cohort needs it.
struct CohortSample {
  var id: [UInt8]
  var day: Int?
  var isPrimary: Bool
  /// Whether a row of `pairs.tsv` has it as the later sample.
  var isLater = false
  /// Whether one joins all earlier samples.
  var hasJoint = false
}

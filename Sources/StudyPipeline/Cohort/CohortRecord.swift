package import CohortStatistics
package import Results

/// What one patient brings to one gene asked for, with what the table of patients shows.
package struct CohortRecord {
  /// The call that decides, as its row says.
  package struct Deciding {
    package var mutation = ""
    package var functionalClass = ""
    package var earlier = ComparedSample.joint
    package var later = ComparedSample.joint
    package var earlierDay: Int?
    package var laterDay: Int?
  }

  package var exit = FunnelExit.notMutated
  package var reduction = PatientReduction()
  package var deciding = Deciding()
  /// The patient's mutations of the gene that change the protein, each once.
  package var mutations: [String] = []
  /// Whether a mutation of the class is in a non-primary sample.
  package var isOfClass = false
  /// Days of the biopsies that are compared; `nil` where they are unknown.
  package var days: (earlier: Int, later: Int)?
  /// What the patient comes to; `nil` where nothing was compared.
  package var outcome: CohortOutcome? { exit.outcome(reduction) }
}

/// A line of treatment, as a cohort needs it.
package struct CohortTreatment {
  package var start: Int
  package var agent: String
  /// The number of its class's name; `nil` where none is given.
  package var kind: Int?
}

/// A tumour sample, as a cohort needs it.
package struct CohortSample {
  package var id: [UInt8]
  package var day: Int?
}

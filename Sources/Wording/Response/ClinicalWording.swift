package import DrugResponse
package import Results

extension ResponseCategory {
  /// The abbreviation of RECIST.
  package var abbreviation: String {
    switch self {
    case .complete: "CR"
    case .partial: "PR"
    case .stable: "SD"
    case .progressive: "PD"
    case .notEvaluable: "NE"
    }
  }
}

/// Numbers of RECIST 1.1 in words.
package enum ClinicalWording {
  /// The change at which a partial response begins, such as `-30 %`.
  package static let partialChange = Wording.percent(TumorCourse.partialChange)
  /// The change at which progression begins.
  package static let progressiveChange = "+" + Wording.percent(TumorCourse.progressiveChange)

  /// Below so many patients a rate tells next to nothing.
  static let fewPatients = 10
  /// Below so many events survival, and any comparison of it, tells next to nothing.
  private static let fewEvents = 10.0

  /// What is said of few events; `nil` where they are not few.
  ///
  /// - Parameter isComparison: Whether groups are compared.
  package static func caution(events: Double, isComparison: Bool) -> String? {
    guard events < fewEvents else { return nil }
    let count = Wording.count(Int(events.rounded(.down)), "event")
    return isComparison
      ? "\(count): too few for a conclusion; no difference found does not mean that there is none."
      : "\(count): too few for a conclusion about survival."
  }
}

/// End points in words.
package enum EndpointWording {
  /// An end point at the beginning of a sentence.
  package static func words(_ name: String) -> String {
    switch name {
    case Endpoint.progressionFree: "Progression-free survival"
    case Endpoint.overall: "Overall survival"
    case Endpoint.duration: "Duration of response"
    case Endpoint.progressionNoted: "From the start of treatment to noted progression or death"
    case Endpoint.onTreatment: "Time on treatment"
    case "OS": "Overall survival (OS)"
    case "DSS": "Disease-specific survival (DSS)"
    case "PFS": "Progression-free survival (PFS)"
    case "DFS": "Disease-free survival (DFS)"
    case "RFS": "Relapse-free survival (RFS)"
    case "EFS": "Event-free survival (EFS)"
    default: name
    }
  }
}

extension ClinicalRate {
  /// The rate in words.
  package var words: String {
    switch self {
    case .response: "objective response"
    case .benefit: "clinical benefit"
    }
  }
}

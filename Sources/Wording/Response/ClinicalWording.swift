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

/// End points in words.
package enum EndpointWording {
  /// An end point at the beginning of a sentence.
  package static func words(_ name: String) -> String {
    switch name {
    case "progression_free": "Progression-free survival"
    case "overall": "Overall survival"
    case "duration_of_response": "Duration of response"
    case "progression_noted": "From the start of treatment to noted progression or death"
    case "time_on_treatment": "Time on treatment"
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

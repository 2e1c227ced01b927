package import DrugResponse

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
    default: name
    }
  }
}

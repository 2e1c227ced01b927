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

  /// What is said where groups that are compared have few events; `nil` where none has.
  ///
  /// A group of two patients is not made surer by the hundred that it is compared with.
  package static func caution(events groups: [(name: String, events: Double)]) -> String? {
    let few = groups.filter { $0.events < fewEvents }
    guard !few.isEmpty else { return nil }
    let names =
      few.count > 4
      ? "\(few.count) of \(groups.count) groups"
      : Wording.list(few.map { "\($0.name) (\(Wording.expected($0.events)))" })
    return
      "Fewer than \(Wording.number(fewEvents)) events in \(names): too few for a conclusion; no difference found "
      + "does not mean that there is none."
  }

  /// A number that need not be whole with its noun, such as `1 event` or `2.7 patients`.
  static func counted(_ number: Double, _ noun: String) -> String {
    "\(Wording.expected(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// Why groups that are uncertain have other numbers of patients in rates than in survival.
  package static let expectedPatients =
    "Numbers of patients in uncertain groups are expected ones. Those behind rates take into account who "
    + "responded, and those behind survival are sums of the probabilities: they differ a little. Intervals of "
    + "rates are those of mixtures over who belongs to a group."
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

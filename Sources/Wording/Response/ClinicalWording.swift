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
}

/// End points in words.
package enum EndpointWording {
  /// An end point at the beginning of a sentence.
  package static func words(_ name: String) -> String {
    switch name {
    case Endpoint.progressionFree: "Progression-free survival"
    case Endpoint.overall: "Overall survival"
    case Endpoint.duration: "Duration of response"
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

extension ClinicalSummary {
  /// Below so many events a comparison tells next to nothing.
  private static let fewEvents = 10.0

  /// The summary for a person.
  package var text: String {
    var lines = ["\(Wording.count(patients, "patient")), \(courses.count) with assessments"]
    lines += rates.map { row in
      let interval =
        "\(Wording.percent(row.share.low ?? 0)) to \(Wording.percent(row.share.high ?? 1))"
      return
        "  \(row.group): \(row.rate.words) in \(row.responders) of \(row.patients) (95 % interval \(interval))"
    }
    for endpoint in survival.map(\.endpoint).reduce(
      into: [String](),
      { list, name in
        if !list.contains(name) { list.append(name) }
      })
    {
      lines += ["", EndpointWording.words(endpoint)]
      lines += survival.filter { $0.endpoint == endpoint }.map { "  \($0.sentence)" }
      let fewest = survival.filter { $0.endpoint == endpoint && !$0.reference.isEmpty }.map(
        \.events
      )
      .min()
      if let fewest, fewest < Self.fewEvents {
        lines.append(
          "  \(Wording.number(fewest)) events: too few for a comparison to show anything but a large "
            + "difference.")
      }
    }
    return (lines + ["", "For research use only."]).joined(separator: "\n")
  }
}

extension SurvivalComparisonRow {
  /// The number in a sentence.
  package var sentence: String {
    let middle = value.value
    func days(_ value: Double?) -> String {
      value.map { "\(Wording.number($0.rounded()))" } ?? "not reached"
    }
    let interval =
      value.low == nil && value.high == nil
      ? ""
      : " (95 % interval \(value.low.map(Wording.number) ?? "not reached") to "
        + "\(value.high.map(Wording.number) ?? "not reached"))"
    let p = pValue.map { ", p \(Wording.probability($0))" } ?? ""
    switch quantity {
    case .median:
      return "\(group): median \(days(middle))\(middle == nil ? "" : " days")\(interval), "
        + "\(Wording.number(events)) events in \(Wording.number(patients)) patients"
    case .restrictedMean:
      return "\(group): mean \(days(middle)) days of the first \(days(horizon))\(interval)"
    case .logRank:
      return
        "\(group) against \(reference): log-rank chi-squared \(middle.map(Wording.number) ?? "none")\(p)"
    case .hazardRatio:
      guard let middle else {
        return "\(group) against \(reference): no hazard ratio, since a group has no event"
      }
      return "\(group) against \(reference): hazard ratio \(Wording.number(middle))\(interval)\(p)"
    case .immortalTime:
      return
        "\(Wording.percent(middle ?? 0)) of the follow-up was before the biopsy that told the group, when "
        + "nobody of the group could have died; patients count from that biopsy on"
    }
  }
}

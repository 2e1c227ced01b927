import ClonalEvolution
package import Results
import TumorModel

extension FurtherPlan {
  /// The plan for a person.
  package var text: String {
    let target = CohortTarget(gene: gene, className: className)
    var lines = [
      "\(target.title): \(Wording.count(assessable, "assessable patient")) of "
        + "\(Wording.grouped(patients)); fraction below "
        + "\(Wording.percent(CohortSummary.threshold)) of the primary's tumour cells "
        + "\(Wording.number(mean)) (95 % "
        + "\(Wording.number(low)) to \(Wording.number(high)), width \(Wording.number(high - low)))",
      "Because reads are not always clear, one of these patients carries as much information as "
        + "\(Wording.number(informativeness)) of a patient with clear ones.",
    ]
    if patientsByPower.count == PowerGroups.count {
      lines.append(
        "Power of the earlier samples to detect a clone of \(GateWords.clone): "
          + "\(Wording.count(patientsByPower[2], "patient")) with \(OriginGate.power) or more, "
          + "\(patientsByPower[1]) with \(PowerGroups.bounds[0]) to \(OriginGate.power), "
          + "\(patientsByPower[0]) with less"
          + (patientsByPower[3] > 0 ? ", \(patientsByPower[3]) unknown" : ""))
    }
    lines += ["", "Further patients needed for a 95 % interval of a given width:"]
    for need in needs {
      guard let number = need.patients else {
        lines.append("  width \(Wording.number(need.width)): no number of patients is enough")
        continue
      }
      lines.append(
        "  width \(Wording.number(need.width)): \(Wording.count(number, "further assessable patient"))"
          + (need.screened.map {
            "; to find them, about \(Wording.count($0, "patient")) to enrol"
          } ?? ""))
    }
    lines.append("Expected width of the 95 % interval:")
    for expected in expectedWidths {
      lines.append(
        "  after \(expected.patients) further assessable patients: \(Wording.number(expected.width))"
      )
    }
    lines += [
      "",
      "Further patients are assumed to resemble those already seen: equally often assessable "
        + "(\(assessable) of \(Wording.grouped(patients))), sequenced as deeply, and as often with the "
        + "mutation in less than \(Wording.percent(CohortSummary.threshold)) of the primary's tumour cells.",
    ]
    return lines.joined(separator: "\n")
  }
}

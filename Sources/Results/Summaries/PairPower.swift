import ClonalEvolution
package import TumorModel

/// How well the earlier sample of a pair could have shown a clone.
package struct PairPower: JSONObject, Hashable {
  package var patient = ""
  package var earlierSample = ""
  package var laterSample = ""
  /// Calls with a power.
  package var assessed = 0
  /// Of these, calls with a power below that of `OriginGate`.
  package var underpowered = 0
  /// The median depth of the earlier sample's counted sites.
  package var medianDepth: Int?
  /// The earlier sample's purity.
  package var purity: Double?

  package init() {}

  package static let properties: [JSONProperty<PairPower>] = [
    JSONProperty("patient", \.patient, meaning: "Identifier of the patient"),
    JSONProperty("earlier_sample", \.earlierSample, meaning: "Earlier sample"),
    JSONProperty("later_sample", \.laterSample, meaning: "Later sample"),
    JSONProperty("assessed", \.assessed, .count, meaning: "Calls with a detection power"),
    JSONProperty(
      "underpowered", \.underpowered, .count,
      meaning: "Of these, calls with a power below \(OriginGate.power)"),
    JSONProperty(
      "median_depth", \.medianDepth, unit: .reads, .reads,
      meaning: "Median depth of the earlier sample"),
    JSONProperty(
      "purity", \.purity, unit: .shareOfCells, .positiveFraction,
      meaning: "Purity of the earlier sample"),
  ]

  /// The share of calls without enough power.
  package var share: Double { assessed == 0 ? 0 : Double(underpowered) / Double(assessed) }
  /// Whether most calls lack power.
  package var isWeak: Bool { share > 0.5 }

  /// The power of each pair of a patient, joint rows left out.
  package static func pairs(_ origins: PatientOrigins, of patient: PatientEvidence) -> [PairPower] {
    var rows: [PairPower] = []
    // The row of a pair by the indices of its samples; -1 where they are no pair.
    let size = patient.samples.count
    var places = [Int](repeating: -1, count: size * size)
    for pair in origins.pairs {
      guard let earlier = pair.earlier, let later = pair.later else { continue }
      let depths = patient.depths[earlier]
      places[earlier * size + later] = rows.count
      var row = PairPower()
      row.patient = patient.id
      row.earlierSample = patient.samples[earlier].id
      row.laterSample = patient.samples[later].id
      row.medianDepth = depths.isEmpty ? nil : Int(depths[depths.count / 2])
      row.purity = pair.earlierModel?.purity ?? patient.samples[earlier].purity?.value
      rows.append(row)
    }
    for call in origins.calls {
      guard let earlier = call.earlier.sample, let later = call.later.sample,
        call.reason != .notAssessable, let power = call.earlier.detectionPower
      else { continue }
      let place = places[earlier * size + later]
      guard place >= 0 else { continue }
      rows[place].assessed += 1
      if power < OriginGate.power { rows[place].underpowered += 1 }
    }
    return rows
  }
}

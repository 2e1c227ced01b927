import TumorModel

/// How well the earlier sample of a pair could have shown a clone.
struct PairPower: Codable, Hashable, Sendable {
  var patient: String
  var earlierSample: String
  var laterSample: String
  /// Calls with a power.
  var assessed: Int
  /// Of these, calls with a power below 0.8.
  var underpowered: Int
  /// The median depth of the earlier sample's counted sites.
  var medianDepth: Int?
  /// The earlier sample's purity.
  var purity: Double?

  /// The share of calls without enough power.
  var share: Double { assessed == 0 ? 0 : Double(underpowered) / Double(assessed) }
  /// Whether most calls lack power.
  var isWeak: Bool { share > 0.5 }

  /// The power of each pair of a patient, joint rows left out.
  static func pairs(_ origins: PatientOrigins, of patient: PatientEvidence) -> [PairPower] {
    var rows: [PairPower] = []
    // The row of a pair by the indices of its samples; -1 where they are no pair.
    let size = patient.samples.count
    var places = [Int](repeating: -1, count: size * size)
    for pair in origins.pairs {
      guard let earlier = pair.earlier else { continue }
      let depths = patient.depths[earlier]
      places[earlier * size + pair.later] = rows.count
      rows.append(
        PairPower(
          patient: patient.id, earlierSample: patient.samples[earlier].id,
          laterSample: patient.samples[pair.later].id, assessed: 0, underpowered: 0,
          medianDepth: depths.isEmpty ? nil : Int(depths[depths.count / 2]),
          purity: pair.earlierModel?.purity ?? patient.samples[earlier].purity?.value))
    }
    for call in origins.calls {
      guard let earlier = call.earlier.sample, let later = call.later.sample,
        call.reason != .notAssessable, let power = call.earlier.detectionPower
      else { continue }
      let place = places[earlier * size + later]
      guard place >= 0 else { continue }
      rows[place].assessed += 1
      if power < 0.8 { rows[place].underpowered += 1 }
    }
    return rows
  }
}

import Figures
public import Results
import TumorModel
import Wording

/// One row of the report's table of calls.
public struct ReportCall: Hashable, Sendable, Encodable {
  var patient: String
  var gene: String
  var change: String
  var place: String
  var earlier: String
  var later: String
  var earlierReads: String
  var laterReads: String
  var earlierFraction: Double?
  var laterFraction: Double?
  var call: String
  var reason: String
  var probability: Double?
  var power: Double?
  var functionalClass: String

  /// Takes a row of `origins.tsv`.
  public init(_ row: OriginRow) {
    patient = row.patient
    gene = row.gene
    change = row.proteinChange
    place = row.mutation
    earlier = row.earlierSample.title
    later = row.laterSample
    earlierReads = Self.reads(row.earlier)
    laterReads = Self.reads(row.later)
    earlierFraction = row.earlier.cellFraction
    laterFraction = row.later.cellFraction
    call = row.call.words
    reason = row.reason?.words ?? ""
    probability = Self.greatest(row.probabilities)
    power = row.earlier.detectionPower
    functionalClass = row.functionalClass.replacing("_", with: " ")
  }

  private static func reads(_ side: OriginRow.Side) -> String {
    guard let depth = side.depth, let alternate = side.alternate else { return "" }
    return "\(alternate)/\(depth)"
  }

  /// The probability of the likeliest origin.
  private static func greatest(_ p: OriginProbabilities?) -> Double? {
    guard let p else { return nil }
    return max(p.acquired, p.preexistingSubclonal, p.preexistingClonal, p.lost, p.artefact)
  }

  /// The columns of the table, in order.
  static let columns: [(name: String, words: String)] = [
    ("patient", "Patient"), ("gene", "Gene"), ("change", "Protein change"), ("place", "Place"),
    ("earlier", "Earlier sample"), ("later", "Later sample"), ("earlierReads", "Reads earlier"),
    ("laterReads", "Reads later"), ("earlierFraction", "Cell fraction earlier"),
    ("laterFraction", "Cell fraction later"), ("call", "Call"), ("reason", "Reason"),
    ("probability", "P of likeliest origin"), ("power", "Power earlier"),
    ("functionalClass", "Class"),
  ]

  /// As an array, in the order of ``columns``: names would be most of the bytes.
  public func encode(to encoder: any Encoder) throws {
    var row = encoder.unkeyedContainer()
    for text in [patient, gene, change, place, earlier, later, earlierReads, laterReads] {
      try row.encode(text)
    }
    for number in [earlierFraction, laterFraction] { try row.encode(Datum(number)) }
    try row.encode(call)
    try row.encode(reason)
    for number in [probability, power] { try row.encode(Datum(number)) }
    try row.encode(functionalClass)
  }
}

import Figures
public import Foundation
public import TumorModel
import Results
import Wording

/// What MultiQC shows of an origin analysis: the calls and the quality of each pair of samples.
///
/// Rows that join all earlier samples of a patient are left out.
public struct MultiQCContent: Hashable, Sendable {
  /// The name of the bar graph's file; MultiQC finds it by its end.
  public static let callsFile = "metachron_calls_mqc.json"
  /// The name of the table's file.
  public static let pairsFile = "metachron_pairs_mqc.json"

  /// Calls by label, and the table's row, by the pair's name.
  private var calls: [String: [OriginLabel: Int]] = [:]
  private var pairs: [String: MultiQCPair] = [:]

  /// Creates content without pairs.
  public init() {}

  /// Adds the pairs of a patient.
  ///
  /// - Complexity: O(calls · log calls).
  public mutating func add(_ origins: PatientOrigins, of patient: PatientEvidence) {
    struct Key: Hashable { var earlier, later: Int }
    var counts: [Key: [OriginLabel: Int]] = [:]
    var powers: [Key: [Double]] = [:]
    for call in origins.calls {
      guard let earlier = call.earlier.sample, let later = call.later.sample else { continue }
      let key = Key(earlier: earlier, later: later)
      counts[key, default: [:]][call.label, default: 0] += 1
      if call.reason != .notAssessable, let power = call.earlier.detectionPower {
        powers[key, default: []].append(power)
      }
    }
    for pair in origins.pairs {
      guard let earlier = pair.earlier, let later = pair.later else { continue }
      let key = Key(earlier: earlier, later: later)
      let name = freeName(
        "\(patient.id): \(patient.samples[earlier].id) → \(patient.samples[later].id)")
      calls[name] = counts[key] ?? [:]
      let sorted = powers[key, default: []].sorted()
      pairs[name] = MultiQCPair(
        earlierPurity: Self.number(pair.earlierModel?.purity),
        laterPurity: Self.number(pair.laterModel?.purity),
        power: sorted.isEmpty ? nil : Self.number(sorted[sorted.count / 2]),
        relatedness: pair.verdict, recall: Self.number(pair.truncalRecall))
    }
  }

  /// Adds the pairs of other patients.
  public mutating func merge(_ other: MultiQCContent) {
    calls.merge(other.calls) { _, new in new }
    pairs.merge(other.pairs) { _, new in new }
  }

  /// The bar graph of calls.
  public var callsSection: MultiQCSection<[String: Int]> {
    let looks = OriginPalette.present(calls.values.flatMap(\.keys))
    typealias Category = MultiQCSection<[String: Int]>.Category
    let categories = looks.map { ($0.label.rawValue, Category(name: $0.words, color: $0.color)) }
    return MultiQCSection(
      id: "metachron_calls", parentDescription: Self.about, sectionName: "Origins of mutations",
      description: "Calls of each pair of an earlier and a later sample. Acquired means: "
        + "\(GateText.acquired) the threshold.",
      plotType: "bargraph",
      pconfig: .init(
        id: "metachron_calls_plot", title: "Metachron: Origins of mutations", ylab: "mutations"),
      categories: Dictionary(uniqueKeysWithValues: categories),
      data: calls.mapValues { counts in
        Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
      })
  }

  /// The table of pairs.
  public var pairsSection: MultiQCSection<MultiQCPair> {
    typealias Header = MultiQCSection<MultiQCPair>.Header
    func share(_ title: String, _ description: String, _ place: Int) -> Header {
      Header(
        title: title, description: description, min: 0, max: 1, format: "{:,.2f}",
        placement: place)
    }
    return MultiQCSection(
      id: "metachron_pairs", parentDescription: Self.about, sectionName: "Pairs of samples",
      description: "How well each earlier sample could show what a later one has.",
      plotType: "table",
      pconfig: .init(
        id: "metachron_pairs_table", title: "Metachron: Pairs of samples", col1Header: "Pair"),
      headers: [
        "earlier_purity": share("Purity, earlier", "Share of tumour cells, earlier sample", 10),
        "later_purity": share("Purity, later", "Share of tumour cells, later sample", 20),
        "power": share(
          "Power",
          "Median power to detect a clone in \(GateWords.clone) of the tumour cells of the earlier sample",
          30),
        "relatedness": Header(
          title: "Relatedness", description: "Whether the two samples come from one tumour",
          placement: 40),
        "recall": share("Recall", "Share of truncal mutations found in the earlier sample", 50),
      ],
      data: pairs)
  }

  /// A section as JSON text with sorted keys.
  public static func json<Row>(_ section: MultiQCSection<Row>) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(section)
    data.append(UInt8(ascii: "\n"))
    return data
  }

  private static let about =
    "Was a later biopsy's mutation there before? For research use only."

  /// Numbers that JSON cannot hold are not known.
  private static func number(_ value: Double?) -> Double? {
    value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The name as text of a page, since MultiQC puts names into one as they are.
  private func freeName(_ name: String) -> String {
    let text = HTMLText.escaped(name)
    return pairs[text] == nil ? text : "\(text) (\(pairs.count + 1))"
  }
}

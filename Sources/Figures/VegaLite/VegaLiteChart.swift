public import Foundation

/// A chart as a Vega-Lite 6 specification with its data inside.
///
/// One chart, one specification: charts that are put together would share colour scales.
public struct VegaLiteChart: Hashable, Sendable {
  /// How wide or high a chart is.
  public enum Extent: Hashable, Sendable, Encodable {
    /// Pixels.
    case pixels(Int)
    /// Pixels for each value of a nominal axis.
    case step(Int)
    /// What the page gives.
    case container

    private enum CodingKeys: String, CodingKey { case step }

    /// Encodes the value.
    public func encode(to encoder: any Encoder) throws {
      switch self {
      case .pixels(let count):
        var container = encoder.singleValueContainer()
        try container.encode(count)
      case .step(let step):
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(step, forKey: .step)
      case .container:
        var container = encoder.singleValueContainer()
        try container.encode("container")
      }
    }
  }

  /// What the picture shows, in one sentence; its title.
  public var finding: String
  /// A second line: what it rests on.
  public var subtitle: [String]
  /// The finding and how to read the picture, for those who do not see it.
  public var description: String
  /// The width.
  public var width: Extent
  /// The height.
  public var height: Extent
  /// The rows that layers share.
  public var data: [DataRow]
  /// The layers, the first at the back.
  public var layers: [Layer]

  /// Creates a chart.
  public init(
    finding: String, subtitle: [String] = [], description: String, width: Extent = .pixels(440),
    height: Extent = .pixels(300), data: [DataRow] = [], layers: [Layer]
  ) {
    self.finding = finding
    self.subtitle = subtitle
    self.description = description
    self.width = width
    self.height = height
    self.data = data
    self.layers = layers
  }

  /// The specification as JSON with sorted keys; the same chart gives the same bytes.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }
}

extension VegaLiteChart: Encodable {
  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case title, description, width, height, data, layer, config, background, padding
  }
  private enum TitleKeys: String, CodingKey { case text, subtitle, anchor, limit }
  private enum DataKeys: String, CodingKey { case values }

  /// Encodes the value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode("https://vega.github.io/schema/vega-lite/v6.json", forKey: .schema)
    var title = container.nestedContainer(keyedBy: TitleKeys.self, forKey: .title)
    try title.encode(Self.lines(finding), forKey: .text)
    if !subtitle.isEmpty { try title.encode(subtitle.flatMap(Self.lines), forKey: .subtitle) }
    try title.encode("start", forKey: .anchor)
    try container.encode(description, forKey: .description)
    try container.encode(width, forKey: .width)
    try container.encode(height, forKey: .height)
    try container.encode("white", forKey: .background)
    try container.encode(8, forKey: .padding)
    var values = container.nestedContainer(keyedBy: DataKeys.self, forKey: .data)
    try values.encode(data, forKey: .values)
    try container.encode(layers, forKey: .layer)
    try container.encode(ChartStyle(), forKey: .config)
  }

  /// Words broken into lines of a title's width.
  static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < 66 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

/// A kind of mark and how it looks.
public struct Mark: Hashable, Sendable, Encodable {
  /// The kind of mark.
  public enum Kind: String, Hashable, Sendable, Encodable {
    case point, line, bar, rule, area, text, tick, rect
  }

  public var type: Kind
  public var color: String?
  public var opacity: Double?
  public var size: Double?
  public var filled: Bool?
  public var point: Bool?
  public var clip: Bool?
  public var strokeDash: [Int]?
  public var strokeWidth: Double?
  public var interpolate: String?
  public var align: String?
  public var baseline: String?
  public var dx: Double?
  public var dy: Double?
  public var fontSize: Double?
  public var fontWeight: String?
  public var angle: Double?
  public var cornerRadius: Double?
  public var limit: Double?

  /// Creates a mark.
  public init(_ type: Kind, color: String? = nil, opacity: Double? = nil, size: Double? = nil) {
    self.type = type
    self.color = color
    self.opacity = opacity
    self.size = size
  }
}

/// The channels of a layer.
public struct Encoding: Hashable, Sendable, Encodable {
  public var x: Channel?
  public var x2: Channel?
  public var y: Channel?
  public var y2: Channel?
  public var color: Channel?
  public var shape: Channel?
  public var size: Channel?
  public var strokeDash: Channel?
  public var opacity: Channel?
  public var text: Channel?
  public var detail: Channel?
  public var order: Channel?
  /// What is shown when a mark is pointed at.
  public var tooltip: [Channel]?

  /// Creates channels.
  public init(x: Channel? = nil, y: Channel? = nil) {
    self.x = x
    self.y = y
  }
}

/// Marks that share data and channels.
public struct Layer: Hashable, Sendable, Encodable {
  private struct Values: Hashable, Encodable { var values: [DataRow] }
  private struct Filter: Hashable, Encodable { var filter: String }

  public var mark: Mark
  public var encoding: Encoding
  private var data: Values?
  private var transform: [Filter]?

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - data: The layer's own rows; `nil` for the chart's.
  ///   - filter: A condition on the rows, as a Vega expression over `datum`.
  public init(
    _ mark: Mark, _ encoding: Encoding, data: [DataRow]? = nil, filter: String? = nil
  ) {
    self.mark = mark
    self.encoding = encoding
    self.data = data.map(Values.init)
    self.transform = filter.map { [Filter(filter: $0)] }
  }
}

/// A kind of mark and how it looks.
public struct Mark: Hashable, Sendable, Encodable {
  /// The kind of mark.
  public enum Kind: String, Hashable, Sendable, Encodable {
    case point, line, bar, rule, area, text, tick, rect
  }

  /// The type.
  public var type: Kind
  /// The color.
  public var color: String?
  /// The opacity.
  public var opacity: Double?
  /// The size.
  public var size: Double?
  /// The filled.
  public var filled: Bool?
  /// The point.
  public var point: Bool?
  /// The clip.
  public var clip: Bool?
  /// The stroke dash.
  public var strokeDash: [Int]?
  /// The stroke width.
  public var strokeWidth: Double?
  /// The interpolate.
  public var interpolate: String?
  /// The align.
  public var align: String?
  /// The baseline.
  public var baseline: String?
  /// The dx.
  public var dx: Double?
  /// The dy.
  public var dy: Double?
  /// The font size.
  public var fontSize: Double?
  /// The font weight.
  public var fontWeight: String?
  /// The angle.
  public var angle: Double?
  /// The corner radius.
  public var cornerRadius: Double?
  /// The limit.
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
  /// The x.
  public var x: Channel?
  /// The x2.
  public var x2: Channel?
  /// The y.
  public var y: Channel?
  /// The y2.
  public var y2: Channel?
  /// The color.
  public var color: Channel?
  /// The shape.
  public var shape: Channel?
  /// The size.
  public var size: Channel?
  /// The stroke dash.
  public var strokeDash: Channel?
  /// The opacity.
  public var opacity: Channel?
  /// The text.
  public var text: Channel?
  /// The detail.
  public var detail: Channel?
  /// The order.
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

  /// The mark.
  public var mark: Mark
  /// The channels.
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

/// A kind of mark and how it looks.
public struct Mark: Hashable, Sendable, Encodable {
  /// The kind of mark.
  public enum Kind: String, Hashable, Sendable, Encodable {
    case point, line, bar, rule, area, text, tick, rect
  }

  /// What is drawn.
  public var type: Kind
  /// The colour of a mark whose encoding gives none, as CSS writes it.
  public var color: String?
  /// The colour of the outline, as CSS writes it.
  public var stroke: String?
  /// From 0, not seen, to 1, covering.
  public var opacity: Double?
  /// The area of a point in square pixels; the thickness of a bar in pixels.
  public var size: Double?
  /// Whether a point is filled rather than outlined.
  public var filled: Bool?
  /// Whether a line has a point at each datum.
  public var point: Bool?
  /// Whether what lies beyond the axes is cut off.
  public var clip: Bool?
  /// Lengths of dashes and gaps in pixels, by turns.
  public var strokeDash: [Int]?
  /// The thickness of a line or an outline in pixels.
  public var strokeWidth: Double?
  /// How a line goes from point to point, such as `step-after`.
  public var interpolate: String?
  /// `left`, `center` or `right`: which end of a text stands at its place.
  public var align: String?
  /// `top`, `middle` or `bottom`: which height of a text stands at its place.
  public var baseline: String?
  /// Pixels to the right of the place.
  public var dx: Double?
  /// Pixels below the place.
  public var dy: Double?
  /// Pixels below the place, for marks that are no text.
  public var yOffset: Double?
  /// The size of a text in pixels.
  public var fontSize: Double?
  /// `normal` or `bold`.
  public var fontWeight: String?
  /// The turn of a text in degrees, clockwise.
  public var angle: Double?
  /// The radius of a bar's corners in pixels.
  public var cornerRadius: Double?
  /// The most pixels that a text takes before it is cut.
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
  /// The place across; of a range, where it begins.
  public var x: Channel?
  /// Where a range across ends.
  public var x2: Channel?
  /// The height; of a range, where it begins.
  public var y: Channel?
  /// Where a range of heights ends.
  public var y2: Channel?
  /// The colour.
  public var color: Channel?
  /// The shape of points.
  public var shape: Channel?
  /// The area of points.
  public var size: Channel?
  /// The dashes of lines.
  public var strokeDash: Channel?
  /// How covering a mark is.
  public var opacity: Channel?
  /// The words of a text.
  public var text: Channel?
  /// What parts marks into lines without changing their look.
  public var detail: Channel?
  /// The order of stacked parts, or of a line's points.
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

  /// Whether the layer has a row of its own, or takes the chart's.
  var hasRows: Bool { data.map { !$0.values.isEmpty } ?? true }

  /// A text that stays readable where it stands on other marks: white outlines lie under it.
  public static func words(_ mark: Mark, _ encoding: Encoding, filter: String? = nil) -> [Layer] {
    var under = mark
    (under.color, under.stroke, under.strokeWidth) = ("#ffffff", "#ffffff", 3)
    return [Layer(under, encoding, filter: filter), Layer(mark, encoding, filter: filter)]
  }
}

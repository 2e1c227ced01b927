/// How one column of the data, or a constant, becomes a visual property.
public struct Channel: Hashable, Sendable, Encodable {
  /// What kind of values a column holds.
  public enum Kind: String, Hashable, Sendable, Encodable {
    case quantitative, nominal, ordinal
  }

  /// The column.
  public var field: String?
  /// What the column holds.
  public var type: Kind?
  /// A constant in data units.
  public var datum: Datum?
  /// A constant in visual units.
  public var value: Datum?
  /// The words beside the axis or legend.
  public var title: String?
  /// How data units map to visual units.
  public var scale: Scale?
  /// The axis; ``Axis/none`` for none.
  public var axis: Axis?
  /// The legend; ``Legend/none`` for none.
  public var legend: Legend?
  /// The order of nominal values, as they are listed.
  public var sort: Order?
  /// Whether values that share a place are stacked.
  public var stack: Stack?
  /// How numbers are written, in d3's notation.
  public var format: String?

  /// Creates a channel from a column.
  public init(
    _ field: String, _ type: Kind, title: String? = nil, scale: Scale? = nil, axis: Axis? = nil,
    legend: Legend? = nil, sort: Order? = nil, format: String? = nil
  ) {
    self.field = field
    self.type = type
    self.title = title
    self.scale = scale
    self.axis = axis
    self.legend = legend
    self.sort = sort
    self.format = format
  }

  /// A second position: its kind is that of the first.
  public static func column(_ field: String) -> Channel {
    var channel = Channel(field, .quantitative)
    channel.type = nil
    return channel
  }

  /// A constant in visual units, such as a width in pixels.
  public static func value(_ value: Datum) -> Channel {
    var channel = column("")
    channel.field = nil
    channel.value = value
    return channel
  }

  /// A constant in data units.
  public static func datum(_ value: Datum) -> Channel {
    var channel = column("")
    channel.field = nil
    channel.datum = value
    return channel
  }

  /// The order of nominal values.
  public enum Order: Hashable, Sendable, Encodable {
    /// As listed.
    case listed([String])
    /// As the data list them.
    case none

    /// Encodes the value.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .listed(let values): try container.encode(values)
      case .none: try container.encodeNil()
      }
    }
  }

  /// How values that share a place are stacked.
  public enum Stack: String, Hashable, Sendable, Encodable { case zero, normalize }
}

/// How data units map to visual units.
public struct Scale: Hashable, Sendable, Encodable {
  /// The kind of mapping.
  public enum Kind: String, Hashable, Sendable, Encodable { case linear, log, symlog, sqrt }

  /// The kind of mapping; `nil` for the default of the channel's data.
  public var type: Kind?
  /// Both ends of the data, or every name.
  public var domain: [Datum]?
  /// The looks of the names of ``domain``, in its order.
  public var range: [String]?
  /// Dash patterns, in place of ``range``.
  public var dashes: [[Int]]?
  /// Least and greatest area of marks in square pixels, or their opacity, in place of ``range``.
  public var numbers: [Double]?
  /// Whether the scale takes in zero.
  public var zero: Bool?
  /// Whether the ends are rounded outwards.
  public var nice: Bool?
  /// Whether values beyond the ends are drawn at them.
  public var clamp: Bool?

  /// Creates a mapping.
  public init(
    type: Kind? = nil, domain: [Datum]? = nil, range: [String]? = nil, zero: Bool? = nil,
    nice: Bool? = nil, clamp: Bool? = nil
  ) {
    self.type = type
    self.domain = domain
    self.range = range
    self.zero = zero
    self.nice = nice
    self.clamp = clamp
  }

  private enum CodingKeys: String, CodingKey { case type, domain, range, zero, nice, clamp }

  /// Encodes the value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(type, forKey: .type)
    try container.encodeIfPresent(domain, forKey: .domain)
    try container.encodeIfPresent(range, forKey: .range)
    try container.encodeIfPresent(dashes, forKey: .range)
    try container.encodeIfPresent(numbers, forKey: .range)
    try container.encodeIfPresent(zero, forKey: .zero)
    try container.encodeIfPresent(nice, forKey: .nice)
    try container.encodeIfPresent(clamp, forKey: .clamp)
  }

  /// Names and what they look like, such as colours or shapes.
  public static func names(_ pairs: [(name: String, look: String)]) -> Scale {
    Scale(domain: pairs.map { .text($0.name) }, range: pairs.map(\.look))
  }

  /// Numbers from one bound to the other.
  public static func range(_ low: Double, _ high: Double, type: Kind? = nil) -> Scale {
    Scale(type: type, domain: [.number(low), .number(high)], nice: false)
  }
}

/// An axis, or none.
public struct Axis: Hashable, Sendable, Encodable {
  /// How numbers are written, in the pattern language of d3-format.
  public var format: String?
  /// Where ticks stand, in data units; `nil` to choose them.
  public var values: [Double]?
  /// Whether lines go across the picture at ticks.
  public var grid: Bool?
  /// Whether ticks are drawn.
  public var ticks: Bool?
  /// Whether the line of the axis is drawn.
  public var domain: Bool?
  /// Whether ticks are labelled.
  public var labels: Bool?
  /// The most pixels of a label.
  public var labelLimit: Int?
  /// The turn of labels in degrees.
  public var labelAngle: Int?
  /// About how many ticks there are.
  public var tickCount: Int?
  /// The least distance of ticks, in data units.
  public var tickMinStep: Double?
  /// What a tick is labelled, as a Vega expression over `datum.value`; `nil` for its number.
  public var labelExpr: String?
  private var isNone = false

  /// Creates an axis.
  public init(
    format: String? = nil, values: [Double]? = nil, grid: Bool? = nil, labelLimit: Int? = nil,
    labelAngle: Int? = nil, tickCount: Int? = nil, tickMinStep: Double? = nil
  ) {
    self.format = format
    self.values = values
    self.grid = grid
    self.labelLimit = labelLimit
    self.labelAngle = labelAngle
    self.tickCount = tickCount
    self.tickMinStep = tickMinStep
  }

  /// No axis.
  public static let none: Axis = {
    var axis = Axis()
    axis.isNone = true
    return axis
  }()

  private enum CodingKeys: String, CodingKey {
    case format, values, grid, ticks, domain, labels, labelLimit, labelAngle, tickCount, tickMinStep
    case labelExpr
  }

  /// Encodes the value.
  public func encode(to encoder: any Encoder) throws {
    if isNone {
      var container = encoder.singleValueContainer()
      try container.encodeNil()
      return
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(format, forKey: .format)
    try container.encodeIfPresent(values, forKey: .values)
    try container.encodeIfPresent(grid, forKey: .grid)
    try container.encodeIfPresent(ticks, forKey: .ticks)
    try container.encodeIfPresent(domain, forKey: .domain)
    try container.encodeIfPresent(labels, forKey: .labels)
    try container.encodeIfPresent(labelLimit, forKey: .labelLimit)
    try container.encodeIfPresent(labelAngle, forKey: .labelAngle)
    try container.encodeIfPresent(tickCount, forKey: .tickCount)
    try container.encodeIfPresent(tickMinStep, forKey: .tickMinStep)
    try container.encodeIfPresent(labelExpr, forKey: .labelExpr)
  }
}

/// A legend, or none.
public enum Legend: Hashable, Sendable, Encodable {
  /// No legend.
  case none
  /// Where it stands, in how many columns, and the area of its symbols in square pixels: dashes need
  /// long ones. Their opacity is that of the marks where none is given.
  case at(
    _ place: String, columns: Int? = nil, symbolSize: Int? = nil, symbolOpacity: Double? = nil)

  private enum CodingKeys: String, CodingKey {
    case orient, columns, labelLimit, symbolSize, symbolOpacity
  }

  /// Encodes the value.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .none:
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    case .at(let place, let columns, let symbolSize, let symbolOpacity):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(place, forKey: .orient)
      try container.encodeIfPresent(columns, forKey: .columns)
      try container.encodeIfPresent(symbolSize, forKey: .symbolSize)
      try container.encodeIfPresent(symbolOpacity, forKey: .symbolOpacity)
      try container.encode(400, forKey: .labelLimit)
    }
  }
}

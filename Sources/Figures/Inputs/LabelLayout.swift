/// Places labels beside points, clear of marks and of one another.
///
/// A label stands right or left of its point, at its height where there is room, or else a few lines
/// above or below it. All lengths are in pixels; heights grow downwards.
struct LabelLayout {
  /// A rectangle.
  struct Box: Hashable {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double

    /// A square around a point.
    static func around(x: Double, y: Double, half: Double) -> Box {
      Box(left: x - half, right: x + half, top: y - half, bottom: y + half)
    }

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    func holds(x: Double, y: Double) -> Bool { x >= left && x <= right && y >= top && y <= bottom }
  }

  /// Where a label stands.
  struct Place: Hashable {
    /// Whether the text ends at ``x`` rather than begins there.
    var endsHere: Bool
    /// The end of the text that is nearer to the point.
    var x: Double
    /// The middle of the text.
    var y: Double
    /// Whether the label does not stand at the height of its point.
    var isMoved: Bool
    /// The room that the text takes.
    var box: Box
  }

  /// The height of a line.
  static let line = 13.0
  /// The mean width of a letter, rounded up.
  static let letter = 6.6
  /// The gap between a mark and its label.
  static let gap = 4.0
  /// The most lines by which a label is moved.
  private static let mostLines = 24

  private let area: Box
  private let marks: [Box]
  private let bars: [Box]
  private var labels: [Box] = []

  /// Takes the area of the picture and what labels should keep clear of.
  ///
  /// - Parameters:
  ///   - area: The area; no label leaves it where it can be helped.
  ///   - marks: Marks, which a label must not touch where there is room elsewhere.
  ///   - bars: Lines, which it keeps clear of only where that costs no more than a line or two.
  init(area: Box, marks: [Box], bars: [Box]) {
    (self.area, self.marks, self.bars) = (area, marks, bars)
  }

  /// Places a label beside a point; those that were placed before keep their room.
  ///
  /// - Complexity: O(marks + bars + labels) for each of some hundred places.
  mutating func place(_ text: String, x: Double, y: Double) -> Place {
    // Beyond the edge of all marks that lie over the point.
    let own = marks.filter { $0.holds(x: x, y: y) }
    let right = (own.map(\.right).max() ?? x) + Self.gap
    let left = (own.map(\.left).min() ?? x) - Self.gap
    let width = Self.letter * Double(text.count)
    var best: (cost: Double, place: Place)?
    search: for lines in 0...Self.mostLines {
      for shift in lines == 0 ? [0.0] : [Double(lines), -Double(lines)] {
        for endsHere in [false, true] {
          let middle = y + shift * Self.line
          let box = Box(
            left: endsHere ? left - width : right, right: endsHere ? left : right + width,
            top: middle - Self.line / 2, bottom: middle + Self.line / 2)
          let cost = cost(of: box) + Double(lines) + (endsHere ? 0.5 : 0)
          if cost < best?.cost ?? .infinity {
            best = (
              cost,
              Place(
                endsHere: endsHere, x: endsHere ? left : right, y: middle, isMoved: lines > 0,
                box: box)
            )
          }
        }
      }
      // Further away nothing is better.
      if let best, best.cost <= Double(lines + 1) { break search }
    }
    let place =
      best?.place
      ?? Place(
        endsHere: false, x: right, y: y, isMoved: false,
        box: Box(left: right, right: right + width, top: y, bottom: y))
    labels.append(place.box)
    return place
  }

  /// How bad a place is: in lines that a label would rather be moved.
  private func cost(of box: Box) -> Double {
    var cost = 0.0
    if box.left < area.left || box.right > area.right || box.top < area.top
      || box.bottom > area.bottom
    {
      cost += 200
    }
    for mark in marks where box.overlaps(mark) { cost += 50 }
    for label in labels where box.overlaps(label) { cost += 100 }
    for bar in bars where box.overlaps(bar) { cost += 2.25 }
    return cost
  }
}

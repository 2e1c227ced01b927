import Glibc
import TumorModel

/// Likelihood rows with weights, in which equal rows are one.
///
/// Up to ``mostExact`` distinct rows all are kept as they are. Beyond, rows that are nearly equal share
/// one: their weighted mean. A cell spans ``resolution`` in `4 (1 - L^(1/4))` at every grid point, that
/// is `δ ln L = resolution · L^(-1/4)`: fine where a row is likely and coarse where it contributes next
/// to nothing. The mean cancels the first order of what a cell blurs, so that the log-likelihood of a
/// row errs by the variance of `ln L` within its cell. Should there still be too many, cells double.
struct CurveTable: Sendable {
  /// The number of grid points.
  let columns: Int
  /// The rows, one after another.
  private(set) var rows: [Double] = []
  /// The weight of each row.
  private(set) var weights: [Double] = []
  /// The width of a cell; 0 while rows are exact.
  private(set) var resolution = 0.0
  /// The most distinct rows.
  let most: Int
  /// The place of each row that was ever new.
  private var places: [Int32] = []
  /// Of each place one of the rows that are there.
  private var tickets: [Int32] = []
  /// What tells rows apart: their bits, or their cells.
  private var keys: [UInt64] = []
  /// Places by hash, -1 where none; a power of two, at most half full.
  private var slots = [Int32](repeating: -1, count: 64)

  /// The most rows that are kept exactly.
  static let mostExact = 131_072
  /// The width of the first cells.
  static let firstResolution = 0.005

  /// Makes an empty table.
  init(columns: Int, most: Int = mostExact) {
    self.columns = columns
    self.most = most
  }

  /// Adds weight to a row; returns its ticket, by which ``place(ofTicket:)`` finds it.
  @discardableResult
  mutating func add(_ row: [Double], weight: Double) -> Int {
    let place = place(of: row)
    if resolution > 0 { blend(row, weight, into: place) }
    return add(weight, to: place)
  }

  /// Adds the row of falls that say something, with weight 1; a table that takes falls takes no other
  /// rows.
  ///
  /// While rows are exact, whole numbers tell them apart and only new ones are made.
  mutating func add(_ falls: LikelihoodFalls) -> Int {
    func row() -> [Double] { falls.nats.map { CellFractionCurve.likelihood(fall: $0) } }
    if resolution > 0 { return add(row(), weight: 1) }
    return add(1, to: place(of: falls.units.map(UInt64.init), row: row))
  }

  private mutating func add(_ weight: Double, to place: Int) -> Int {
    weights[place] += weight
    let ticket = Int(tickets[place])
    while weights.count > most {
      resolution = resolution == 0 ? Self.firstResolution : 2 * resolution
      let (oldRows, oldWeights, oldPlaces) = (rows, weights, places)
      (rows, weights, keys) = ([], [], [])
      (places, tickets) = ([], [])
      slots = [Int32](repeating: -1, count: 64)
      var moved: [Int32] = []
      for (index, weight) in oldWeights.enumerated() {
        let row = Array(oldRows[(index * columns)..<((index + 1) * columns)])
        let found = self.place(of: row)
        blend(row, weight, into: found)
        weights[found] += weight
        moved.append(Int32(found))
      }
      places = oldPlaces.map { moved[Int($0)] }
      for (ticket, place) in places.enumerated() { tickets[Int(place)] = Int32(ticket) }
    }
    return ticket
  }

  /// Where the row of a ticket stands, or the one that it was merged with; it holds until rows are added.
  func place(ofTicket ticket: Int) -> Int { Int(places[ticket]) }

  /// Moves a row towards another by its part of the weight.
  private mutating func blend(_ row: [Double], _ weight: Double, into place: Int) {
    let all = weights[place] + weight
    guard all > 0 else { return }
    let share = weight / all
    for column in 0..<columns {
      let index = place * columns + column
      rows[index] += share * (row[column] - rows[index])
    }
  }

  private func key(of value: Double) -> UInt64 {
    if resolution == 0 { return value.bitPattern }
    return UInt64(4 * (1 - value.squareRoot().squareRoot()) / resolution)
  }

  private static func hash(_ keys: some Sequence<UInt64>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for key in keys {
      hash = (hash ^ key) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32))
  }

  private mutating func place(of row: [Double]) -> Int {
    place(of: row.map { key(of: $0) }, row: { row })
  }

  /// Where the row of a key stands; it is stored, with weight 0, if it is new.
  private mutating func place(of key: [UInt64], row: () -> [Double]) -> Int {
    let mask = slots.count - 1
    var slot = Self.hash(key) & mask
    while slots[slot] >= 0 {
      let start = Int(slots[slot]) * columns
      if (0..<columns).allSatisfy({ keys[start + $0] == key[$0] }) { return Int(slots[slot]) }
      slot = (slot + 1) & mask
    }
    let index = weights.count
    slots[slot] = Int32(index)
    rows += row()
    keys += key
    weights.append(0)
    tickets.append(Int32(places.count))
    places.append(Int32(index))
    if 2 * weights.count > slots.count { rehash() }
    return index
  }

  private mutating func rehash() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    let mask = slots.count - 1
    for index in weights.indices {
      var slot = Self.hash(keys[(index * columns)..<((index + 1) * columns)]) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index)
    }
  }
}

import TumorModel

/// What a site's mutation may be, given all that is known.
struct SitePosterior: Sendable {
  /// The probability of each of ``OriginCells``.
  let cells: [Double]
  /// By presence in the earlier and later sample; artefacts, inherited variants and clones of blood
  /// cells stand for absence from both.
  let states: JointProbabilities

  /// Takes the probabilities of all cells.
  init(cells: [Double]) {
    self.cells = cells
    states = cells.withUnsafeBufferPointer { Self.states($0) }
  }

  private static func states(_ cells: UnsafeBufferPointer<Double>) -> JointProbabilities {
    let last = CellFractionBins.clonal
    var states = JointProbabilities()
    func add(_ earlier: CellPresence, _ row: Int) {
      var sum = 0.0
      for state in 1..<last { sum += cells[OriginCells.clone(row, state)] }
      states[earlier, .absent] += cells[OriginCells.clone(row, 0)]
      states[earlier, .subclonal] += sum
      states[earlier, .clonal] += cells[OriginCells.clone(row, last)]
    }
    add(.absent, 0)
    for row in 1..<last { add(.subclonal, row) }
    add(.clonal, last)
    for cell in OriginCells.clones..<OriginCells.count { states[.absent, .absent] += cells[cell] }
    return states
  }

  /// Summed to the five origins.
  var origins: OriginProbabilities {
    var origins = OriginProbabilities(states: states)
    origins.germline = germline
    return origins
  }

  /// An artefact in either sample or both.
  var artefact: Double {
    cells[OriginCells.earlierArtefacts.lowerBound..<OriginCells.germline].reduce(0, +)
  }

  /// A clone of blood cells.
  var blood: Double { cells[OriginCells.blood] }

  /// An inherited variant.
  var germline: Double { cells[OriginCells.germline] }

  /// The probability of each range of the earlier cancer cell fraction, with the later sample in a
  /// range of states.
  func earlierRanges(later: Range<Int>) -> BinValues {
    cells.withUnsafeBufferPointer { cells in
      var result = BinValues.zero
      for i in CellFractionBins.subclonal {
        var sum = 0.0
        for j in later { sum += cells[OriginCells.clone(i, j)] }
        result[i - 1] = sum
      }
      return result
    }
  }

  /// The same of the later cancer cell fraction, with the earlier sample in a range of states.
  func laterRanges(earlier: Range<Int>) -> BinValues {
    cells.withUnsafeBytes { cells in
      var result = BinValues.zero
      for i in earlier {
        let place = OriginCells.clone(i, CellFractionBins.subclonal.lowerBound)
        result += cells.loadUnaligned(
          fromByteOffset: place * MemoryLayout<Double>.stride, as: BinValues.self)
      }
      // The last lane holds every cell.
      result[CellFractionBins.count] = 0
      return result
    }
  }
}

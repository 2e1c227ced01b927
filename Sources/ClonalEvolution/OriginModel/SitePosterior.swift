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
    var states = JointProbabilities()
    for i in 0..<OriginCells.states {
      let earlier = Self.presence(i)
      for j in 0..<OriginCells.states {
        states[earlier, Self.presence(j)] += cells[OriginCells.clone(i, j)]
      }
    }
    for cell in OriginCells.clones..<OriginCells.count { states[.absent, .absent] += cells[cell] }
    self.states = states
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

  private static func presence(_ state: Int) -> CellPresence {
    state == CellFractionBins.absent
      ? .absent : state == CellFractionBins.clonal ? .clonal : .subclonal
  }
}

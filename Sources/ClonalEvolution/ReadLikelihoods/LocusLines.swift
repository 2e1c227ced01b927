/// How the share of mutated molecules at a locus rises with a clone's cancer cell fraction, for one purity: a
/// line for each copy number and history that the locus may have.
struct LocusLines: Sendable {
  /// A line through the origin before capture.
  struct Line: Sendable {
    var weight: Double
    /// Mutated molecules per molecule at a cancer cell fraction of 1.
    var share: Double
    /// Alternate to reference odds of capture.
    var odds: Double

    /// Mutated molecules per captured molecule at a cancer cell fraction.
    @inline(__always)
    func captured(_ fraction: Double = 1) -> Double {
      let share = min(1, share * fraction)
      return odds == 1 ? share : odds * share / (odds * share + 1 - share)
    }
  }

  /// A mutation of every cell that some cells lost.
  struct Lost: Sendable {
    var line: Line
    /// The share of cells that kept it.
    var cellFraction: Double
    /// The line's only point where that share is known.
    var kept: Line
  }

  /// Clones in a part of the cells, each with one mutated copy.
  private(set) var subclonal: [Line] = []
  /// Numbers of mutated copies in every tumour cell, or in the share of cells that a change of copy number left
  /// with it.
  private(set) var clonal: [Line] = []
  /// Mutations of every cell that some cells lost.
  private(set) var lost: [Lost] = []

  /// Finds the lines.
  ///
  /// - Parameters:
  ///   - states: The states of the locus.
  ///   - copies: The numbers of mutated copies in every cell, by state.
  ///   - purity: The share of tumour cells.
  init(_ states: [LocusState], copies: [[(copies: Double, weight: Double)]], purity: Double) {
    for (state, clonalCopies) in zip(states, copies) {
      let molecules = purity * state.tumorCopies + (1 - purity) * Double(state.normalCopies)
      guard molecules > 0 else { continue }
      func line(_ copies: Double, weight: Double) -> Line {
        Line(
          weight: weight, share: min(1, purity * copies / molecules), odds: state.captureOdds)
      }
      let weight = state.weight * (1 - (state.histories?.lostShare ?? 0))
      if weight > 0 { subclonal.append(line(state.singleCopy, weight: weight)) }
      clonal += clonalCopies.map { line($0.copies, weight: state.weight * $0.weight) }
      lost += (state.histories?.lost ?? []).map {
        let weight = state.weight * $0.weight
        return Lost(
          line: line($0.copies / $0.cellFraction, weight: weight), cellFraction: $0.cellFraction,
          kept: line($0.copies, weight: weight))
      }
    }
  }
}

import TumorModel

/// The weights with which the points of a ``FrequencyAxis`` make the likelihoods of clones at one kind of
/// locus: purities, copy numbers and mutated copies averaged over.
struct CurveWeights {
  /// `[point][fraction]`.
  let values: [Float]

  private static let mostCopies = 12
  private static let leastWeight = 1e-6

  init(
    kind: LocusKind, states: CloneSampleStore.States, model: CloneSampleModel,
    axis: FrequencyAxis, fractions: CloneFractions
  ) {
    var sums = Sums(axis: axis, fractions: fractions)
    let copyNumber = kind.mixture == nil ? kind.copyNumber : nil
    let several = Set([copyNumber?.major ?? 1, copyNumber?.minor ?? 1]).filter { $0 > 1 }.sorted()
    let one = several.isEmpty ? 1 : 1 - CloneSampleModel.severalCopies
    let normal = kind.normalCopies ?? 2
    let hasOwn =
      model.ownCopies > 0 && copyNumber.map { $0.total != normal || $0.major > 1 } ?? false
    let shared = hasOwn ? 1 - model.ownCopies : 1
    for (index, purity) in model.purities.enumerated() {
      let weight = model.weights[index]
      guard weight > Self.leastWeight else { continue }
      let isDoubled = model.isDoubled[index]
      let lines = LocusLines(
        isDoubled ? states.doubled : states.usual,
        copies: isDoubled ? states.doubledCopies : states.usualCopies, purity: purity)
      for line in lines.subclonal {
        let whole = shared * weight * line.weight
        sums.add(line, whole * one)
        for copies in several {
          var more = line
          more.share *= Double(copies)
          sums.add(more, whole * (1 - one) / Double(several.count))
        }
      }
      for lost in lines.lost { sums.add(lost.line, shared * weight * lost.line.weight) }
      for line in lines.clonal {
        sums.add(line.captured(), at: fractions.clonal, shared * weight * line.weight)
      }
      guard hasOwn, let copyNumber else { continue }
      // Tumour cells without the mutation have the normal copies.
      let most = min(copyNumber.major, Self.mostCopies)
      for copies in 1...most {
        for g in 1..<fractions.nodes.count {
          let c = fractions.nodes[g]
          let molecules =
            purity * (c * Double(copyNumber.total) + (1 - c) * Double(normal))
            + (1 - purity) * Double(normal)
          guard molecules > 0 else { continue }
          let line = LocusLines.Line(
            weight: 1, share: purity * Double(copies) / molecules, odds: kind.captureOdds)
          sums.add(line.captured(c), at: g, model.ownCopies * weight / Double(most))
        }
      }
    }
    values = sums.values
  }

  /// Weights that are added up.
  private struct Sums {
    private let axis: FrequencyAxis
    private let nodes: [Double]
    private let roots: [FrequencyAxis.Root]
    private var sums: [Double]

    init(axis: FrequencyAxis, fractions: CloneFractions) {
      self.axis = axis
      (nodes, roots) = (fractions.nodes, fractions.roots)
      sums = [Double](repeating: 0, count: axis.shares.count * fractions.nodes.count)
    }

    var values: [Float] {
      [Float](unsafeUninitializedCapacity: sums.count) { values, count in
        count = sums.count
        sums.withUnsafeBufferPointer { sums in
          for index in 0..<sums.count { values[index] = Float(sums[index]) }
        }
      }
    }

    /// Adds a weight at a share of mutated molecules.
    mutating func add(_ share: Double, at g: Int, _ weight: Double) {
      let place = axis.place(share)
      let start = Int(place.index) * nodes.count + g
      sums[start] += weight * (1 - Double(place.fraction))
      sums[start + nodes.count] += weight * Double(place.fraction)
    }

    /// Adds a line at all fractions of a part of the cells.
    mutating func add(_ line: LocusLines.Line, _ weight: Double) {
      let (width, axis) = (nodes.count, axis)
      let root = FrequencyAxis.Root(line.share)
      nodes.withUnsafeBufferPointer { nodes in
        roots.withUnsafeBufferPointer { roots in
          sums.withUnsafeMutableBufferPointer { sums in
            guard let sums = sums.baseAddress else { return }
            for g in 1..<(width - 1) {
              // Shares above 1 have the place of 1.
              let place =
                line.odds == 1
                ? axis.place(root * roots[g]) : axis.place(line.captured(nodes[g]))
              let into = sums + Int(place.index) * width + g
              let part = weight * Double(place.fraction)
              into[0] += weight - part
              into[width] += part
            }
          }
        }
      }
    }
  }
}

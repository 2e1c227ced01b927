import Glibc
import NumericalMethods

/// The distinct counts of a sample's first patterns, and what does not depend on the sample's model: what errors
/// and artefacts have at each.
///
/// A class: curves of several precisions share it.
final class CloneRows {
  let data: SampleData
  /// The row of each pattern, and what decides each.
  let counts: CountRows
  /// The rows of each kind of locus, where kinds that differ in their errors alone are one.
  let loci: [(kind: LocusKind, rows: [Int32])]
  /// ln of the likelihood of an artefact's reads, by row.
  let artefacts: [Double]
  /// What clones in every cell have by ``ReadTables/misfit``, ln by row; minus infinity for none.
  let misfits: [Double]
  /// `[row][noise node]`: no clone, relative to ``logScale``.
  private let absent: [Float]
  private let logScale: [Double]
  private let nodes: Int

  var count: Int { counts.keys.count }

  /// Sorts a sample's counts.
  ///
  /// - Parameters:
  ///   - sample: The sample.
  ///   - data: Its reads, one site for each pattern.
  init(_ sample: CloneSample, data: SampleData) {
    self.data = data
    let noise = sample.noise
    nodes = noise.count
    let counts = CountRows(
      data, isKnown: data.kinds.map { !sample.store.states(of: $0).usual.isEmpty },
      weighsOrientation: sample.weighsOrientation && noise.isFixed)
    self.counts = counts
    var loci: [(kind: LocusKind, rows: [Int32])] = []
    var places: [LocusKind: Int] = [:]
    let ofKinds = data.kinds.map { kind in
      let locus = kind.ofPlaces
      if let known = places[locus] { return known }
      places[locus] = loci.count
      loci.append((locus, []))
      return loci.count - 1
    }
    for (row, key) in counts.keys.enumerated() {
      loci[ofKinds[Int(key.kind)]].rows.append(Int32(row))
    }
    self.loci = loci
    var builder = RowBuilder(
      axis: .coarse, data: data, clone: sample.grid, noise: noise, rule: sample.rule,
      caller: sample.caller, rows: counts.keys.count, content: .noise)
    for (row, key) in counts.keys.enumerated() { builder.addNoise(key, at: row) }
    (absent, logScale) = (builder.absent, builder.logScale)
    let tails = NoiseGrid.tails.count
    artefacts = counts.keys.indices.map { row in
      var sum = 0.0
      for tail in 0..<tails { sum += Double(builder.inflated[row * tails + tail]) }
      return builder.logScale[row] + log(max(sum / Double(tails), Self.least))
    }
    misfits = counts.keys.map { key in
      guard !key.isCensored else { return -.infinity }
      let (n, k) = (Double(key.depth), Double(key.alternate))
      return sample.allowsMisfits
        ? log(ReadTables.misfit * 2 * (k + 1) / ((n + 1) * (n + 2))) : -.infinity
    }
  }

  private static let least = 1e-38

  /// ln of the likelihood of absence at each node of the noise grid.
  func absentByNode(_ row: Int, _ node: Int) -> Double {
    log(max(Double(absent[row * nodes + node]), Self.least))
  }

  /// Writes ln of the likelihood of absence with weights of the nodes, by row.
  func writeAbsent(_ weights: [Double], into result: UnsafeMutablePointer<Double>, stride: Int) {
    absent.withUnsafeBufferPointer { absent in
      weights.withUnsafeBufferPointer { weights in
        for row in 0..<count {
          var sum = 0.0
          for node in 0..<nodes { sum += weights[node] * Double(absent[row * nodes + node]) }
          result[row * stride] = logScale[row] + log(max(sum, Self.least))
        }
      }
    }
  }
}

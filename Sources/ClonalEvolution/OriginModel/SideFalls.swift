import Glibc
import TumorModel

/// How a sample's likelihoods fall along `LikelihoodFalls.fractions`.
///
/// The nodes of both grids are averaged over as the other sites leave them: at 0 the likelihood of no
/// clone, at 1 that of a clone in every cell with all numbers of copies, between them that of one
/// mutated copy in each cell that has the mutation.
struct SideFalls {
  let side: SideState
  /// The places of the kinds of loci that were asked for.
  private var places: [ObjectIdentifier: CurvePlaces] = [:]
  private var values = [Double](repeating: 0, count: LikelihoodFalls.fractions.count - 2)

  /// The cancer cell fractions between 0 and 1.
  private static let between = Array(LikelihoodFalls.fractions.dropFirst().dropLast())

  /// Takes a sample in a fit.
  init(_ side: SideState) { self.side = side }

  /// Adds ln of a site's likelihood at each fraction, up to a constant.
  ///
  /// - Parameters:
  ///   - site: The site.
  ///   - place: Its place in the fit; `nil` where it is not part of it.
  ///   - logs: One value for each fraction.
  /// - Returns: Whether the sample says something of the site.
  mutating func add(site: Int, place: Int?, to logs: inout [Double]) -> Bool {
    guard
      let reader = CurveReader(
        side, site: site, place: place,
        places: { kind in
          guard let states = side.tables.places[kind] else { return nil }
          if let known = places[ObjectIdentifier(states)] { return known }
          let found = CurvePlaces(kind: states, side: side, cellFractions: Self.between)
          places[ObjectIdentifier(states)] = found
          return found
        })
    else { return false }
    let least = Double.leastNormalMagnitude
    logs[0] += log(max(reader.absent, least))
    logs[logs.count - 1] += log(max(reader.clonal, least))
    values.withUnsafeMutableBufferPointer { values in
      guard let start = values.baseAddress else { return }
      reader.write(into: start)
    }
    for (index, value) in values.enumerated() {
      logs[index + 1] += log(max(value, least)) + reader.relativeScale
    }
    return true
  }
}

import TumorModel

/// Findings in the evidence of one patient's samples together.
struct PatientFindings {
  /// Fewer sites than these in common say nothing.
  private static let leastSites = 10
  /// More samples than these are not compared one with another.
  private static let mostSamples = 40

  let patient: PatientEvidence
  let rows: [SampleSheet.Row]

  func findings() -> [Finding] {
    var found: [Finding] = []
    for (index, row) in rows.enumerated() where row.segments != nil {
      let known = patient.copyNumbers[index].count { $0 != nil }
      // Without any, the file was refused.
      guard known > 0, known * 2 < patient.mutations.count else { continue }
      found.append(
        Finding(
          .outsideSegments, of: row,
          at: row.segments.map { TextLocation(path: $0.path) } ?? row.location,
          "\(row.sample.id): the segments hold \(known) of the patient's "
            + "\(counted(patient.mutations.count, "mutation")); elsewhere copies are assumed"))
    }
    guard rows.count <= Self.mostSamples else { return found }
    for (second, row) in rows.enumerated() {
      for first in 0..<second {
        found += compare(first, second, row)
      }
    }
    return found
  }

  private func compare(_ first: Int, _ second: Int, _ row: SampleSheet.Row) -> [Finding] {
    var (shared, same, opposite) = (0, 0, 0)
    for (mutation, left) in patient.observations[first].enumerated() {
      guard case .counted(let left) = left,
        case .counted(let right) = patient.observations[second][mutation],
        left.depth >= RowTally.leastDepth, right.depth >= RowTally.leastDepth,
        left.alternate > 0 || right.alternate > 0
      else { continue }
      shared += 1
      if left == right { same += 1 }
      if patient.mutations[mutation].variant.chromosome.isAutosome,
        Self.isOpposite(left, right) || Self.isOpposite(right, left)
      {
        opposite += 1
      }
    }
    let other = rows[first].sample.id
    var found: [Finding] = []
    if shared >= Self.leastSites, same * 5 > shared * 4 {
      found.append(
        Finding(
          .identicalCounts, of: row, at: row.location,
          "\(row.sample.id) and \(other) have the same counts at \(same) of "
            + "\(counted(shared, "site")): one sample under two names?"))
    }
    if opposite >= 2, opposite * 50 >= shared {
      found.append(
        Finding(
          .swappedCounts, of: row, at: row.location,
          "\(row.sample.id) and \(other) have shares below 0.1 and above 0.9 at \(opposite) of "
            + "\(counted(shared, "site")): are reference and alternate counts swapped in one?"))
    }
    return found
  }

  private static func isOpposite(_ low: ReadCounts, _ high: ReadCounts) -> Bool {
    low.alternate > 0 && Int(low.alternate) * 10 < Int(low.depth)
      && Int(high.alternate) * 10 > Int(high.depth) * 9
  }
}

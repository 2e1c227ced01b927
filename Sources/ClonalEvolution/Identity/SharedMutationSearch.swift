import TumorModel

/// Looks for samples of different patients that share rare mutations, as those of two people do not.
///
/// A substitution that a sample plainly shows counts as rare where at most ``mostPatients`` of the
/// study have it. Two samples are too alike if they share at least ``leastShared`` rare mutations
/// and these are at least a share ``leastShare`` of all that either has.
public struct SharedMutationSearch: Sendable {
  /// The most patients with a rare mutation.
  public static let mostPatients = 3
  /// The fewest shared mutations of samples that are too alike.
  public static let leastShared = 5
  /// The least share of them among the mutations of the sample that has fewer.
  public static let leastShare = 0.2
  /// Below this share of common mutations, and from ten mutations on, two samples have no tumour in
  /// common.
  static let apartShare = 0.02
  static let apartMutations = 10

  /// Too alike samples of different patients.
  public let links: [SampleLink]
  /// The rare mutations of samples of patients with a link, sorted.
  private let mutations: [Int: [UInt64]]

  /// What two samples of one patient have in common.
  enum Tie { case tied, apart, unknown }

  /// Searches a study.
  ///
  /// - Parameters:
  ///   - samples: The study's samples.
  ///   - sites: The substitutions that each tumour sample of a patient plainly shows, as numbers
  ///     that differ between mutations; asked for up to three times.
  /// - Complexity: O(mutations), with four bytes of memory a mutation.
  init(samples: StudySamples, sites: (Int) -> [[UInt64]]) {
    guard samples.patients.count > 1 else {
      (links, mutations) = ([], [:])
      return
    }
    var filter = RepeatFilter(
      expected: samples.patients.indices.reduce(0) { sum, patient in
        sum + sites(patient).reduce(0) { $0 + $1.count }
      })
    for patient in samples.patients.indices { filter.add(Set(sites(patient).joined())) }
    var carriers: [UInt64: [Int]] = [:]
    var totals = [Int](repeating: 0, count: samples.entries.count)
    for patient in samples.patients.indices {
      for (offset, row) in sites(patient).enumerated() {
        let sample = samples.ranges[patient].lowerBound + offset
        totals[sample] = row.count
        for site in row where filter.mayRepeat(site) { carriers[site, default: []].append(sample) }
      }
    }
    var shared: [UInt64: Int] = [:]
    for (_, list) in carriers {
      let patients = Set(list.map { samples.entries[$0].patient })
      guard patients.count > 1, patients.count <= Self.mostPatients else { continue }
      for (place, first) in list.enumerated() {
        for second in list[(place + 1)...]
        where samples.entries[first].patient != samples.entries[second].patient {
          shared[UInt64(min(first, second)) << 32 | UInt64(max(first, second)), default: 0] += 1
        }
      }
    }
    links = shared.compactMap { key, count in
      let (first, second) = (Int(key >> 32), Int(key & 0xFFFF_FFFF))
      guard Self.isMany(count, of: totals[first], totals[second]) else { return nil }
      return SampleLink(first: first, second: second, evidence: .mutations, shared: count)
    }.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    var kept: [Int: [UInt64]] = [:]
    for patient in Set(links.flatMap { [$0.first, $0.second] }.map { samples.entries[$0].patient })
    {
      for (offset, row) in sites(patient).enumerated() {
        kept[samples.ranges[patient].lowerBound + offset] = row.filter { site in
          guard let list = carriers[site] else { return true }
          return Set(list.map { samples.entries[$0].patient }).count <= Self.mostPatients
        }
      }
    }
    mutations = kept
  }

  private static func isMany(_ shared: Int, of first: Int, _ second: Int) -> Bool {
    shared >= leastShared && Double(shared) >= leastShare * Double(min(first, second))
  }

  /// Rare mutations that two samples of patients with a link share; `nil` where either has none.
  func shared(_ first: Int, _ second: Int) -> Int? {
    guard let a = mutations[first], let b = mutations[second], !a.isEmpty, !b.isEmpty else {
      return nil
    }
    let known = Set(a)
    return b.count { known.contains($0) }
  }

  /// Whether two samples of one patient with a link have a tumour in common.
  func tie(_ first: Int, _ second: Int) -> Tie {
    guard let shared = shared(first, second), let a = mutations[first]?.count,
      let b = mutations[second]?.count
    else { return .unknown }
    if Self.isMany(shared, of: a, b) { return .tied }
    let isApart = Double(shared) <= Self.apartShare * Double(min(a, b))
    return isApart && min(a, b) >= Self.apartMutations ? .apart : .unknown
  }

  /// Whether a sample of a patient with a link has mutations to compare.
  func isRead(_ sample: Int) -> Bool { !(mutations[sample]?.isEmpty ?? true) }
}

/// Which numbers were met in more than one patient, in 32 bits a number; about one number in
/// sixteen is wrongly said to be.
private struct RepeatFilter {
  private var once: [UInt64]
  private var again: [UInt64]
  private let shift: UInt64

  init(expected: Int) {
    var bits = 10
    while 1 << bits < 16 * expected, bits < 32 { bits += 1 }
    once = [UInt64](repeating: 0, count: 1 << (bits - 6))
    again = once
    shift = UInt64(64 - bits)
  }

  private func place(_ number: UInt64) -> Int {
    Int((number &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  /// Adds the numbers of one patient, each once.
  mutating func add(_ numbers: Set<UInt64>) {
    for number in numbers {
      let place = place(number)
      let bit: UInt64 = 1 << UInt64(place & 63)
      again[place >> 6] |= once[place >> 6] & bit
      once[place >> 6] |= bit
    }
  }

  func mayRepeat(_ number: UInt64) -> Bool {
    let place = place(number)
    return again[place >> 6] & (1 << UInt64(place & 63)) != 0
  }
}

package import TumorModel

/// Reads at inherited variants of a study's samples, each variant held once.
package struct GermlineStore: Sendable {
  /// One sample's reads at one variant.
  package struct Entry: Sendable {
    /// The variant's number; after ``rank()`` numbers sort as variants do.
    package var site: Int32
    package let alternate: Int32
    package let depth: Int32
    /// The line that tells it.
    package let line: Int32
  }

  package private(set) var sites: [GermlineGenotypes.Site] = []
  private var numbers: [Variant: Int32] = [:]

  package init() {}

  /// The number of a variant; a population frequency is kept from the first line that has one.
  package mutating func number(_ variant: Variant, populationFrequency: Double?) -> Int32 {
    guard let known = numbers[variant] else {
      let number = Int32(sites.count)
      numbers[variant] = number
      sites.append(
        GermlineGenotypes.Site(variant: variant, populationFrequency: populationFrequency))
      return number
    }
    if let populationFrequency, sites[Int(known)].populationFrequency == nil {
      sites[Int(known)] = GermlineGenotypes.Site(
        variant: variant, populationFrequency: populationFrequency)
    }
    return known
  }

  /// Numbers variants anew in their order, and gives each old number its new one.
  package mutating func rank() -> [Int32] {
    let order = sites.indices.sorted { sites[$0].variant < sites[$1].variant }
    var new = [Int32](repeating: 0, count: sites.count)
    for (place, old) in order.enumerated() { new[old] = Int32(place) }
    sites = order.map { sites[$0] }
    numbers = [:]
    return new
  }

  /// The reads of some samples at every variant that one of them has.
  ///
  /// - Returns: `nil` where none has any.
  /// - Precondition: Each sample's entries are sorted by variant.
  package func genotypes(of samples: [[Entry]]) -> GermlineGenotypes? {
    let used = Set(samples.lazy.joined().map(\.site)).sorted()
    guard !used.isEmpty else { return nil }
    let counts = samples.map { entries -> [ReadCounts?] in
      var next = 0
      return used.map { site in
        guard next < entries.count, entries[next].site == site else { return nil }
        defer { next += 1 }
        return ReadCounts(
          alternate: Int(entries[next].alternate), depth: Int(entries[next].depth))
      }
    }
    return GermlineGenotypes(sites: used.map { sites[Int($0)] }, counts: counts)
  }
}

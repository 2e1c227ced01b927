import Glibc
import TumorModel

/// Looks for samples of different patients that are of one person, by inherited variants.
///
/// All samples are compared with all at the ``panelLimit`` sites that are read in most of them. Of
/// two samples of different patients a ratio above `ln 10⁴` plus the logarithm of the number of pairs
/// of samples says that they are of one person: the more pairs are looked at, the more is asked of one.
public struct GermlineSearch: Sendable {
  /// The most sites compared between patients.
  public static let panelLimit = 256

  let samples: StudySamples
  let frequencies: AlleleFrequencies
  /// The samples that are read anywhere, at the panel's sites; others are not in it.
  private let buffer: GenotypeBuffer
  /// The place in ``buffer`` of each sample.
  private let places: [Int?]
  private let tested: [Int]
  private let threshold: Double

  /// How many samples are compared.
  public var count: Int { tested.count }

  /// Prepares the comparison.
  ///
  /// - Parameters:
  ///   - patients: How many patients there are.
  ///   - patient: A patient with its reads; asked for up to three times.
  /// - Complexity: O(reads).
  public init(patients: Int, patient: (Int) -> StudySamples.Patient) {
    var frequencies = AlleleFrequencies()
    var coverage: [Variant: Int] = [:]
    samples = StudySamples((0..<patients).lazy.map(patient))
    for index in 0..<patients {
      let patient = patient(index)
      guard let genotypes = patient.genotypes else { continue }
      frequencies.add(genotypes, tumors: patient.tumors)
      for place in PatientIdentity.spaced(genotypes.sites) {
        coverage[genotypes.sites[place].variant, default: 0] += genotypes.counts.count {
          ($0[place]?.depth ?? 0) >= GenotypeBuffer.leastDepth
        }
      }
    }
    let panel = Self.panel(coverage)
    let places = Dictionary(uniqueKeysWithValues: panel.enumerated().map { ($1, $0) })
    var chosen = [GermlineGenotypes.Site?](repeating: nil, count: panel.count)
    var counts: [(sample: Int, reads: [ReadCounts?])] = []
    for index in 0..<patients {
      let patient = patient(index)
      guard let genotypes = patient.genotypes, !panel.isEmpty else { continue }
      let used = genotypes.sites.enumerated().compactMap { place, site in
        places[site.variant].map { (place, $0) }
      }
      for (place, target) in used where chosen[target]?.populationFrequency == nil {
        chosen[target] = genotypes.sites[place]
      }
      for (offset, row) in genotypes.counts.enumerated() {
        var reads = [ReadCounts?](repeating: nil, count: panel.count)
        for (place, target) in used { reads[target] = row[place] }
        counts.append((samples.ranges[index].lowerBound + offset, reads))
      }
    }
    var buffer = GenotypeBuffer(
      frequencies: chosen.map { $0.map(frequencies.frequency) ?? AlleleFrequencies.unknown },
      capacity: counts.count)
    var tested: [Int] = []
    var order = [Int?](repeating: nil, count: samples.entries.count)
    for (sample, reads) in counts {
      order[sample] = buffer.count
      tested.append(sample)
      buffer.append(reads, isTumor: !samples.entries[sample].isNormal)
    }
    self.frequencies = frequencies
    self.buffer = buffer
    self.tested = tested
    self.places = order
    let count = Double(max(2, tested.count))
    threshold = SampleIdentity.threshold + log(count * (count - 1) / 2)
  }

  /// The sites read in most samples, the first ones of those read in as many.
  private static func panel(_ coverage: [Variant: Int]) -> [Variant] {
    let ranked = coverage.filter { $0.value > 1 }.sorted {
      ($1.value, $0.key) < ($0.value, $1.key)
    }
    var kept: [Variant] = []
    var taken: Set<String> = []
    for (variant, _) in ranked where kept.count < panelLimit {
      // Sites of different patients can be neighbours although those of each are not.
      let bin = variant.position / PatientIdentity.spacing
      let name = variant.chromosome.name
      guard !taken.contains("\(name):\(bin)") else { continue }
      for near in [bin - 1, bin, bin + 1] { taken.insert("\(name):\(near)") }
      kept.append(variant)
    }
    return kept.sorted()
  }

  /// The samples of other patients, further on in the study, that some samples are too alike to.
  ///
  /// - Parameter range: Places among the samples compared, within `0..<count`.
  /// - Complexity: O(`range.count` · ``count`` · sites), about 0.4 µs for 100 sites.
  public func links(of range: Range<Int>) -> [SampleLink] {
    var links: [SampleLink] = []
    for place in range {
      let patient = samples.entries[tested[place]].patient
      for other in (place + 1)..<max(place + 1, tested.count)
      where samples.entries[tested[other]].patient != patient {
        let ratio = buffer.logLikelihoodRatio(place, other)
        guard ratio > threshold else { continue }
        let sites = buffer.sites(place, other)
        guard sites >= PatientIdentity.leastSites else { continue }
        links.append(
          SampleLink(
            first: tested[place], second: tested[other], evidence: .germline, sites: sites,
            logLikelihoodRatio: ratio))
      }
    }
    return links
  }

  /// What the panel says of two samples.
  func compare(_ first: Int, _ second: Int) -> PairIdentity {
    guard let a = places[first], let b = places[second] else { return PairIdentity() }
    let sites = buffer.sites(a, b)
    guard sites > 0 else { return PairIdentity() }
    let ratio = buffer.logLikelihoodRatio(a, b)
    return PairIdentity(
      verdict: PatientIdentity.verdict(ratio, sites: sites), logLikelihoodRatio: ratio, sites: sites
    )
  }
}

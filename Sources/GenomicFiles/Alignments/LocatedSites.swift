import DelimitedText
import HTSlib
import TumorModel

/// Sites by the contigs of an alignment file, in its order.
struct LocatedSites {
  /// Sorted by contig, then lead.
  private(set) var sites: [(contig: Int, site: CountedSite)] = []
  /// The bases' codes of all sites.
  private(set) var codes: [UInt8] = []

  /// Finds each site's contig, whatever the prefix of its name.
  ///
  /// - Throws: ``InputErrors`` with each chromosome that the file lacks and the first site beyond
  ///   the end of each one that is too short.
  init(
    _ variants: [Variant], header: AlignmentHeader, _ place: NamedAlignment
  ) throws(InputErrors) {
    var numbers: [Chromosome: Int] = [:]
    for (number, contig) in header.contigs.enumerated() {
      guard let chromosome = Chromosome(contig.name) else { continue }
      if numbers[chromosome] == nil { numbers[chromosome] = number }
    }
    var errors = ErrorCollector(path: place.path)
    var reported: Set<Chromosome> = []
    sites.reserveCapacity(variants.count)
    for (number, variant) in variants.enumerated() {
      guard let contig = numbers[variant.chromosome] else {
        if reported.insert(variant.chromosome).inserted {
          let names = header.contigs.map(\.name)
          errors.add(
            .malformed(
              problem: "there is no contig for chromosome \(variant.chromosome), where a site is "
                + "(\(SiteText.words(variant)))",
              expected: names.isEmpty
                ? "contigs in the header" : "one of the header's: \(listing(names, limit: 5))"))
        }
        continue
      }
      let length = header.contigs[contig].length
      if variant.position > length {
        if reported.insert(variant.chromosome).inserted {
          errors.add(
            .malformed(
              problem: "\(header.contigs[contig].name) has \(length) bases, and a site lies beyond "
                + "(\(SiteText.words(variant)))",
              expected: "reads aligned to the assembly of the sites"))
        }
        continue
      }
      sites.append((contig, CountedSite(variant, number: number, codes: &codes)))
    }
    try errors.throwIfAny()
    let isSorted = zip(sites, sites.dropFirst()).allSatisfy {
      ($0.contig, $0.site.lead) <= ($1.contig, $1.site.lead)
    }
    if !isSorted {
      sites.sort {
        ($0.contig, $0.site.lead, $0.site.number) < ($1.contig, $1.site.lead, $1.site.number)
      }
    }
  }

  /// The sites on a contig.
  func range(ofContig contig: Int) -> Range<Int> {
    bound(contig)..<bound(contig + 1)
  }

  private func bound(_ contig: Int) -> Int {
    var (low, high) = (0, sites.count)
    while low < high {
      let middle = (low + high) / 2
      if sites[middle].contig < contig { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

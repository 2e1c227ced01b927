package import DelimitedText
import GenomicFiles
package import Studies
import TumorModel

/// A study's counts as a VCF of all its samples.
///
/// A record's first base, where VCF asks for the one before an indel, is the base that most reads
/// have there; `N` where no read tells.
package struct CountsVCF {
  /// A site of one patient.
  private struct Entry {
    let contig: Int
    let record: Record
    let patient: Int
    let site: Int
  }

  private struct Record: Hashable, Comparable {
    let position: Int
    let reference: String
    let alternate: String

    static func < (left: Self, right: Self) -> Bool {
      (left.position, left.reference, left.alternate)
        < (right.position, right.reference, right.alternate)
    }
  }

  private let counts: StudyCounts
  private var contigs: [(name: String, length: Int?)]
  private var entries: [Entry] = []

  /// Sorts the sites by the contigs of the first alignment file.
  package init(_ counts: StudyCounts) {
    self.counts = counts
    contigs = counts.contigs.map { ($0.name, $0.length) }
    var numbers: [Chromosome: Int] = [:]
    for (number, contig) in contigs.enumerated() {
      guard let chromosome = Chromosome(contig.name), numbers[chromosome] == nil else { continue }
      numbers[chromosome] = number
    }
    for (place, patient) in counts.patients.enumerated() {
      for (site, mutation) in patient.mutations.enumerated() {
        let chromosome = mutation.variant.chromosome
        let contig = numbers[chromosome] ?? contigs.count
        if contig == contigs.count {
          numbers[chromosome] = contig
          contigs.append((chromosome.name, nil))
        }
        let anchor = patient.counts.lazy.map { $0[site].anchor }.first { $0 != UInt8(ascii: "N") }
        entries.append(
          Entry(
            contig: contig, record: Self.record(mutation.variant, anchor: anchor),
            patient: place, site: site))
      }
    }
    entries.sort {
      ($0.contig, $0.record, $0.patient) < ($1.contig, $1.record, $1.patient)
    }
  }

  /// The longest contig, in bases.
  package var longestContig: Int { contigs.compactMap(\.length).max() ?? 0 }

  private static func record(_ variant: Variant, anchor: UInt8?) -> Record {
    let base = String(UnicodeScalar(anchor ?? UInt8(ascii: "N")))
    switch variant.kind {
    case .insertion:
      return Record(
        position: variant.position, reference: base, alternate: base + variant.alternate)
    case .deletion where variant.position > 1:
      return Record(
        position: variant.position - 1, reference: base + variant.reference, alternate: base)
    case .deletion:
      // At the first base of a contig VCF names the base after.
      return Record(position: 1, reference: variant.reference + "N", alternate: "N")
    default:
      return Record(
        position: variant.position, reference: variant.reference, alternate: variant.alternate)
    }
  }

  /// Writes the file in pieces.
  ///
  /// - Parameter comments: Lines for the header, without `##`.
  package func write(comments: [String], _ body: (borrowing TableWriter) throws -> Void) throws {
    var text = TableWriter()
    appendHeader(comments, to: &text)
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].contig == entries[start].contig,
        entries[end].record == entries[start].record
      {
        end += 1
      }
      append(entries[start..<end], to: &text)
      if text.count > 1 << 16 {
        try body(text)
        text.removeAll()
      }
      start = end
    }
    try body(text)
  }

  private func appendHeader(_ comments: [String], to text: inout TableWriter) {
    text.line("##fileformat=VCFv4.2")
    for comment in comments { text.line("##" + comment) }
    for contig in contigs {
      let length = contig.length.map { ",length=\($0)" } ?? ""
      text.line("##contig=<ID=\(contig.name)\(length)>")
    }
    let alleles = "with the reference and with the alternate allele"
    for (name, number, meaning) in [
      ("AD", "R", "Fragments \(alleles)"),
      ("DP", "1", "Fragments at the site, whatever they show"),
      ("ADF", "R", "Fragments on the forward strand \(alleles)"),
      ("ADR", "R", "Fragments on the reverse strand \(alleles)"),
      ("F1R2", "R", "Fragments in F1R2 orientation \(alleles)"),
      ("F2R1", "R", "Fragments in F2R1 orientation \(alleles)"),
    ] {
      text.line("##FORMAT=<ID=\(name),Number=\(number),Type=Integer,Description=\"\(meaning)\">")
    }
    for name in ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT"] {
      text.field(name)
    }
    for patient in counts.patients {
      for sample in patient.samples { text.field(sample.id) }
    }
    text.endRow()
  }

  private func append(_ group: ArraySlice<Entry>, to text: inout TableWriter) {
    guard let first = group.first else { return }
    text.field(contigs[first.contig].name)
    text.field(first.record.position)
    text.field(".")
    text.field(first.record.reference)
    text.field(first.record.alternate)
    for _ in 0..<3 { text.field(".") }
    text.field("AD:DP:ADF:ADR:F1R2:F2R1")
    var rest = group
    for (number, patient) in counts.patients.enumerated() {
      let site = rest.first.flatMap { $0.patient == number ? $0.site : nil }
      if site != nil { rest = rest.dropFirst() }
      for counts in patient.counts {
        if let site { append(counts[site], to: &text) } else { text.append(".") }
        text.separate()
      }
    }
    text.endRow()
  }

  private func append(_ counts: SiteCounts, to text: inout TableWriter) {
    func pair(_ split: ReadSupport.Split?) {
      text.append(byte: UInt8(ascii: ":"))
      guard let split else {
        text.append(byte: UInt8(ascii: "."))
        return
      }
      text.append(Int(split.reference))
      text.append(byte: UInt8(ascii: ","))
      text.append(Int(split.alternate))
    }
    text.append(Int(counts.reference))
    text.append(byte: UInt8(ascii: ","))
    text.append(Int(counts.alternate))
    text.append(byte: UInt8(ascii: ":"))
    text.append(Int(counts.depth))
    pair(counts.support.forward)
    pair(counts.support.reverse)
    pair(counts.support.firstOrientation)
    pair(counts.support.secondOrientation)
  }
}

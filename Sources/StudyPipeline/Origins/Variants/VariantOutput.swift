import ClonalEvolution
package import GenomicFiles
import HTSlib
package import Results
package import TumorModel
import Wording

/// Writes `origins.<patient>.<later sample>.vcf.gz` for every later sample of a patient.
///
/// A sample whose calls came from a VCF gets that VCF with the origins added; any other a VCF of
/// its calls.
package struct VariantOutput: Sendable {
  /// What was written of a patient.
  package struct Written {
    package var files: [Manifest.File] = []
    package var notes: [String] = []
  }

  /// The sheet's reference genome, for the bases before indels.
  package var reference: String?
  /// The command's version and parameters, for the header.
  package var header: [String] = []

  /// Takes the reference genome's path and the lines for the header.
  package init(reference: String?, header: [String]) {
    self.reference = reference
    self.header = header
  }

  /// Writes the files of a patient.
  ///
  /// - Throws: ``FileFailure`` and `InputErrors`.
  package func write(
    _ origins: PatientOrigins, of patient: PatientEvidence, to outputs: OutputSet,
    calls: (Int) -> (file: CallFile, lines: [Int])?
  ) throws -> Written {
    var written = Written()
    let byLater = Dictionary(grouping: origins.calls) { $0.later.sample ?? -1 }
    for (later, own) in byLater.sorted(by: { $0.key < $1.key }) where later >= 0 {
      let name = Self.fileName(patient: patient.id, later: patient.samples[later].id)
      var file = try VariantOutputFile(name, in: outputs)
      if let source = calls(later) {
        try annotate(source, own, of: patient, to: &file)
      } else {
        let skipped = try build(own, later: later, of: patient, to: &file)
        if skipped > 0 {
          written.notes.append(RunNotes.withoutAnchor(skipped, in: name))
        }
      }
      if !file.hasOrder {
        written.notes.append(RunNotes.notIndexed(name))
      }
      written.files += try file.finish()
    }
    return written
  }

  // MARK: - From the sample's own VCF

  private func annotate(
    _ source: (file: CallFile, lines: [Int]), _ calls: [OriginCall],
    of patient: PatientEvidence, to file: inout VariantOutputFile
  ) throws {
    let declarations = try VCFDeclarations(of: source.file, leavingOut: VariantField.prefix)
    for line in declarations.lines + header + VariantField.declarations + [declarations.columns] {
      try file.header(line)
    }
    let column =
      declarations.columns.split(separator: "\t").dropFirst(9)
      .firstIndex { $0 == source.file.column }.map { $0 - 9 } ?? 0
    var byLine: [Int: [OriginCall]] = [:]
    for call in calls where source.lines[call.mutation] > 0 {
      byLine[source.lines[call.mutation], default: []].append(call)
    }
    var reader = try CallFileReader(source.file)
    while let line = try reader.line() {
      if line.hasPrefix("#") || line.isEmpty { continue }
      guard var record = VariantRecord(line) else { continue }
      record.removeOwnFields()
      if let calls = byLine[reader.number] {
        let entries = calls.compactMap { call in
          record.allele(of: patient.mutations[call.mutation].variant).map {
            OriginAnnotation.Entry(allele: $0, call: call)
          }
        }.enumerated().sorted { ($0.element.allele, $0.offset) < ($1.element.allele, $1.offset) }
          .map(\.element)
        if !entries.isEmpty {
          record.annotate(
            OriginAnnotation(entries, of: patient, alleles: record.alternates.count),
            column: column)
        }
      }
      try file.record(record.line, contig: record.contig, position: record.position)
    }
  }

  // MARK: - From the calls

  private func build(
    _ calls: [OriginCall], later: Int, of patient: PatientEvidence,
    to file: inout VariantOutputFile
  ) throws -> Int {
    let genome = try VariantAnchors(reference: reference)
    var byMutation: [Int: [OriginCall]] = [:]
    for call in calls { byMutation[call.mutation, default: []].append(call) }
    var records: [(contig: Int, site: VariantAnchors.Site, calls: [OriginCall])] = []
    var contigs: [Chromosome] = []
    var skipped = 0
    for (mutation, calls) in byMutation.sorted(by: { $0.key < $1.key }) {
      let variant = patient.mutations[mutation].variant
      guard let site = try genome.site(of: variant) else {
        skipped += 1
        continue
      }
      if contigs.last != variant.chromosome { contigs.append(variant.chromosome) }
      records.append((contigs.count - 1, site, calls))
    }
    var lines = ["##fileformat=VCFv4.2", "##FILTER=<ID=PASS,Description=\"All filters passed\">"]
    lines += contigs.map { genome.declaration($0) }
    lines += header + VariantField.declarations
    lines += [
      "##FORMAT=<ID=AD,Number=R,Type=Integer,Description=\"Other reads and alternate reads\">",
      "##FORMAT=<ID=DP,Number=1,Type=Integer,Description=\"Reads at the site\">",
      "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t"
        + String(patient.samples[later].id.map { $0.isWhitespace ? "_" : $0 }),
    ]
    for line in lines { try file.header(line) }
    records.sort { first, second in
      let (one, other) = (first.site, second.site)
      return (first.contig, one.position, one.reference, one.alternate)
        < (second.contig, other.position, other.reference, other.alternate)
    }
    for record in records {
      let annotation = OriginAnnotation(
        record.calls.map { (1, $0) }, of: patient, alleles: 1)
      let counts = record.calls.first?.later.observation.counts
      let reads = counts.map { "\($0.depth - $0.alternate),\($0.alternate):\($0.depth)" } ?? ".,.:."
      let name = genome.name(contigs[record.contig])
      try file.record(
        "\(name)\t\(record.site.position)\t.\t\(record.site.reference)\t\(record.site.alternate)"
          + "\t.\t.\t\(annotation.info)\tAD:DP:\(OriginAnnotation.formatKeys)"
          + "\t\(reads):\(annotation.sample)",
        contig: name[...], position: record.site.position)
    }
    return skipped
  }

  /// The longest name of a file, in bytes, with room for what its index and its temporary name add to
  /// the 255 that file systems allow.
  private static let longestName = 220

  /// The name of a later sample's file, of which no other sample has the like.
  ///
  /// The dot that ends the patient's part is the first that is not escaped. A name that is too long
  /// ends in a checksum of what it would be.
  package static func fileName(patient: String, later: String) -> String {
    let ending = ".vcf.gz"
    let name = "origins.\(escaped(patient).replacing(".", with: "%2E")).\(escaped(later))"
    guard name.utf8.count + ending.utf8.count > longestName else { return name + ending }
    let sum = SHA256.checksum(of: name).prefix(16)
    var start = Substring(name)
    while start.utf8.count > longestName - ending.utf8.count - 17 { start.removeLast() }
    return "\(start)~\(sum)\(ending)"
  }

  private static func escaped(_ text: String) -> String {
    OriginAnnotation.escaped(text).replacing("/", with: "%2F").replacing("~", with: "%7E")
  }
}

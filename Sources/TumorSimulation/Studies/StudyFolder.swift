import TumorModel

/// A simulated study as the text of the files that a real one would come in, and its truth.
///
/// The first line of each file says that the data are synthetic (of the MAF it is the second: its
/// first states the format's version).
public struct StudyFolder: Sendable {
  /// The patients.
  public let patients: [SimulatedPatient]
  /// What the data are, as one line of text.
  public let title: String
  /// Which patients' samples get copy-number segments.
  private let hasSegments: @Sendable (SimulatedPatient) -> Bool
  /// The inherited variants that were read.
  private let panel: GermlinePanel?

  /// Creates the text of a study.
  ///
  /// - Parameters:
  ///   - patients: The patients.
  ///   - title: What the data are, without a line feed.
  ///   - segmentsForPairsOnly: Whether patients with one biopsy go without copy numbers.
  ///   - panel: The inherited variants that were read in the patients' samples.
  public init(
    patients: [SimulatedPatient], title: String, segmentsForPairsOnly: Bool = false,
    panel: GermlinePanel? = nil
  ) {
    self.patients = patients
    self.panel = panel
    self.title = title
    hasSegments = { !segmentsForPairsOnly || $0.evidence.samples.count > 1 }
  }

  /// All files, in a fixed order.
  public var files: [StudyFile] {
    [
      StudyFile(path: "samples.csv", text: samples), StudyFile(path: "mutations.maf", text: maf),
      StudyFile(path: "truth.tsv", text: truth),
      StudyFile(path: "truth_samples.tsv", text: sampleTruth),
    ] + segments + (panel.map { [germline($0)] } ?? [])
  }

  private var note: String { "# synthetic data: \(title)\n" }

  // MARK: - What an analysis reads

  private var samples: String {
    var text = note
    text += "patient,sample,role,day,site,specimen,sex,purity,purity_sd,mutations,segments"
    text += panel == nil ? "\n" : ",germline\n"
    for patient in patients {
      for sample in patient.evidence.samples {
        let row =
          [
            sample.patient, sample.id, sample.role.rawValue, sample.day.map(String.init) ?? "",
            sample.site ?? "", sample.specimen?.rawValue ?? "",
            patient.evidence.sex?.rawValue ?? "", Self.text(sample.purity?.value, 2),
            Self.text(sample.purityDeviation, 2), "mutations.maf",
            hasSegments(patient) ? "segments/\(sample.id).tsv" : "",
          ] + (panel == nil ? [] : ["germline.tsv"])
        text += row.joined(separator: ",") + "\n"
      }
    }
    return text
  }

  private var maf: String {
    var text = "#version 2.4\n" + note
    text += """
      Hugo_Symbol\tNCBI_Build\tChromosome\tStart_Position\tEnd_Position\tVariant_Classification\t\
      Variant_Type\tReference_Allele\tTumor_Seq_Allele2\tTumor_Sample_Barcode\tHGVSp_Short\t\
      t_depth\tt_ref_count\tt_alt_count

      """
    for patient in patients {
      for (place, sample) in patient.evidence.samples.enumerated() {
        for (index, mutation) in patient.evidence.mutations.enumerated() {
          guard let counts = patient.evidence.observations[place][index].counts else { continue }
          let variant = mutation.variant
          let end =
            variant.kind == .insertion
            ? variant.position + 1 : variant.position + variant.reference.utf8.count - 1
          let row = [
            mutation.gene.isEmpty ? "Unknown" : mutation.gene, "GRCh37", variant.chromosome.name,
            String(variant.position), String(end), mutation.classification,
            Self.type(of: variant), variant.reference.isEmpty ? "-" : variant.reference,
            variant.alternate.isEmpty ? "-" : variant.alternate, sample.id,
            mutation.proteinChange, String(counts.depth),
            String(counts.depth - counts.alternate), String(counts.alternate),
          ]
          text += row.joined(separator: "\t") + "\n"
        }
      }
    }
    return text
  }

  private static func type(of variant: Variant) -> String {
    switch variant.kind {
    case .snv: "SNP"
    case .mnv: variant.reference.utf8.count == 2 ? "DNP" : "ONP"
    case .insertion: "INS"
    case .deletion: "DEL"
    case .complex: "ONP"
    }
  }

  private var segments: [StudyFile] {
    patients.filter(hasSegments).flatMap { patient in
      zip(patient.evidence.samples, patient.segments).map { sample, segments in
        var text = note + "chromosome\tstart\tend\tmajor_cn\tminor_cn\n"
        for segment in segments {
          let (range, copies) = (segment.range, segment.copyNumber)
          text += "\(segment.chromosome)\t\(range.lowerBound)\t\(range.upperBound)"
          text += "\t\(copies.major)\t\(copies.minor)\n"
        }
        return StudyFile(path: "segments/\(sample.id).tsv", text: text)
      }
    }
  }

  private func germline(_ panel: GermlinePanel) -> StudyFile {
    var text = note
    text += "patient\tsample\tchromosome\tposition\tref\talt\tdepth\tref_count\talt_count"
    text += "\tpopulation_frequency\n"
    for patient in patients {
      for (sample, reads) in zip(patient.evidence.samples, patient.germline) {
        for (site, counts) in zip(panel.sites, reads) {
          let variant = site.variant
          let row = [
            sample.patient, sample.id, variant.chromosome.name, String(variant.position),
            variant.reference, variant.alternate, String(counts.depth),
            String(counts.depth - counts.alternate), String(counts.alternate),
            Self.text(site.frequency, 3),
          ]
          text += row.joined(separator: "\t") + "\n"
        }
      }
    }
    return StudyFile(path: "germline.tsv", text: text)
  }

  // MARK: - The truth

  private var truth: String {
    var text = note
    text += """
      patient\tgene\tprotein_change\tchromosome\tposition\tref\talt\torigin\tearlier_ccf\t\
      later_ccf\tearlier_multiplicity\tlater_multiplicity\tdeleted_earlier\trelated\tscenario

      """
    for patient in patients {
      for (mutation, truth) in zip(patient.evidence.mutations, patient.mutations) {
        let variant = mutation.variant
        let hasEarlier = truth.earlierFraction != nil
        let row = [
          patient.evidence.id, mutation.gene, mutation.proteinChange, variant.chromosome.name,
          String(variant.position), variant.reference.isEmpty ? "-" : variant.reference,
          variant.alternate.isEmpty ? "-" : variant.alternate, truth.origin?.rawValue ?? "",
          Self.text(truth.earlierFraction, 4), Self.text(truth.laterFraction, 4),
          hasEarlier ? String(truth.earlierMultiplicity) : "", String(truth.laterMultiplicity),
          hasEarlier ? (truth.isDeletedEarlier ? "yes" : "no") : "",
          hasEarlier ? (truth.isRelated ? "yes" : "no") : "", patient.scenario,
        ]
        text += row.joined(separator: "\t") + "\n"
      }
    }
    return text
  }

  private var sampleTruth: String {
    var text = note
    text += """
      patient\tsample\tpurity\tmean_depth\tprecision\terror_rate\terror_precision\t\
      deamination_rate\tartefact_share\tdeamination_artefact_share

      """
    for patient in patients {
      for (sample, truth) in zip(patient.evidence.samples, patient.samples) {
        let row = [
          sample.patient, sample.id, Self.text(truth.purity, 4), Self.text(truth.meanDepth, 1),
          Self.text(truth.precision, 1), Self.text(truth.errorRate, 7),
          Self.text(truth.errorPrecision, 0), Self.text(truth.deaminationRate, 7),
          Self.text(truth.artefactShare, 4), Self.text(truth.deaminationArtefactShare, 4),
        ]
        text += row.joined(separator: "\t") + "\n"
      }
    }
    return text
  }

  /// A number rounded to some decimals, without trailing zeros; empty for none, `inf` for infinity.
  private static func text(_ value: Double?, _ decimals: Int) -> String {
    guard let value else { return "" }
    guard value.isFinite else { return "inf" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    var fraction = String(scaled % scale + scale).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? "\(scaled / scale)" : "\(scaled / scale).\(fraction)"
  }
}

public import DelimitedText
public import TumorModel

/// The calls as cBioPortal's mutation table: one row a sample and mutation that it shows.
///
/// A sample shows a mutation as `MutationPresence` decides. What was inferred stands in columns of
/// the namespace ``namespace``, which the portal reads and shows beside its own.
public enum PortalMutationTable {
  /// The prefix of the columns that are not the portal's.
  public static let namespace = "METACHRON"

  /// The columns that the portal knows.
  static let ownColumns = [
    "Hugo_Symbol", "Entrez_Gene_Id", "NCBI_Build", "Chromosome", "Start_Position", "End_Position",
    "Strand", "Variant_Classification", "Variant_Type", "Reference_Allele", "Tumor_Seq_Allele2",
    "Tumor_Sample_Barcode", "HGVSp_Short", "t_ref_count", "t_alt_count",
  ]

  /// The columns of ``namespace``.
  static let calledColumns = [
    "call", "reason", "compared_with", "p_acquired", "p_preexisting_subclonal",
    "p_preexisting_clonal", "p_lost", "p_artefact", "ccf", "ccf_low", "ccf_high",
    "detection_power", "flags",
  ]

  /// The names of all columns.
  public static let columns = ownColumns + calledColumns.map { "\(namespace).\($0)" }

  /// Writes the header line.
  public static func appendHeader(to table: inout TableWriter) {
    for column in columns { table.field(column) }
    table.endRow()
  }

  /// Writes a patient's rows.
  ///
  /// A later sample's row holds its call against all earlier samples together where there are
  /// several, else against the earlier one. A row of a sample that is no pair's later one holds
  /// `lost` where a later sample lost the mutation, and no call otherwise.
  ///
  /// - Returns: How many rows were left out, for the portal has no such chromosome.
  public static func append(
    _ origins: PatientOrigins, of patient: PatientEvidence, build: GenomeBuild,
    to table: inout TableWriter
  ) -> Int {
    let count = patient.samples.count
    var points = [TrajectoryPoint?](repeating: nil, count: count * patient.mutations.count)
    for point in origins.trajectories { points[point.mutation * count + point.sample] = point }
    var calls = [OriginCall?](repeating: nil, count: count * patient.mutations.count)
    var losses = calls
    for call in origins.calls {
      guard let later = call.later.sample else { continue }
      let place = call.mutation * count + later
      if calls[place] == nil || call.earlier.sample == nil { calls[place] = call }
      if let earlier = call.earlier.sample, call.label == .lost {
        losses[call.mutation * count + earlier] = call
      }
    }
    var omitted = 0
    for mutation in patient.mutations.indices {
      for sample in 0..<count {
        let place = mutation * count + sample
        guard
          MutationPresence.isSeen(
            patient.observations[sample][mutation], presence: points[place]?.presence)
        else { continue }
        guard patient.mutations[mutation].variant.chromosome.rank <= 24 else {
          omitted += 1
          continue
        }
        append(
          patient.mutations[mutation], patient.samples[sample],
          patient.observations[sample][mutation], build, to: &table)
        append(
          calls[place] ?? losses[place], points[place], isLoss: calls[place] == nil,
          origins: origins, patient: patient, to: &table)
        table.endRow()
      }
    }
    return omitted
  }

  private static func append(
    _ mutation: Mutation, _ sample: Sample, _ observation: SiteObservation, _ build: GenomeBuild,
    to table: inout TableWriter
  ) {
    let variant = mutation.variant
    table.field(mutation.gene.isEmpty ? "Unknown" : mutation.gene)
    table.field(mutation.gene.isEmpty ? "0" : "")
    table.field(build == .hg19 ? "GRCh37" : "GRCh38")
    table.field(variant.chromosome.name)
    table.field(variant.position)
    table.field(
      variant.reference.isEmpty
        ? variant.position + 1 : variant.position + variant.reference.utf8.count - 1)
    table.field("+")
    table.field(mutation.classification.isEmpty ? "Unknown" : mutation.classification)
    table.field(type(of: variant))
    table.field(variant.reference.isEmpty ? "-" : variant.reference)
    table.field(variant.alternate.isEmpty ? "-" : variant.alternate)
    table.field(sample.id)
    table.field(mutation.proteinChange)
    table.field(observation.counts.map { Int($0.depth - $0.alternate) })
    table.field(observation.counts.map { Int($0.alternate) })
  }

  private static func append(
    _ call: OriginCall?, _ point: TrajectoryPoint?, isLoss: Bool, origins: PatientOrigins,
    patient: PatientEvidence, to table: inout TableWriter
  ) {
    table.field(call?.label.rawValue ?? "")
    table.field(call?.reason?.rawValue ?? "")
    table.field(call.map { compared($0, isLoss: isLoss, origins, patient) } ?? "")
    let probabilities = call?.probabilities
    table.field(probabilities?.acquired)
    table.field(probabilities?.preexistingSubclonal)
    table.field(probabilities?.preexistingClonal)
    table.field(probabilities?.lost)
    table.field(probabilities?.artefact)
    table.field(point?.cellFraction?.median)
    table.field(point?.cellFraction?.low)
    table.field(point?.cellFraction?.high)
    table.field(call?.earlier.detectionPower)
    (call?.flags ?? []).write(to: &table)
    table.separate()
  }

  /// The samples that a call sets a sample against.
  private static func compared(
    _ call: OriginCall, isLoss: Bool, _ origins: PatientOrigins, _ patient: PatientEvidence
  ) -> String {
    if isLoss { return call.later.sample.map { patient.samples[$0].id } ?? "" }
    if let earlier = call.earlier.sample { return patient.samples[earlier].id }
    return origins.pairs.filter { $0.later == call.later.sample }.compactMap(\.earlier)
      .map { patient.samples[$0].id }.joined(separator: ",")
  }

  private static func type(of variant: Variant) -> String {
    let (old, new) = (variant.reference.utf8.count, variant.alternate.utf8.count)
    if old != new { return old < new ? "INS" : "DEL" }
    return switch old {
    case 1: "SNP"
    case 2: "DNP"
    case 3: "TNP"
    default: "ONP"
    }
  }
}

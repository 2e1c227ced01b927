public import DelimitedText
public import TumorModel

/// The calls as cBioPortal's mutation table: one row per sample and mutation that it shows.
///
/// A sample shows a mutation as `MutationPresence` decides. What was inferred stands in columns of
/// the namespace ``namespace``, which the portal reads and shows beside its own.
public enum PortalMutationTable {
  /// The prefix of the columns that are not the portal's.
  public static let namespace = "METACHRON"

  /// What a row is of.
  private struct Row {
    let mutation: Mutation
    let sample: Sample
    let observation: SiteObservation
    let build: GenomeBuild
    let call: OriginCall?
    let point: TrajectoryPoint?
    /// The samples that the call sets the sample against.
    let compared: String

    var variant: Variant { mutation.variant }
  }

  /// A column: its name, and what a row has in it.
  private struct Field: Sendable {
    let name: String
    let write: @Sendable (Row, inout TableWriter) -> Void

    init(_ name: String, _ text: @escaping @Sendable (Row) -> String) {
      self.name = name
      write = { $1.field(text($0)) }
    }

    init(_ name: String, number: @escaping @Sendable (Row) -> Double?) {
      self.name = name
      write = { $1.field(number($0)) }
    }

    init(_ name: String, whole: @escaping @Sendable (Row) -> Int?) {
      self.name = name
      write = { $1.field(whole($0)) }
    }

    /// A column of ``namespace``.
    func called() -> Field { Field(name: "\(PortalMutationTable.namespace).\(name)", write: write) }

    init(name: String, write: @escaping @Sendable (Row, inout TableWriter) -> Void) {
      (self.name, self.write) = (name, write)
    }
  }

  /// The columns that the portal knows.
  private static let ownFields = [
    Field("Hugo_Symbol") { $0.mutation.gene.isEmpty ? "Unknown" : $0.mutation.gene },
    Field("Entrez_Gene_Id") { $0.mutation.gene.isEmpty ? "0" : "" },
    Field("NCBI_Build") { $0.build == .hg19 ? "GRCh37" : "GRCh38" },
    Field("Chromosome") { $0.variant.chromosome.name },
    Field("Start_Position", whole: { $0.variant.position }),
    Field(
      "End_Position",
      whole: {
        $0.variant.reference.isEmpty
          ? $0.variant.position + 1 : $0.variant.position + $0.variant.reference.utf8.count - 1
      }),
    Field("Strand") { _ in "+" },
    Field("Variant_Classification") {
      $0.mutation.classification.isEmpty ? "Unknown" : $0.mutation.classification
    },
    Field("Variant_Type") { type(of: $0.variant) },
    Field("Reference_Allele") { $0.variant.reference.isEmpty ? "-" : $0.variant.reference },
    Field("Tumor_Seq_Allele2") { $0.variant.alternate.isEmpty ? "-" : $0.variant.alternate },
    Field("Tumor_Sample_Barcode") { $0.sample.id },
    Field("HGVSp_Short") { $0.mutation.proteinChange },
    Field("t_ref_count", whole: { $0.observation.counts.map { Int($0.depth - $0.alternate) } }),
    Field("t_alt_count", whole: { $0.observation.counts.map { Int($0.alternate) } }),
  ]

  /// The columns of ``namespace``.
  private static let calledFields = [
    Field("call") { $0.call?.label.rawValue ?? "" },
    Field("reason") { $0.call?.reason?.rawValue ?? "" },
    Field("compared_with") { $0.compared },
    Field("p_acquired", number: { $0.call?.probabilities?.acquired }),
    Field("p_preexisting_subclonal", number: { $0.call?.probabilities?.preexistingSubclonal }),
    Field("p_preexisting_clonal", number: { $0.call?.probabilities?.preexistingClonal }),
    Field("p_lost", number: { $0.call?.probabilities?.lost }),
    Field("p_artefact", number: { $0.call?.probabilities?.artefact }),
    Field("ccf", number: { $0.point?.cellFraction?.median }),
    Field("ccf_low", number: { $0.point?.cellFraction?.low }),
    Field("ccf_high", number: { $0.point?.cellFraction?.high }),
    Field("detection_power", number: { $0.call?.earlier.detectionPower }),
    Field(name: "flags") { row, table in
      (row.call?.flags ?? []).write(to: &table)
      table.separate()
    },
  ].map { $0.called() }

  private static let fields = ownFields + calledFields

  /// The names of all columns.
  public static let columns = fields.map(\.name)

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
        let call = calls[place] ?? losses[place]
        let row = Row(
          mutation: patient.mutations[mutation], sample: patient.samples[sample],
          observation: patient.observations[sample][mutation], build: build, call: call,
          point: points[place],
          compared: call.map {
            compared($0, isLoss: calls[place] == nil, origins, patient)
          } ?? "")
        for field in fields { field.write(row, &table) }
        table.endRow()
      }
    }
    return omitted
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

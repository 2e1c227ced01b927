import DelimitedText

/// Where a mutation table's columns are, found by any of the names that are in use.
struct MAFColumns {
  let chromosome: Int
  let position: Int
  let reference: Int
  let alternate: Int
  /// Tumor_Seq_Allele1, which some tables use for the alternate allele.
  let firstAllele: Int?
  let barcode: Int
  let build: Int?
  let gene: Int?
  /// Columns of the protein change, the preferred first.
  let proteins: [Int]
  let classification: Int?
  let depth: Int?
  let referenceCount: Int?
  let alternateCount: Int?
  /// The counts of the matched normal, where the table has them.
  let normal: MatchedNormalColumns?
  /// What a caller's filters say of a row.
  let filter: Int?
  /// What the row says that the change is: somatic, inherited or none.
  let status: Int?
  /// The header's names, verbatim.
  let names: [String]
  /// The same in lower case.
  let plainNames: Set<String>
  /// Columns that are read and whose name the header has twice, verbatim.
  let repeated: [String]

  /// How many fields a row must have, and be split into.
  let needed: Int
  /// How many fields hold anything that is read, the columns of filters included, which may be far
  /// to the right and are looked for in wanted rows alone.
  let limit: Int

  /// The names in a header line, verbatim.
  static func names(of header: Bytes) -> [String] {
    header.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { Bytes(rebasing: $0).trimmed.string }
  }

  /// Finds the columns in a header line.
  ///
  /// - Parameter needsCounts: Whether a table without read counts is refused.
  init(header: Bytes, line: Int, needsCounts: Bool, errors: inout ErrorCollector)
    throws(InputErrors)
  {
    let names = Self.names(of: header)
    var places: [String: Int] = [:]
    for (index, name) in names.enumerated() where places[name.lowercased()] == nil {
      places[name.lowercased()] = index
    }
    func find(_ names: String...) -> Int? {
      names.lazy.compactMap { places[$0.lowercased()] }.first
    }

    let chromosome = find("Chromosome", "Chrom", "Chr")
    let position = find("Start_Position", "Start")
    let reference = find("Reference_Allele", "Ref")
    let firstAllele = find("Tumor_Seq_Allele1")
    let alternate = find("Tumor_Seq_Allele2", "Tumor_Seq_Allele", "Alt") ?? firstAllele
    let barcode = find("Tumor_Sample_Barcode")
    let depth = find("t_depth")
    let referenceCount = find("t_ref_count", "Ref_allele_depth")
    let alternateCount = find("t_alt_count", "Alt_allele_depth")
    let hasCounts = alternateCount != nil && (depth ?? referenceCount) != nil
    guard let chromosome, let position, let reference, let alternate, let barcode,
      hasCounts || !needsCounts
    else {
      if let fault = HeaderForm.fault(header) {
        throw errors.failure(fault, line: line, column: 1, source: header.string)
      }
      if barcode == nil, alternate == nil, chromosome != nil,
        find("pos", "position") != nil, find("normal") != nil
      {
        throw errors.failure(
          .refused(
            problem:
              "this is a table of frequencies, as LICHeE takes it, one column per sample: it "
              + "tells no reads",
            expected: "a MAF, VCF or table with the counts of reads that it was made from"),
          line: line, column: 1, source: header.string)
      }
      var wanted = [
        ("Chromosome", chromosome), ("Start_Position", position), ("Reference_Allele", reference),
        ("Tumor_Seq_Allele2", alternate), ("Tumor_Sample_Barcode", barcode),
      ]
      // Without read counts a table says nothing of origins, unless alignments tell them.
      if needsCounts {
        wanted += [
          ("t_alt_count", alternateCount), ("t_ref_count or t_depth", depth ?? referenceCount),
        ]
      }
      for (name, column) in wanted where column == nil {
        errors.add(.missingColumn(name), line: line, column: 1, source: header.string)
      }
      throw InputErrors(errors.errors)
    }
    self.chromosome = chromosome
    self.position = position
    self.reference = reference
    self.alternate = alternate
    self.firstAllele = firstAllele == alternate ? nil : firstAllele
    self.barcode = barcode
    self.build = find("NCBI_Build")
    self.gene = find("Hugo_Symbol")
    self.proteins = [
      "HGVSp_Short", "Protein_Change", "i_HGVS_protein_change", "HGVSp", "Amino_Acid_Change",
    ].compactMap { find($0) }
    self.classification = find("Variant_Classification")
    self.depth = depth
    self.referenceCount = referenceCount
    self.alternateCount = alternateCount
    self.normal = MatchedNormalColumns(
      barcode: find("Matched_Norm_Sample_Barcode"), depth: find("n_depth"),
      reference: find("n_ref_count"), alternate: find("n_alt_count"))
    self.filter = find("FILTER")
    self.status = find("Mutation_Status")
    self.names = names
    self.plainNames = Set(places.keys)
    var used = [chromosome, position, reference, alternate, barcode]
    used += [firstAllele, build, gene, classification, depth, referenceCount, alternateCount]
      .compactMap { $0 }
    used += proteins + (normal?.all ?? [])
    let twice = Dictionary(grouping: names) { $0.lowercased() }.filter { $0.value.count > 1 }
    self.repeated = used.sorted().map { names[$0] }.filter { twice[$0.lowercased()] != nil }
    self.needed = (used.max() ?? 0) + 1
    self.limit = max(needed, 1 + max(filter ?? 0, status ?? 0))
  }
}

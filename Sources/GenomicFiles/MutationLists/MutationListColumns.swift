/// Where a list of mutations has what, by the names in use.
struct MutationListColumns {
  var gene: Int?
  var proteins: [Int] = []
  var chromosome: Int?
  var position: Int?
  var reference: Int?
  var alternate: Int?
  /// Tumor_Seq_Allele1 of a MAF, which some tables use for the alternate allele.
  var firstAllele: Int?
  var build: Int?
  var classification: Int?
  var patient: Int?
  var sample: Int?
  var alternateCount: Int?
  /// The header's names; empty where there is no header line.
  var names: [String] = []

  /// Whether rows have a place.
  var hasPlace: Bool {
    chromosome != nil && position != nil && reference != nil && alternate != nil
  }

  /// Whether rows have a name.
  var hasName: Bool { gene != nil && !proteins.isEmpty }

  /// Finds the columns in a header line.
  init(header names: [String]) {
    var places: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      var plain = name.lowercased()
      if index == 0, plain.hasPrefix("#") { plain.removeFirst() }
      if places[plain] == nil { places[plain] = index }
    }
    func find(_ known: String...) -> Int? { known.lazy.compactMap { places[$0] }.first }
    gene = find("hugo_symbol", "gene", "gene_symbol", "symbol", "genename")
    proteins = [
      "hgvsp_short", "protein_change", "i_hgvs_protein_change", "hgvsp", "amino_acid_change",
      "protein change", "aa_change", "variant",
    ].compactMap { places[$0] }
    chromosome = find("chromosome", "chrom", "chr")
    position = find("start_position", "position", "pos", "start", "start pos")
    reference = find("reference_allele", "ref", "reference")
    firstAllele = find("tumor_seq_allele1")
    alternate = find("tumor_seq_allele2", "tumor_seq_allele", "alt", "alternate", "var")
    alternate = alternate ?? firstAllele
    build = find("ncbi_build", "build", "reference_build")
    classification = find("variant_classification", "variant_class")
    patient = find("patient", "patient_id", "patient id")
    sample = find("tumor_sample_barcode", "sample", "sample_id", "sample id")
    alternateCount = find("t_alt_count", "alt_count")
    self.names = names
  }

  /// The columns of a line without a header above it; `nil` for what is neither a place nor a name.
  init?(first fields: [String]) {
    if fields.count >= 4, Int(fields[1]) != nil {
      (chromosome, position, reference, alternate) = (0, 1, 2, 3)
    } else if fields.count >= 2, fields[1].contains(where: \.isNumber),
      fields[1].contains(where: \.isLetter), Int(fields[0]) == nil
    {
      (gene, proteins) = (0, [1])
    } else {
      return nil
    }
  }

  /// How many fields a row must be split into.
  var needed: Int {
    let all: [Int?] = [
      gene, chromosome, position, reference, alternate, firstAllele, build, classification,
      patient, sample, alternateCount,
    ]
    return (all.compactMap { $0 } + proteins).reduce(0, max) + 1
  }
}

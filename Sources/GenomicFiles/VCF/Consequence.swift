import DelimitedText

/// Consequences of the Sequence Ontology: how severe they are, and their names in a MAF.
enum Consequence {
  private static let names: [String: String] = [
    "missense_variant": "Missense_Mutation", "synonymous_variant": "Silent",
    "stop_retained_variant": "Silent", "stop_gained": "Nonsense_Mutation",
    "stop_lost": "Nonstop_Mutation", "start_lost": "Translation_Start_Site",
    "initiator_codon_variant": "Translation_Start_Site", "inframe_insertion": "In_Frame_Ins",
    "conservative_inframe_insertion": "In_Frame_Ins",
    "disruptive_inframe_insertion": "In_Frame_Ins", "inframe_deletion": "In_Frame_Del",
    "conservative_inframe_deletion": "In_Frame_Del",
    "disruptive_inframe_deletion": "In_Frame_Del", "splice_acceptor_variant": "Splice_Site",
    "splice_donor_variant": "Splice_Site", "splice_region_variant": "Splice_Region",
    "intron_variant": "Intron", "5_prime_UTR_variant": "5'UTR", "3_prime_UTR_variant": "3'UTR",
    "upstream_gene_variant": "5'Flank", "downstream_gene_variant": "3'Flank",
    "intergenic_variant": "IGR", "intergenic_region": "IGR",
    "non_coding_transcript_exon_variant": "RNA", "non_coding_transcript_variant": "RNA",
  ]

  /// Terms that change a protein, the severest first; those of one line are equally severe.
  private static let altering = [
    ["transcript_ablation", "exon_loss_variant"],
    ["splice_acceptor_variant", "splice_donor_variant"],
    ["stop_gained", "frameshift_variant", "stop_lost"],
    ["start_lost"],
    [
      "inframe_insertion", "inframe_deletion", "conservative_inframe_insertion",
      "disruptive_inframe_insertion", "conservative_inframe_deletion",
      "disruptive_inframe_deletion",
    ],
    ["missense_variant", "initiator_codon_variant", "rare_amino_acid_variant"],
    ["protein_altering_variant"],
  ]

  /// The other terms, the severest first.
  private static let others = [
    [
      "splice_region_variant", "splice_donor_5th_base_variant", "splice_donor_region_variant",
      "splice_polypyrimidine_tract_variant",
    ],
    ["incomplete_terminal_codon_variant"],
    ["start_retained_variant", "stop_retained_variant", "synonymous_variant"],
    ["coding_sequence_variant", "mature_miRNA_variant"],
    [
      "5_prime_UTR_premature_start_codon_gain_variant", "5_prime_UTR_variant",
      "3_prime_UTR_variant",
    ],
    ["non_coding_transcript_exon_variant"],
    ["intron_variant"],
    ["NMD_transcript_variant", "non_coding_transcript_variant", "coding_transcript_variant"],
    ["upstream_gene_variant", "downstream_gene_variant"],
  ]

  private static let ranks: [String: Int] = {
    var ranks: [String: Int] = [:]
    for (rank, terms) in (altering + others).enumerated() {
      for term in terms { ranks[term] = rank }
    }
    return ranks
  }()

  /// The rank of terms that are not known, and the highest.
  static let leastSevere = altering.count + others.count

  /// The rank of the severest term of `a&b`, 0 for the severest of all.
  ///
  /// The order is Ensembl's, https://www.ensembl.org/info/genome/variation/prediction/predicted_data.html.
  static func rank(_ text: String) -> Int { severest(text).rank }

  /// Whether consequences of a rank change a protein.
  static func altersProtein(_ rank: Int) -> Bool { rank < altering.count }

  /// The MAF's name of the severest consequence of `a&b`, of equally severe ones the first; a name
  /// that is not known stays as it is.
  static func classification(_ text: String, isInsertion: Bool) -> String {
    let term = severest(text).term
    if term == "frameshift_variant" { return isInsertion ? "Frame_Shift_Ins" : "Frame_Shift_Del" }
    if term == "protein_altering_variant" { return isInsertion ? "In_Frame_Ins" : "In_Frame_Del" }
    return names[term] ?? term
  }

  private static func severest(_ text: String) -> (term: String, rank: Int) {
    var found: (term: String, rank: Int)?
    for part in text.split(whereSeparator: { $0 == "&" || $0 == "+" }) {
      let term = String(part)
      let rank = ranks[term] ?? leastSevere
      if let found, found.rank <= rank { continue }
      found = (term, rank)
    }
    return found ?? ("", leastSevere)
  }
}

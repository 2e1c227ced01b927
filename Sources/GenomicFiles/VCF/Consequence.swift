/// Consequences of the Sequence Ontology under the names that a MAF gives them.
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

  /// The MAF's name of the first consequence of `a&b`; a name that is not known stays as it is.
  static func classification(_ text: String, isInsertion: Bool) -> String {
    let first = String(text.prefix { $0 != "&" && $0 != "+" })
    if first == "frameshift_variant" { return isInsertion ? "Frame_Shift_Ins" : "Frame_Shift_Del" }
    return names[first] ?? first
  }
}

/// Which mutations change a protein.
public enum ProteinEffect {
  /// MAF classifications, or consequences, that do not change a protein.
  public static let silent: Set<String> = [
    "Silent", "Intron", "3'UTR", "5'UTR", "3'Flank", "5'Flank", "IGR", "RNA", "lincRNA",
    "synonymous_variant", "intron_variant", "5_prime_UTR_variant", "3_prime_UTR_variant",
    "upstream_gene_variant", "downstream_gene_variant", "intergenic_variant",
    "Targeted_Region",
  ]
}

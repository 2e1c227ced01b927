public import TumorModel

extension VariantKnowledge {
  /// The reference proteins of the genes that the tables know, by gene, with their domains.
  ///
  /// A selection of the domains that RefSeq's records list: see the table's own first lines.
  public static let proteins: [String: ReferenceProtein] = {
    let table = KnowledgeTable(
      name: "protein_domains.tsv", bytes: PackageResources.protein_domains_tsv)
    let rows = table.map { row in
      (
        gene: row["gene"], protein: row["protein"], length: row.count("length"),
        domain: ReferenceProtein.Domain(
          name: row["name"], residues: row.count("first")...row.count("last"),
          accession: row["accession"])
      )
    }
    return Dictionary(grouping: rows, by: \.gene).mapValues { rows in
      let first = rows[0]
      precondition(
        rows.allSatisfy { $0.protein == first.protein && $0.length == first.length },
        "\(table.name) has two proteins of \(first.gene)")
      return ReferenceProtein(
        gene: first.gene, accession: first.protein, length: first.length,
        domains: rows.map(\.domain))
    }
  }()
}

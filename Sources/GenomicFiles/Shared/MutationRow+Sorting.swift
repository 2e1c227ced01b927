extension MutationRow {
  /// Rows by site, with chromosomes and alleles numbered anew as ``VariantStore/rank()`` tells.
  ///
  /// - Parameter rows: The rows; none are left there.
  package static func ranked(
    _ rows: inout [MutationRow], _ ranks: (chromosomes: [UInt16], alleles: [UInt32])
  ) -> [MutationRow] {
    var result: [MutationRow] = []
    swap(&result, &rows)
    var isSorted = true
    for index in result.indices {
      result[index].chromosome = ranks.chromosomes[Int(result[index].chromosome)]
      result[index].alleles = ranks.alleles[Int(result[index].alleles)]
      if index > 0, precedes(result[index], result[index - 1]) { isSorted = false }
    }
    if !isSorted { result.sort(by: precedes) }
    return result
  }

  /// Sorts rows by site.
  ///
  /// Here, beside the comparison, where the compiler can put one into the other.
  package static func sort(_ rows: inout [MutationRow]) { rows.sort(by: precedes) }
}

package import Results
package import TumorModel

/// A record of a VCF as text that can be annotated.
package struct VariantRecord {
  package private(set) var fields: [Substring]

  /// Splits a line, or returns `nil` when it has no sample.
  package init?(_ line: String) {
    fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count > 9 else { return nil }
  }

  package var contig: Substring { fields[0] }
  package var position: Int { Int(fields[1]) ?? 0 }
  package var alternates: [Substring] { fields[4].split(separator: ",") }
  package var line: String { fields.joined(separator: "\t") }

  /// The number of the alternate allele that is a variant, or `nil` when none is.
  package func allele(of variant: Variant) -> Int? {
    let alternates = alternates
    let own = alternates.map { alternate in
      Variant(
        chromosome: variant.chromosome, position: max(1, position), reference: String(fields[3]),
        alternate: String(alternate))
    }
    if let exact = own.firstIndex(of: variant) { return exact + 1 }
    // An indel that was moved left has its bases turned.
    let turned = own.firstIndex { candidate in
      guard let candidate, candidate.kind == variant.kind else { return false }
      return Self.isTurn(candidate.reference, variant.reference)
        && Self.isTurn(candidate.alternate, variant.alternate)
    }
    return turned.map { $0 + 1 }
  }

  private static func isTurn(_ first: String, _ second: String) -> Bool {
    first.utf8.count == second.utf8.count && (second + second).utf8.contains(run: first.utf8)
  }

  /// Takes out the fields of an earlier run.
  package mutating func removeOwnFields() {
    let prefix = VariantField.prefix
    if fields[7].utf8.contains(run: prefix.utf8) {
      let kept = fields[7].split(separator: ";").filter { !$0.hasPrefix(prefix) }
      fields[7] = kept.isEmpty ? "." : Substring(kept.joined(separator: ";"))
    }
    let keys = fields[8].split(separator: ":")
    guard keys.contains(where: { $0.hasPrefix(prefix) }) else { return }
    for index in fields.indices.dropFirst(8) {
      let values = fields[index].split(separator: ":", omittingEmptySubsequences: false)
      let kept = zip(keys, values).filter { !$0.0.hasPrefix(prefix) }.map(\.1)
      fields[index] = kept.isEmpty ? "." : Substring(kept.joined(separator: ":"))
    }
  }

  /// Adds origins to INFO and to one sample.
  ///
  /// - Parameter column: The sample's place among the samples, from 0.
  package mutating func annotate(_ annotation: OriginAnnotation, column: Int) {
    let info = annotation.info
    fields[7] = fields[7] == "." || fields[7].isEmpty ? info[...] : fields[7] + ";" + info
    let keys = fields[8].split(separator: ":").count
    fields[8] += ":" + OriginAnnotation.formatKeys
    let index = 9 + column
    let values = fields[index].split(separator: ":", omittingEmptySubsequences: false).count
    fields[index] += String(repeating: ":.", count: max(0, keys - values))
    fields[index] += ":" + annotation.sample
  }
}

extension Collection where Element == UInt8 {
  fileprivate func contains(run: some Collection<UInt8>) -> Bool {
    indices.contains { self[$0...].starts(with: run) } || run.isEmpty
  }
}

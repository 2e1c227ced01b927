import GenomicFiles
public import TumorModel

extension Study {
  /// A patient's reads at inherited variants, tumour samples first, then normal ones; `nil` where no
  /// file has any.
  ///
  /// - Precondition: `0 <= index < patientCount`.
  public func genotypes(ofPatientAt index: Int) -> GermlineGenotypes? {
    germline?.genotypes(of: (entries[index].samples + entries[index].normals).map(\.germline))
  }

  /// The substitutions that each tumour sample of a patient plainly shows, as numbers that differ
  /// between mutations.
  ///
  /// Five alternate reads and a twentieth of all are plain, and so is a row without counts: a caller
  /// listed it. Indels are left out, which one tool spells in another way than the next.
  ///
  /// - Precondition: `0 <= index < patientCount`.
  /// - Complexity: O(rows).
  public func plainSubstitutions(ofPatientAt index: Int) -> [[UInt64]] {
    entries[index].samples.map { sample in
      sample.rows.compactMap { row in
        guard isSubstitution[Int(row.alleles)] else { return nil }
        if row.depth >= 0, row.alternate < 5 || 20 * Int(row.alternate) < Int(row.depth) {
          return nil
        }
        let mixed = (UInt64(row.alleles) &+ 1) &* 0xD6E8_FEB8_6659_FD93
        return row.place ^ (mixed ^ mixed >> 32)
      }
    }
  }
}

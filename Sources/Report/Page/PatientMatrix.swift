/// A patient's mutations in all samples: what each sample shows of each.
package struct PatientMatrix: Hashable, Sendable, Encodable {
  /// What is known of a mutation in a sample.
  package enum Sight: String, Hashable, Sendable, Encodable {
    /// Reads with the mutation.
    case seen
    /// Reads, and none with the mutation.
    case clean
    /// The mutation is listed, without its reads.
    case listed
    /// Nobody looked, or nothing is known of what was seen.
    case unknown
  }

  /// One mutation in one sample.
  package struct Cell: Hashable, Sendable, Encodable {
    package var sight: Sight
    /// Reads such as `3 of 120`, or why there are none.
    package var reads: String
    /// The cancer cell fraction with its interval; empty where it is not known.
    package var fraction: String
    /// The cancer cell fraction, for the shade; `nil` where it is not known.
    package var shade: Double?

    package init(sight: Sight, reads: String, fraction: String, shade: Double?) {
      (self.sight, self.reads, self.fraction, self.shade) = (sight, reads, fraction, shade)
    }
  }

  /// One mutation.
  package struct Row: Hashable, Sendable, Encodable {
    package var gene: String
    package var change: String
    /// The place on the page that explains it; empty where none does.
    package var anchor: String
    /// The call in words; empty where there is none.
    package var call: String
    package var color: String
    package var glyph: String
    package var isDriver: Bool
    /// One per sample.
    package var cells: [Cell]

    package init(gene: String, change: String, isDriver: Bool) {
      (self.gene, self.change, self.isDriver) = (gene, change, isDriver)
      (anchor, call, color, glyph, cells) = ("", "", "", "", [])
    }
  }

  /// The samples in their order, such as `P109-primary, day 0`.
  package var samples: [String]
  package var rows: [Row]
  /// Mutations beyond ``most``, which the table of calls has.
  package var omitted: Int

  /// Most mutations of the table.
  package static let most = 60

  package init(samples: [String], rows: [Row]) {
    self.samples = samples
    self.rows = Array(rows.prefix(Self.most))
    omitted = max(0, rows.count - Self.most)
  }
}

/// A column of a table: the one place that says its name, what it holds and how it is written.
///
/// The readers take their columns and the words of their messages from here, and the article on the
/// tables is written from here. A column's raw value is its name.
protocol TableColumn: CaseIterable, Hashable, RawRepresentable<String>, Sendable {
  /// Other names that people and programs give it.
  var otherNames: [String] { get }
  /// Whether a table cannot do without it.
  var isRequired: Bool { get }
  /// What it holds.
  var meaning: String { get }
  /// The unit; `nil` where there is none.
  var unit: String? { get }
  /// What a field may hold, to complete `expected …`.
  var expectation: String { get }
  /// What stands for a blank field or a missing column.
  var blank: String { get }
}

extension TableColumn {
  /// The column of a name as a header writes it; upper and lower case, spaces, points, hyphens and
  /// underscores tell nothing.
  init?(header name: String) {
    let plain = Self.plain(name)
    guard
      let column = Self.allCases.first(where: { column in
        ([column.rawValue] + column.otherNames).contains { Self.plain($0) == plain }
      })
    else { return nil }
    self = column
  }

  static func plain(_ name: String) -> String {
    name.lowercased().filter { !" -_.".contains($0) }
  }
}

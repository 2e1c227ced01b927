/// One section of a MultiQC report, as a custom-content file tells it.
public struct MultiQCSection<Row: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  /// How MultiQC draws the section.
  public struct Plot: Codable, Hashable, Sendable {
    /// A name of its own in the page.
    public var id: String
    /// The title above.
    public var title: String
    /// The label of a bar graph's axis of values.
    public var ylab: String?
    /// The head of a table's first column.
    public var col1Header: String?

    enum CodingKeys: String, CodingKey {
      case id, title, ylab
      case col1Header = "col1_header"
    }
  }

  /// A part of a bar.
  public struct Category: Codable, Hashable, Sendable {
    /// The words of the legend.
    public var name: String
    /// `#` and six hexadecimal digits.
    public var color: String
  }

  /// A column of a table.
  public struct Header: Codable, Hashable, Sendable {
    /// The words of the head.
    public var title: String
    /// What the head's tooltip says.
    public var description: String
    /// The lowest value that is possible.
    public var min: Double?
    /// The highest value that is possible.
    public var max: Double?
    /// How Python formats a number.
    public var format: String?
    /// Columns stand in the order of these.
    public var placement: Int
  }

  /// A name of its own in the page.
  public var id: String
  /// What groups the tool's sections.
  public var parentID = "metachron"
  /// The group's heading.
  public var parentName = "Metachron"
  /// What stands below it.
  public var parentDescription: String
  /// The section's heading.
  public var sectionName: String
  /// What stands below it.
  public var description: String
  /// `bargraph` or `table`.
  public var plotType: String
  /// How it is drawn.
  public var pconfig: Plot
  /// The parts of a bar by their key in a row.
  public var categories: [String: Category]?
  /// The columns of a table by their key in a row.
  public var headers: [String: Header]?
  /// The rows by the name of their pair of samples.
  public var data: [String: Row]

  enum CodingKeys: String, CodingKey {
    case id, description, pconfig, categories, headers, data
    case parentID = "parent_id"
    case parentName = "parent_name"
    case parentDescription = "parent_description"
    case sectionName = "section_name"
    case plotType = "plot_type"
  }
}

public import DelimitedText
import TumorModel

/// A clinical attribute of the patients of a cBioPortal study.
public struct PortalAttribute: Hashable, Sendable {
  /// What is recorded of a patient.
  public enum Value: Hashable, Sendable {
    /// One value.
    case value(String)
    /// The patient's samples differ.
    case differs
  }

  /// The column's name, as the table writes it.
  public let name: String
  /// By patient; those of whom nothing is recorded are not in it.
  public let values: [String: Value]
  /// The file that was read.
  public let input: InputFile
  /// What to know of the input.
  public let warnings: [Warning]

  /// Reads an attribute from the table of patients or, where that lacks the column, of samples.
  ///
  /// Fields that say that nothing is known count as nothing. Rows that cannot be read are left out, as elsewhere.
  ///
  /// - Parameters:
  ///   - name: The column, in upper or lower case.
  ///   - folder: The study's folder.
  /// - Returns: `nil` where no table has the column.
  /// - Throws: `InputErrors` where a table is refused.
  public static func read(
    _ name: String, folder: String, policy: RowPolicy = RowPolicy()
  ) throws(InputErrors) -> PortalAttribute? {
    let wanted = name.uppercased()
    for place in try places(FolderPath.plain(folder)) {
      guard let header = columns(of: place.path).first(where: { $0.uppercased() == wanted }) else {
        continue
      }
      let table = try PortalTable(
        place, expected: "a clinical table", wanted: ["PATIENT_ID", wanted],
        needed: ["PATIENT_ID"], filled: ["PATIENT_ID"], policy: policy)
      var values: [String: Value] = [:]
      for row in table.rows {
        guard let text = table.value(wanted, row) else { continue }
        let patient = table.text("PATIENT_ID", row)
        if let known = values[patient], known != .value(text) {
          values[patient] = .differs
        } else {
          values[patient] = .value(text)
        }
      }
      return PortalAttribute(
        name: header, values: values, input: InputFile(path: place.path, role: .clinical),
        warnings: try table.warnings())
    }
    return nil
  }

  /// The names of all attributes of a study's patients and samples, identifiers left out.
  public static func names(folder: String) throws(InputErrors) -> [String] {
    var seen: Set<String> = ["PATIENT_ID", "SAMPLE_ID"]
    return try places(FolderPath.plain(folder)).flatMap { columns(of: $0.path) }
      .filter { seen.insert($0.uppercased()).inserted }
  }

  private static func places(_ folder: String) throws(InputErrors) -> [NamedPath] {
    var catalog = try PortalCatalog(folder)
    return [PortalFiles.patients(&catalog), PortalFiles.samples(&catalog)].compactMap(\.self)
  }

  private static func columns(of path: String) -> [String] {
    guard let header = TextHead(path: path)?.lines.first?.bytes else { return [] }
    return header.split(separator: 0x09).map { field in
      var text = String(decoding: field, as: UTF8.self)
      return text.withUTF8 { $0.trimmed.string }
    }.filter { !$0.isEmpty }
  }
}

import DelimitedText
import GenomicFiles

/// A `meta_*.txt` file of a cBioPortal study: lines of `name: value`.
struct PortalMeta {
  let path: String
  private var values: [String: (text: String, line: Int, source: String)] = [:]

  init(path: String) throws(InputErrors) {
    self.path = path
    var lines = try LineReader(path: path, expected: "a meta file of cBioPortal")
    while let line = try lines.next() {
      let text = line.string
      guard let colon = text.firstIndex(of: ":") else { continue }
      let name = Self.trimmed(text[..<colon]).lowercased()
      values[name] = (Self.trimmed(text[text.index(after: colon)...]), lines.number, text)
    }
  }

  subscript(name: String) -> String { values[name]?.text ?? "" }

  /// Whether the file is about data of a kind, such as `CLINICAL` and `SAMPLE_ATTRIBUTES`.
  func tells(_ alteration: String, _ datatype: String? = nil) -> Bool {
    self["genetic_alteration_type"].uppercased() == alteration
      && (datatype.map { self["datatype"].uppercased() == $0 } ?? true)
  }

  /// The file that `data_filename` names.
  func dataFile(in folder: String) -> NamedPath? {
    guard let value = values["data_filename"], !value.text.isEmpty else { return nil }
    return NamedPath(
      path: folder + "/" + value.text, written: value.text, column: "data_filename",
      location: TextLocation(path: path, line: value.line, column: 1), source: value.source)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = String(text)
    return text.withUTF8 { $0.trimmed.string }
  }
}

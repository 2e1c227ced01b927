import Foundation
import Testing

/// The same table of two rows (TP53 C>T: S1 with 40 of 100 reads, S2 with 30 of 40), packed.
enum PackedFiles {
  /// By `gzip -9n`.
  static func gzip() throws -> Data { try decoded(gzipText) }

  /// By `bgzip`: one block and the block that marks the end.
  static func bgzip() throws -> Data { try decoded(bgzipText) }

  /// How long the mark of the end of a bgzip file is.
  static let endMarkLength = 28

  private static func decoded(_ text: String) throws -> Data {
    try #require(Data(base64Encoded: text))
  }

  private static let gzipText =
    "H4sIAAAAAAACA23JsQ6CMBRG4fnnaQqIdVUWR2LZbypelKTt1XI7+PaaqJvbyXeO5SrknvEsAf0t"
    + "S5RVIsOpz0qDrIsuknDimTOniWkfAgfGWKJkcvz4QvMTH++B6eDzJBeGUuaZJilJ3+2Dfroah65F"
    + "bWE7a7t2hx4jXI2twcb8nw1qg9ZUL/Tth7WwAAAA"

  private static let bgzipText =
    "H4sIBAAAAAAA/wYAQkMCAJcAbcmxEoIwEEXR+vE1AcTYKo0lY+h3Ii7KTJLVsCn8ewu1o7tz7rnc"
    + "hdw7XiWgf2SJskpkOPVZaZB10UUSLjxz5jQxHUPgwBhLlEyOXz9o/uLjMzCdfJ7kxlDKPNMkJSmU"
    + "fNBvV+PQtagtbGdt1x7QY4SrsTfYme3ZoDZoTfUB9O2HtbAAAAAfiwgEAAAAAAD/BgBCQwIAGwAD"
    + "AAAAAAAAAAAA"
}

import Foundation

extension Manifest {
  /// Reads the manifest of a results folder.
  ///
  /// - Throws: ``FileFailure`` when the file cannot be read, ``ResultTableReader/Failure`` when it is
  ///   no manifest.
  public static func read(_ path: String) throws -> Manifest {
    guard access(path, R_OK) == 0 else {
      throw FileFailure(path: path, action: .read, code: errno)
    }
    do {
      return try Manifest(json: Data(contentsOf: URL(filePath: path)))
    } catch let error as DecodingError {
      throw ResultTableReader.Failure(
        "\(path): error: \(words(error)); expected a manifest of metachron")
    }
  }

  private static func words(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "the key '\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "wrong value at '\(context.codingPath.map(\.stringValue).joined(separator: "."))'"
    default: "no JSON"
    }
  }
}

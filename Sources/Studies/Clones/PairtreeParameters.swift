import DelimitedText
import FoundationEssentials
import GenomicFiles
import Glibc

/// What Pairtree's `.params.json` tells of a `.ssm`.
struct PairtreeParameters {
  private struct Document: Decodable {
    let samples: [String]
    let garbage: [String]?
    let clusters: [[String]]?
  }

  /// More would be no list of names.
  private static let longest = 64 << 20

  let path: String
  let samples: [String]
  /// Identifiers of mutations that Pairtree leaves out.
  let garbage: Set<String>
  /// Identifiers of the mutations of each cluster; empty where the file has none.
  let clusters: [[String]]

  /// `study.params.json` for `folder/study.ssm`.
  static func path(besides table: String) -> String {
    FilePath.folder(table) + FilePath.stem(table) + ".params.json"
  }

  /// Reads the file beside a table, or `nil` where there is none.
  static func read(besides table: String) throws(InputErrors) -> PairtreeParameters? {
    let path = path(besides: table)
    guard access(path, F_OK) == 0 else { return nil }
    var lines = try LineReader(path: path, expected: "Pairtree parameters")
    var bytes: [UInt8] = []
    while let line = try lines.next(), bytes.count < longest {
      bytes.append(contentsOf: line)
      bytes.append(0x0A)
    }
    do {
      let document = try JSONDecoder().decode(Document.self, from: Data(bytes))
      guard Set(document.samples).count == document.samples.count,
        !document.samples.contains("")
      else {
        throw ErrorCollector(path: path).failure(
          .malformed(problem: "the names of 'samples' are not unique", expected: "a name each"))
      }
      let members = (document.clusters ?? []).joined()
      guard Set(members).count == members.count else {
        throw ErrorCollector(path: path).failure(
          .malformed(
            problem: "a mutation is in two of the 'clusters'", expected: "one cluster for each"))
      }
      return PairtreeParameters(
        path: path, samples: document.samples, garbage: Set(document.garbage ?? []),
        clusters: document.clusters ?? [])
    } catch let error as InputErrors {
      throw error
    } catch {
      throw ErrorCollector(path: path).failure(
        .malformed(
          problem: "not a JSON object with a list of names under 'samples'",
          expected: "{\"samples\": [\"…\"], \"garbage\": []}"))
    }
  }
}

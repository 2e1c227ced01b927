import Foundation
import Studies
import Testing

@testable import StudyPipeline

/// Files that are too large to be read for their checksums, and are told apart all the same.
@Suite("Checksums that stand for large files")
struct InputChecksumTests {
  /// The checksum of a genome of some bytes under an index that stays the same.
  private func checksum(_ data: Data) async throws -> String {
    var found: String?
    try await withTemporaryFolder { folder in
      let path = folder + "/genome.fa"
      try data.write(to: URL(filePath: path))
      try "1\t100\t3\t60\t61\n".write(
        toFile: path + ".fai", atomically: false, encoding: .utf8)
      found = InputChecksum.ofIndex(InputFile(path: path, role: .reference))
    }
    return try #require(found)
  }

  @Test(arguments: [1_000, 100_000, 3_000_000])
  func `another file of the same size under the same index is noticed`(size: Int) async throws {
    let data = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
    let first = try await checksum(data)
    #expect(try await checksum(data) == first)
    #expect(try await checksum(data + [0]) != first)
    for place in [0, size / 31 * 10, size - 1] {
      var other = data
      other[place] ^= 1
      #expect(try await checksum(other) != first)
    }
  }

  @Test func `a file without an index has no such checksum`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/genome.fa"
      try ">1\nACGT\n".write(toFile: path, atomically: false, encoding: .utf8)
      #expect(InputChecksum.ofIndex(InputFile(path: path, role: .reference)) == nil)
    }
  }
}

import ClonalEvolution
import Foundation
import Report
import Results
import Testing
import TumorModel

@testable import StudyPipeline

@Suite("Content for MultiQC")
struct MultiQCTests {
  private func object(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: path))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `both files hold every pair, and the calls of the table`() async throws {
    try await withTemporaryFolder { folder in
      var study = try FakeStudy.made(5)
      study.patients[1] = try FakeStudy.patient("<b>", mutations: 8)
      var run = OriginsRun(source: study, folder: folder, parameters: .init())
      run.writesMultiQC = true
      run.threads = 2
      _ = try await run.run(priorPatients: 0, inference: FakeStudy.infer)
      let results = try ResultsFolder(opening: folder)
      let pairs = try results.table(of: PairRow.self).rows().filter { !$0.earlierSample.isJoint }
      let calls = try results.table(of: OriginRow.self).rows().filter { !$0.earlierSample.isJoint }

      let bars = try object(folder + "/metachron_calls_mqc.json")
      #expect(bars["id"] as? String == "metachron_calls")
      #expect(bars["plot_type"] as? String == "bargraph")
      let data = try #require(bars["data"] as? [String: [String: Int]])
      #expect(data.count == pairs.count && !pairs.isEmpty)
      #expect(data.values.reduce(0) { $0 + $1.values.reduce(0, +) } == calls.count)
      let acquired = data.values.reduce(0) { $0 + ($1["acquired"] ?? 0) }
      #expect(acquired == calls.count { $0.call == .acquired })
      let categories = try #require(bars["categories"] as? [String: [String: String]])
      #expect(Set(categories.keys) == Set(calls.map(\.call.rawValue)))
      #expect(data.keys.contains { $0.hasPrefix("&lt;b&gt;: ") })
      #expect(!data.keys.contains { $0.contains("<") })

      let table = try object(folder + "/metachron_pairs_mqc.json")
      #expect(table["plot_type"] as? String == "table")
      let rows = try #require(table["data"] as? [String: [String: Any]])
      #expect(Set(rows.keys) == Set(data.keys))
      let headers = try #require(table["headers"] as? [String: [String: Any]])
      for row in rows.values {
        #expect(Set(row.keys).isSubset(of: headers.keys))
        #expect(row["relatedness"] is String)
      }
      let manifest = try Manifest.read(folder + "/manifest.json")
      let written = manifest.outputs.map(\.path).filter { $0.hasSuffix("_mqc.json") }
      #expect(written == [MultiQCContent.callsFile, MultiQCContent.pairsFile])
    }
  }
}

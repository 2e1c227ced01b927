import DrugResponse
import Figures
import Foundation
import Report
import Results
import Testing

@testable import Commands
@testable import StudyPipeline

/// Experiments and courses on pages, from their tables.
@Suite("Pages of drug responses")
struct ResponsePageTests {
  private func withTables(_ body: (String) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try #require(await Metachron.start(["simulate", "her2-neratinib", "-o", folder + "/x"]) == 0)
      try #require(
        await Metachron.start([
          "response", "curves", folder + "/x/plates.tsv", "--reference", "GFP", "-o",
          folder + "/responses", "-q",
        ]) == 0)
      try #require(
        await Metachron.start([
          "response", "clinical", folder + "/x/courses.tsv", "-o", folder + "/courses", "-q",
        ]) == 0)
      try await body(folder)
    }
  }

  private func html(_ arguments: [String], at path: String) async throws -> String {
    try #require(await Metachron.start(["report"] + arguments + ["-o", path]) == 0)
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func `courses make a page whose numbers are those of the tables`() async throws {
    try await withTables { folder in
      let text = try await html([folder + "/courses"], at: folder + "/page.html")
      let page = try #require(PageText(text))
      let tables = try ResponseFolder(folder + "/courses")
      let rate = try #require(tables.tables.rates.first { $0.rate == .response })
      #expect(
        page.pieces.contains {
          $0.hasPrefix("Response in \(Int(rate.responders)) of \(Int(rate.patients)) patients")
        })
      // Each table with the checksum of its bytes.
      #expect(tables.files.count == 5)
      for file in tables.files {
        let sum = try SHA256.checksum(ofFile: "\(folder)/courses/\(file.name)")
        #expect(page.visible.contains(sum), "\(file.name)")
      }
      #expect(page.visible.contains("Synthetic data"))
      for patient in tables.tables.courses.map(\.patient) {
        #expect(page.visible.contains(">\(patient)<"), "\(patient)")
      }
    }
  }

  @Test func `pseudonyms leave no patient, and number cells that are called after one`()
    async throws
  {
    try await withTables { folder in
      let plates = folder + "/organoids.tsv"
      try String(contentsOfFile: folder + "/x/plates.tsv", encoding: .utf8)
        .replacing("\tMCF7\t", with: "\tP109-organoid\t")
        .replacing("\tT47D\t", with: "\tP1099\t").write(
          toFile: plates, atomically: true, encoding: .utf8)
      try #require(
        await Metachron.start([
          "response", "curves", plates, "--reference", "GFP", "-o", folder + "/organoids", "-q",
        ]) == 0)
      let options = [folder + "/organoids", "--courses", folder + "/courses"]
      let plain = try #require(PageText(try await html(options, at: folder + "/plain.html")))
      let renamed = try #require(
        PageText(try await html(options + ["--pseudonymise"], at: folder + "/renamed.html")))
      let patients = try ResponseFolder(folder + "/courses").tables.courses.map(\.patient)
      for id in patients {
        let word = try Regex("\\b\(id)\\b")
        #expect(plain.visible.contains(word), "\(id)")
        #expect(!renamed.visible.contains(word), "\(id)")
        #expect(renamed.packed.filter { $0.contains(word) } == [], "\(id)")
      }
      #expect(renamed.visible.contains("cell line 1") && renamed.visible.contains("Patient 12"))
      // Another name that begins alike is no identifier.
      #expect(renamed.visible.contains("P1099"))
      #expect(plain.visible.contains("MCF7-1-1") && !renamed.visible.contains("MCF7-1-1"))
      #expect(!renamed.visible.contains(/[0-9a-f]{64}/) && plain.visible.contains(/[0-9a-f]{64}/))
    }
  }

  @Test func `a patient's course has the limits of RECIST`() throws {
    var row = CourseRow()
    (row.patient, row.baseline, row.best) = ("P1", 50, .partial)
    (row.bestChange, row.progressionDay) = (-0.6, 180)
    let visits = [(60.0, -0.6), (120, -0.5), (180, -0.4)].map { day, change in
      var visit = CourseVisitRow()
      (visit.patient, visit.day, visit.change) = ("P1", day, change)
      visit.response = day == 180 ? .progressive : .partial
      return visit
    }
    let chart = try #require(CourseFigure(row, visits: visits)?.chart)
    let json = String(decoding: try chart.json(), as: UTF8.self)
    // 0.7 × 50 = 35; 1.2 × 50 = 60 at first, and 20 + 5 = 25 from the lowest sum on.
    for piece in [
      #"{"day":0,"sum":35}"#, #"{"day":0,"sum":60}"#, #"{"day":60,"sum":25}"#,
      #"{"day":180,"new":"no","response":"PD","sum":30}"#,
    ] {
      #expect(json.contains(piece), "\(piece)")
    }
    #expect(chart.finding == "P1: partial response, −60 % at the least, progression on day 180.")
    #expect(CourseFigure(row, visits: []) == nil)
    row.baseline = nil
    #expect(CourseFigure(row, visits: visits) == nil)
  }

  @Test func `a folder without tables of responses is told as before`() async throws {
    try await withTemporaryFolder { folder in
      #expect(await Metachron.start(["report", folder, "-o", folder + "/page.html"]) == 66)
    }
    try await withTables { folder in
      let page = folder + "/page.html"
      let own = folder + "/responses"
      // A cohort is of a study's results.
      #expect(await Metachron.start(["report", own, "--cohort", folder, "-o", page]) == 64)
      #expect(await Metachron.start(["report", own, "--courses", own, "-o", page]) == 65)
      // The page never takes the place of a table that it is made from.
      #expect(
        await Metachron.start(["report", own, "-o", own + "/response_curves.tsv"]) == 64)
      #expect(!FileManager.default.fileExists(atPath: page))
    }
  }
}

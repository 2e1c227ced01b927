import Foundation
import Testing

@testable import Commands

@Suite("The init command", .enabled(if: BuiltProgram.url != nil, "metachron is not built"))
struct InitTests {
  private static let reads =
    "@HD\tVN:1.6\tSO:coordinate\n"
    + (1...22).map { "@SQ\tSN:chr\($0)\tLN:250000000\n" }.joined()
    + "@RG\tID:a\tSM:P1-T\na\t0\tchr1\t101\t60\t10M\t*\t0\t0\tACGTACGTAC\tIIIIIIIIII\n"

  /// Files of two patients without a sheet.
  private func study(in folder: String) throws {
    _ = try BrokenFolder(folder + "/study")
    try FileManager.default.removeItem(atPath: folder + "/study/samples.csv")
    try Self.reads.write(toFile: folder + "/study/x.sam", atomically: false, encoding: .utf8)
  }

  @Test func `what is drafted passes the check after the named corrections`() async throws {
    try await withTemporaryFolder { folder in
      try study(in: folder)
      let drafted = try BuiltProgram.shell("metachron init study", in: folder)
      #expect(drafted.status == 0)
      #expect(
        drafted.messages == """
          study/samples.csv: 4 samples of 2 patients
            correct the role of P1-M, P1-T, P2-M, P2-T: write primary, recurrence, metastasis, plasma or normal; no file tells it, nor does the name
          Then run: metachron check study/samples.csv

          """)
      let open = try BuiltProgram.shell("metachron check study/samples.csv", in: folder)
      #expect(open.status == 65 && open.text.contains("role is '?'"))
      let corrected = try BuiltProgram.shell(
        """
        cd study && sed -i 's/-T,?/-T,primary/; s/-M,?/-M,metastasis/' samples.csv \
          && metachron check samples.csv && metachron origins samples.csv -o results -q
        """, in: folder)
      #expect(corrected.status == 0, "\(corrected.text)\(corrected.messages)")
    }
  }

  @Test func `nothing is overwritten`() async throws {
    try await withTemporaryFolder { folder in
      try study(in: folder)
      try "mine".write(toFile: folder + "/study/samples.csv", atomically: false, encoding: .utf8)
      for command in [
        "init study", "init study -o study/samples.csv", "init study -o study/calls.maf",
      ] {
        let refused = try BuiltProgram.shell("metachron \(command)", in: folder)
        #expect(refused.status == 64 && refused.messages.contains("a draft overwrites nothing"))
      }
      #expect(try String(contentsOfFile: folder + "/study/samples.csv", encoding: .utf8) == "mine")
      #expect(try BuiltProgram.shell("metachron init study -o other.csv", in: folder).status == 0)
      let sheet = try String(contentsOfFile: folder + "/other.csv", encoding: .utf8)
      #expect(sheet.contains("\nP1,P1-T,?,,,,,,study/calls.maf,study/x.sam\n"))
    }
  }

  @Test func `a draft goes through a pipe`() async throws {
    try await withTemporaryFolder { folder in
      try study(in: folder)
      let piped = try BuiltProgram.shell(
        """
        set -o pipefail
        metachron init study -o - | sed 's/-T,?/-T,primary/; s/-M,?/-M,metastasis/' | metachron check -
        """, in: folder)
      #expect(piped.status == 0, "\(piped.text)\(piped.messages)")
      #expect(!FileManager.default.fileExists(atPath: folder + "/study/samples.csv"))
      #expect(try BuiltProgram.shell("metachron init none", in: folder).status == 66)
      #expect(try BuiltProgram.shell("metachron init study/calls.maf", in: folder).status == 66)
    }
  }
}

import Testing
import _TestSupport

@testable import GenomicFiles
@testable import Studies

/// Each format says itself what users are told of it.
@Suite("The articles on formats")
struct FormatArticleTests {
  @Test func `callers are those that are read, in the order in which they are tried`() throws {
    let expected = CountDialects.markdown
    #expect(try GeneratedArticle.table("reading-variant-calls.md", expected: expected) == expected)
  }

  @Test func `copy-number tools are those that are read`() throws {
    let expected = SegmentFormats.markdown
    #expect(try GeneratedArticle.table("copy-number-files.md", expected: expected) == expected)
  }

  @Test func `columns and words of the sheet are those that its reader takes`() throws {
    let expected = SheetGuide.markdown
    let text = try GeneratedArticle.text(
      "study-sheet.md", endingWith: expected, from: SheetGuide.start)
    #expect(text.hasSuffix(expected), "the article must end with:\n\(expected)")
  }

  @Test func `every format tells its file and columns`() {
    for format in SegmentFormats.all {
      #expect(!format.guide.isEmpty, "\(format.tool)")
      for row in format.guide {
        #expect(![row.tool, row.file, row.columns].contains(""), "\(format.tool)")
      }
    }
    for dialect in CountDialects.all { #expect(!dialect.guide.isEmpty, "\(dialect)") }
  }
}

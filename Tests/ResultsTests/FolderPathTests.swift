import DelimitedText
import Testing

@Suite("The path of a folder")
struct FolderPathTests {
  @Test(arguments: [
    ("a", "a"), ("a/", "a"), ("a//", "a"), ("/a/b///", "/a/b"), ("/", "/"), ("//", "/"), ("", ""),
  ])
  func `loses the slashes at its end, the root's own excepted`(given: String, plain: String) {
    #expect(FolderPath.plain(given) == plain)
  }
}

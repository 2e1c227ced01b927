/// The dialects that are read. A new one is a type in a file of its own and a line here.
enum CountDialects {
  /// The surest first: where a FORMAT fits several, the first that finds counts decides.
  ///
  /// VarScan's `AD` holds no list of alleles, so `RD` is looked for before `AD`; ClairS's may lack
  /// the reads of the reference.
  static var all: [any CountDialect.Type] {
    [
      VarScanDialect.self, ClairSDialect.self, AlleleDepthDialect.self, FreeBayesDialect.self,
      StrelkaSubstitutionDialect.self, StrelkaIndelDialect.self, PlatypusDialect.self,
      SomaticSniperDialect.self,
    ]
  }

  /// The keys of FORMAT that are read, in words.
  static let keys: String = {
    let keys = all.flatMap { $0.keys }
    return keys.dropLast().joined(separator: "; ") + " or " + (keys.last ?? "")
  }()

  /// The dialects as a table in Markdown, for the article.
  static var markdown: String {
    let head = ["| caller | alternate reads | depth |", "| --- | --- | --- |"]
    return (head + all.flatMap { $0.guide.map(\.markdown) }).joined(separator: "\n") + "\n"
  }
}

import DelimitedText
import GenomicFiles

extension LeftOutReads {
  /// Above this share of reads or bases that were left out, what is left is another answer.
  private static let tellingShare = 0.5

  /// A warning where most reads, or most bases, over the sites of a file were not counted.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - sample: Whose reads they are.
  ///   - options: Which reads and bases count.
  func warnings(of path: String, sample: String, _ options: CountingOptions) -> [Warning] {
    var texts: [String] = []
    if Double(number) > Self.tellingShare * Double(reads) {
      let causes = [
        (duplicates, "duplicates"), (failed, "failed quality control"),
        (poorlyMapped, "mapping quality below \(options.minimumMappingQuality)"),
        (orphans, "mate not where it is expected"),
      ]
      texts.append(
        "\(grouped(number)) of \(counted(reads, "read")) over the sites left out: "
          + causes.filter { $0.0 > 0 }.map { "\($0.1) \(grouped($0.0))" }.joined(separator: ", "))
    }
    if Double(poorBases) > Self.tellingShare * Double(bases) {
      let share =
        poorBases == bases
        ? "no base at the sites reaches"
        : "\(grouped(poorBases)) of \(counted(bases, "base")) at the sites do not reach"
      texts.append("\(share) quality \(options.minimumBaseQuality) (--min-base-quality of counts)")
    }
    return texts.map { Warning("\(sample): \($0)", at: TextLocation(path: path)) }
  }
}

package import DelimitedText
import HTSlib

/// An alignment file, and the sheet's field that names it where there is one.
package struct NamedAlignment {
  package let path: String
  package let place: NamedPath?

  package init(path: String) { (self.path, place) = (path, nil) }

  package init(_ place: NamedPath) { (path, self.place) = (place.path, place) }

  /// A failure of htslib as an error of the file.
  func errors(_ error: HTSError) -> InputErrors {
    func failure(_ expected: String, _ category: InputErrorCategory) -> InputErrors {
      ErrorCollector(path: error.path).failure(
        .unreadable(problem: error.detail, expected: expected, category: category))
    }
    switch error.code {
    case .noIndex where error.path != path:
      return failure("one made by 'samtools faidx \(error.path)'", .noInput)
    case .noIndex:
      return failure(
        "one made by 'samtools index \(error.path)': the sites are few and the file is large",
        .noInput)
    case .noReference:
      return failure(
        "--reference with the indexed FASTA file that it was made with", .noInput)
    case .undecodable:
      return failure("an intact file and the genome that it was made with", .badData)
    case .unsorted: return failure("a file made by 'samtools sort'", .badData)
    case .truncated, .corrupt:
      let isReference = error.path != path
      return failure(
        isReference ? "an indexed FASTA file" : "a complete BAM or CRAM file", .badData)
    case .noSuchFile, .isDirectory, .notPermitted:
      let isReference = error.path != path
      return InputErrors(
        error, expected: isReference ? "an indexed FASTA file" : "a BAM or CRAM file",
        namedAt: isReference ? nil : place)
    default: return InputErrors(error, expected: "a BAM or CRAM file", namedAt: place)
    }
  }
}

public import DelimitedText

/// What a timeline notes of a patient's disease on a day.
public struct DiseaseStatus: Hashable, Sendable {
  /// What a note means for the course of the disease.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// The disease progressed, recurred or relapsed.
    case progression
    /// The patient died.
    case death
    /// Anything else.
    case other
  }

  /// The patient's identifier.
  public let patient: String
  /// Days from diagnosis.
  public let day: Int
  /// The note.
  public let text: String
  /// Where it was read.
  public let location: TextLocation

  /// What the note means, by its words; `no progression` and `progression free` are ``Kind/other``.
  public var kind: Kind {
    let words = text.lowercased().split { !$0.isLetter }
    if words.contains(where: { ["deceased", "dead", "death", "died"].contains($0) }) {
      return .death
    }
    let isDenied = words.contains { ["no", "not", "free", "without"].contains($0) }
    let isTold = words.contains { word in
      ["progress", "recur", "relaps"].contains { word.hasPrefix($0) }
    }
    return isTold && !isDenied ? .progression : .other
  }
}

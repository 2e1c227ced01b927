import GenomicFiles

/// What a finding is about: a closed list, so that scripts can match on it.
public enum FindingKind: String, Hashable, Sendable, CaseIterable {
  // What the readers refuse.
  case missingColumn, badField, malformed, refused, unreadable
  // What the readers warn of.
  case reading
  // How files are written.
  case lineEnds, byteOrderMark, separators, percentFrequency
  // The sheet.
  case spreadsheetFormula, similarNames, unlikelyDay, reversedOrder, unknownOrder, unlikelyPurity
  case unlikelyPloidy, noPair
  // Positions.
  case beyondChromosome, otherBuild, otherContigs, unexpectedY
  // Reads.
  case implausibleFrequency, swappedCounts, zeroDepth, identicalCounts
  // What else the sheet names.
  case outsideTargets, outsideSegments
  // What assays look at.
  case genesNotCovered

  /// What it says, in a sentence.
  public var meaning: String {
    switch self {
    case .missingColumn: "A header line lacks a column."
    case .badField: "A field does not hold a valid value for its column."
    case .malformed: "A line, or a file as a whole, is not in the form that it should have."
    case .refused: "This kind of input is not supported."
    case .unreadable: "A file is missing, unreadable, damaged or truncated."
    case .reading:
      "The reader left something out, or interpreted it in a way that you should know about."
    case .lineEnds: "Lines end in CR LF, or contain stray carriage returns."
    case .byteOrderMark: "The file begins with a byte order mark."
    case .separators: "Lines of one file are separated in different ways, or in an unusual one."
    case .percentFrequency:
      "A column of allele frequencies holds percentages; it is not used, the counts are."
    case .spreadsheetFormula:
      "A name starts with =, +, - or @: a spreadsheet would read it as a formula."
    case .similarNames: "Two names differ only in case or spaces."
    case .unlikelyDay: "A day lies before the diagnosis, or more than a hundred years after it."
    case .reversedOrder: "A primary was taken after a metastasis or a recurrence."
    case .unknownOrder: "Which of a patient's samples came first is not known."
    case .unlikelyPurity: "A purity is 1, or below 0.1."
    case .unlikelyPloidy: "A ploidy is below 1 or above 8."
    case .noPair: "No patient has two samples to compare."
    case .beyondChromosome: "Positions lie beyond the end of their chromosome."
    case .otherBuild: "Positions look like those of another assembly."
    case .otherContigs: "Mutations lie on contigs other than 1 to 22, X and Y: they get no call."
    case .unexpectedY: "Mutations lie on Y, and the patient is female or of unknown sex."
    case .implausibleFrequency:
      "Allele frequencies are above 0.95, which tumour mutations rarely reach."
    case .swappedCounts: "Reference and alternate counts look as if they were swapped."
    case .zeroDepth: "Sites have a depth of 0: they are uninformative."
    case .identicalCounts: "Two samples have the same counts nearly everywhere."
    case .outsideTargets: "Mutations lie outside the regions that the assay covers."
    case .genesNotCovered:
      "A sample's gene panel does not contain genes of the patient's mutations."
    case .outsideSegments: "The copy-number segments do not cover most of the patient's mutations."
    }
  }
}

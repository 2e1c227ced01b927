package import CohortStatistics
import DelimitedText
package import Results
import TumorModel

/// Numbers of the names that tables repeat, kept over all folders of a cohort.
package struct CohortNames {
  package var genes = NameTable()
  package var treatments = NameTable()
  private var classifications = NameTable()
  private var isSilentByNumber: [Bool] = []
  private var isNoGeneByNumber: [Bool] = []
  private let targets: [CohortTarget]
  private let functionalClasses = WordList<FunctionalClass>()

  package init(targets: [CohortTarget]) {
    self.targets = targets
    for target in targets { _ = genes.number(of: target.gene) }
  }

  private static let noGenes = MissingValue.Spellings(
    ["-", "unknown"],
    because: "MAF files name the gene of a mutation outside genes Unknown; no gene has that symbol")

  /// Whether a name stands for no gene, as tables write it.
  package static func isNoGene(_ name: String) -> Bool {
    MissingValue.isMissing(name, also: noGenes)
  }

  /// Whether the name of a number stands for no gene.
  package mutating func isNoGene(_ number: Int) -> Bool {
    while isNoGeneByNumber.count <= number {
      isNoGeneByNumber.append(Self.isNoGene(genes.names[isNoGeneByNumber.count]))
    }
    return isNoGeneByNumber[number]
  }

  /// Whether a classification changes no protein.
  package mutating func isSilent(_ name: FieldBytes) -> Bool {
    let number = classifications.number(of: name)
    while isSilentByNumber.count <= number {
      isSilentByNumber.append(
        ProteinEffect.silent.contains(classifications.names[isSilentByNumber.count]))
    }
    return isSilentByNumber[number]
  }

  /// Whether a functional class is that of a target.
  package func isOfClass(_ name: FieldBytes, target: Int) -> Bool {
    if targets[target].isAnyClass { return true }
    return targets[target].className.includes(functionalClasses.word(name))
  }
}

/// The words of a closed list, found by their bytes without an allocation.
package struct WordList<Word: NamedFieldValue>: Sendable {
  private let words: [(bytes: [UInt8], word: Word)]

  package init() { words = Word.allCases.map { (Array($0.rawValue.utf8), $0) } }

  package func word(_ text: FieldBytes) -> Word? {
    words.first { $0.bytes.count == text.count && text.elementsEqual($0.bytes) }?.word
  }
}

import CohortStatistics
import TumorModel

/// Numbers of the names that tables repeat, kept over all folders of a cohort.
struct CohortNames {
  var genes = NameTable()
  var treatments = NameTable()
  private var classifications = NameTable()
  private var isSilentByNumber: [Bool] = []
  private var isNoGeneByNumber: [Bool] = []
  private let targets: [CohortTarget]
  /// The target's place of each gene; several targets have different genes.
  private(set) var targetByGene: [Int: Int] = [:]

  init(targets: [CohortTarget]) {
    self.targets = targets
    for (place, target) in targets.enumerated() {
      targetByGene[genes.number(of: target.gene)] = place
    }
  }

  /// Whether the name of a number stands for no gene.
  mutating func isNoGene(_ number: Int) -> Bool {
    while isNoGeneByNumber.count <= number {
      isNoGeneByNumber.append(NameTable.isNoGene(genes.names[isNoGeneByNumber.count]))
    }
    return isNoGeneByNumber[number]
  }

  /// Whether a classification changes no protein.
  mutating func isSilent(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let number = classifications.number(of: name)
    while isSilentByNumber.count <= number {
      isSilentByNumber.append(
        ProteinEffect.silent.contains(classifications.names[isSilentByNumber.count]))
    }
    return isSilentByNumber[number]
  }

  /// Whether a functional class is that of a target.
  func isOfClass(_ name: UnsafeBufferPointer<UInt8>, target: Int) -> Bool {
    if targets[target].className == CohortTarget.any { return true }
    return targets[target].includes(functionalClass: String(decoding: name, as: UTF8.self))
  }
}

/// The words of a closed list, found by their bytes.
struct WordList<Word: CaseIterable & RawRepresentable & Sendable>: Sendable
where Word.RawValue == String {
  private let words: [(bytes: [UInt8], word: Word)]

  init() { words = Word.allCases.map { (Array($0.rawValue.utf8), $0) } }

  func word(_ text: UnsafeBufferPointer<UInt8>) -> Word? {
    words.first { $0.bytes.count == text.count && text.elementsEqual($0.bytes) }?.word
  }
}

import DrugResponse
import Figures
import Report
import Results
import Wording

extension ExperimentSection {
  /// One card per drug and partner that the wells answer; without any, on the single drugs and on the
  /// models of combination, as far as there are wells of either.
  var cards: [FindingCard] {
    let stories = RestorationStory.stories(tables.restoration, margin: margin)
    let told = stories.filter(\.isAnswerable)
    let others = stories.filter { !$0.isAnswerable }
    guard !told.isEmpty else { return answersWithoutStory(others) }
    return told.enumerated().map { place, story in
      var card = FindingCard(question: story.question, answer: story.answer)
      card.sentences = warnings + story.sentences
      if hasStartCounts, let caution = story.viabilityCaution { card.sentences.append(caution) }
      if place == told.count - 1 {
        card.sentences += others.map(\.openSentence) + ExperimentWording.withoutDose(tables.curves)
      }
      card.legend = story.legend
      card.table = Self.table(story)
      return card
    }
  }

  /// What keeps the answer from being trusted: tables of several experiments, and plates that failed.
  private var warnings: [String] {
    [ExperimentWording.mixed(mixed), ExperimentWording.failedPlates(tables.plates)].compactMap {
      $0
    }
  }

  /// Whether wells were counted at the start too, so that there are growth rates beside viability.
  private var hasStartCounts: Bool {
    tables.curves.contains { $0.measure == .growthRate }
      || tables.points.contains { $0.growthRate != nil }
  }

  private func answersWithoutStory(_ others: [RestorationStory]) -> [FindingCard] {
    let hasPairs = !tables.combinations.isEmpty
    var cards: [FindingCard] = []
    if !hasPairs || !tables.curves.isEmpty { cards.append(single(others)) }
    guard hasPairs else { return cards }
    var card = FindingCard(
      question: CombinationAnswer.question(
        tables.combinations.map { [$0.drugA, $0.drugB] }.distinct),
      answer: CombinationAnswer.answer(tables.combinations))
    card.sentences =
      (cards.isEmpty ? warnings + [tested] + others.map(\.openSentence) : [])
      + [ExperimentWording.models]
    return cards + [card]
  }

  private func single(_ others: [RestorationStory]) -> FindingCard {
    let changes = tables.comparisons.filter { $0.measure == .viability }
    var card = FindingCard(
      question: ExperimentWording.singleQuestion,
      answer: ExperimentWording.singleAnswer(changes, curves: tables.curves))
    card.sentences =
      warnings + [tested] + others.map(\.openSentence)
      + ExperimentWording.withoutDose(tables.curves)
    if !changes.isEmpty { card.table = Self.table(changes) }
    return card
  }

  private static func table(_ story: RestorationStory) -> ReportTable {
    ReportTable(
      name: story.question,
      caption: ExperimentWording.restorationCaption(drug: story.drug, partner: story.partner),
      columns: [
        .init("Cells"), .init("What \(story.partner) does", isNumber: true),
        .init("IC50 of \(story.drug) alone", isNumber: true),
        .init("Times that of the reference", isNumber: true),
        .init("Closest with \(story.partner) at", isNumber: true),
        .init("IC50 then", isNumber: true),
        .init("Times that of the reference", isNumber: true),
        .init("p of the same shift in both", isNumber: true),
      ],
      rows: story.cases.map { one in
        let (alone, closest) = (one.alone, one.closest)
        func gap(_ row: RestorationRow?) -> String {
          row.map { ResponseCells.number($0.gap, isBound: $0.resistantAnswer == .notReached) } ?? ""
        }
        func dose(_ row: RestorationRow?) -> String {
          row.map { ResponseCells.dose($0.resistant, $0.resistantAnswer, highest: nil) } ?? ""
        }
        return [
          story.name(one), "\(one.answer.glyph) \(one.answer.brief)", dose(alone), gap(alone),
          closest.map { ResponseWording.dose($0.partnerDose) } ?? "", dose(closest), gap(closest),
          ResponseCells.p(one.rows[0].interactionP),
        ]
      }, inSight: 12)
  }
}

import CohortStatistics
import Figures
import Report
import Results
import TumorModel
import Wording

/// The answers that a report begins with.
struct AnswerCards {
  let summary: OriginsSummary
  let cohort: CohortSummary?
  /// The patients with a pair of samples, in their order.
  let patients: [StudyPatient]
  /// Genes whose calls are told in words.
  let drivers: Set<String>
  /// The only patient's calls in words; `nil` where there are several patients, who make a cohort.
  let explained: [ReportPatient.Explanation]?
  /// c*, the cancer cell fraction that an acquired call excludes earlier.
  let threshold: Double

  /// Most calls of drivers on the card of a patient of whom nothing was asked.
  private static let mostDrivers = 24

  /// One card per gene that was asked for; without a gene one of all calls.
  var cards: [AnswerCard] {
    answers.map { answer in
      var card = answer
      card.legend = CallLegend.entries(card.told, threshold: threshold)
      return card
    }
  }

  private var answers: [AnswerCard] {
    guard let explained else {
      return summary.genes.isEmpty ? [all] : summary.genes.map(card)
    }
    guard let patient = patients.first else {
      return summary.genes.map { gene in
        let target = CohortTarget(gene: gene.gene, className: gene.className)
        return card(GeneAnswer(target, hasPair: false, hasOthers: false), target, [], of: "")
      }
    }
    return summary.genes.isEmpty
      ? [all(of: patient)] : summary.genes.map { card($0, of: patient, explained) }
  }

  // MARK: Many patients

  private var all: AnswerCard {
    var card = AnswerCard(
      title: "All mutations", question: Self.question,
      answer: ReportSentences.headline(summary))
    card.sentences = [ReportSentences.calls(summary)]
    card.told = summary.calls.kinds.map { CallLegend.Call($0) }
    return card
  }

  private static let question = "Which mutations of later samples were there before?"

  private func card(_ gene: GeneSummary) -> AnswerCard {
    let target = CohortTarget(gene: gene.gene, className: gene.className)
    let text = GeneAnswer(gene, cohort: cohort)
    var card = AnswerCard(title: target.title, question: text.question, answer: text.answer)
    card.sentences = text.sentences
    card.steps = FunnelWording(gene.funnel, of: target).counts.map {
      AnswerCard.Count($0.patients, $0.words)
    }
    if let last = card.steps.indices.last {
      card.steps[last].words += ": \(ReportSentences.assessable)"
    }
    let deciding = patients.compactMap { patient in
      patient.decidingCall(of: target).map { (patient: patient.id, call: $0) }
    }
    card.told = deciding.map { CallLegend.Call($0.call.call, $0.call.reason) }
    // The answer speaks of acquired ones even where it has none.
    if gene[.assessable] > 0 { card.told.append(CallLegend.Call(.acquired)) }
    card.lines = deciding.enumerated().sorted {
      (Self.rank($0.element.call), $0.offset) < (Self.rank($1.element.call), $1.offset)
    }.map { line($0.element.patient, $0.element.call, of: $0.element.patient) }
    return card
  }

  private static func rank(_ call: OriginRow) -> Int {
    OriginLabel.allCases.firstIndex(of: call.call) ?? OriginLabel.allCases.count
  }

  // MARK: One patient

  private func all(of patient: StudyPatient) -> AnswerCard {
    let deciding = patient.decidingCalls
    var card = AnswerCard(
      title: "All mutations", question: Self.question, answer: PatientWording.headline(deciding))
    let calls = deciding.filter { drivers.contains($0.gene) }.prefix(Self.mostDrivers)
    card.sentences = calls.isEmpty ? [] : ["Mutations of genes with known drivers:"]
    card.told = deciding.map { CallLegend.Call($0.call, $0.reason) }
    card.lines = calls.map { line($0.pairTitle, $0, of: patient.id, gene: true) }
    card.isOfOnePatient = true
    return card
  }

  /// The call is the answer, and no number of patients.
  private func card(
    _ gene: GeneSummary, of patient: StudyPatient, _ explained: [ReportPatient.Explanation]
  ) -> AnswerCard {
    let target = CohortTarget(gene: gene.gene, className: gene.className)
    let deciding = patient.decidingCalls.filter { $0.gene == target.gene }
    guard let call = patient.decidingCall(of: target) else {
      let text = GeneAnswer(target, hasPair: true, hasOthers: !deciding.isEmpty)
      return card(text, target, deciding, of: patient.id)
    }
    let text = explained.first { $0.isOf(call) }?.answer.joined(separator: " ")
    var card = AnswerCard(
      title: target.title, question: GeneAnswer.question(call),
      answer: text ?? PatientWording.headline(call))
    // First the call that decides, then the same mutation in single pairs, then the gene's others.
    let same = patient.calls.filter { $0.variant == call.variant && $0 != call }
    let others = deciding.filter { $0.variant != call.variant }
    let told = [call] + same + others
    card.lines = told.map { line($0.pairTitle, $0, of: patient.id) }
    card.told = told.map { CallLegend.Call($0.call, $0.reason) }
    card.isOfOnePatient = true
    return card
  }

  private func card(
    _ text: GeneAnswer, _ target: CohortTarget, _ calls: [OriginRow], of patient: String
  ) -> AnswerCard {
    var card = AnswerCard(title: target.title, question: text.question, answer: text.answer)
    card.sentences = text.sentences
    card.lines = calls.map { line($0.pairTitle, $0, of: patient) }
    card.told = calls.map { CallLegend.Call($0.call, $0.reason) }
    card.isOfOnePatient = true
    return card
  }

  // MARK: Lines

  /// - Parameter gene: Whether the gene is told, since the card is of none.
  private func line(
    _ name: String, _ call: OriginRow, of patient: String, gene: Bool = false
  ) -> AnswerCard.Line {
    var line = AnswerCard.Line(
      name: name, mutation: gene ? call.title : call.change,
      anchor: PageAnchor(patient: patient, mutation: call.query).text, call: call.call)
    line.words = call.call.words + (call.reason.map { " (\($0.words))" } ?? "")
    (line.readsEarlier, line.readsLater) = (call.earlier.readsWords, call.later.readsWords)
    line.deciding = ReportSentences.deciding(call, threshold: threshold)
    line.power = call.earlier.detectionPower.map(Wording.probability) ?? ""
    return line
  }
}

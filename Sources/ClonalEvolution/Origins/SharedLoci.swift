import Glibc
import TumorModel

/// The mutations by which a pair is judged to be of one tumour or two.
struct SharedLoci {
  /// How frequent each one is in tumours of the kind.
  private(set) var frequencies: [Double] = []
  /// P(in both | in one of them), as the reads alone tell at even odds.
  private(set) var shared: [Double] = []
  /// Private mutations of each sample that the other one would have shown.
  private(set) var poweredPrivate = (first: 0, second: 0)

  /// None yet.
  init() {}

  /// The mutations that both samples of a pair say something of.
  init(of pair: PairAnalysis) {
    for site in 0..<pair.patient.mutations.count
    where pair.earlier.isAssessable(site) && pair.later.isAssessable(site) {
      add(site, of: pair, pair.posteriors[site].states)
    }
  }

  /// Adds a site of two assessable samples.
  ///
  /// - Parameter p: The posterior of the nine states.
  mutating func add(_ site: Int, of pair: PairAnalysis, _ p: JointProbabilities) {
    let origins = OriginProbabilities(states: p)
    let both = origins.preexistingSubclonal + origins.preexistingClonal
    let either = both + origins.lost + origins.acquired
    guard either > 0.5 else { return }
    var frequency = pair.context.frequency(of: pair.patient.mutations[site].variant)
    if both < 0.5 * either {
      // A private mutation counts only where the other sample could have shown it.
      if origins.acquired >= origins.lost {
        guard let limit = pair.earlier.limitOfDetection(site), limit <= 0.5 else { return }
        poweredPrivate.second += 1
      } else {
        guard let limit = pair.later.limitOfDetection(site), limit <= 0.5 else { return }
        poweredPrivate.first += 1
      }
    } else if pair.mayBeSharedArtefact(site) {
      // What misplaced reads or damage explain in both samples is no sign of a common past; where
      // it would be in all tumour cells of one of them it is a weak one.
      guard p[.subclonal, .clonal] + p.preexistingClonal >= 0.5 * both else { return }
      frequency = max(frequency, PairAnalysis.sharedArtefactFrequency)
    } else if pair.mayBeTrace(site) {
      frequency = max(frequency, PairAnalysis.sharedArtefactFrequency)
    }
    frequencies.append(frequency)
    let (first, second) = pair.fit.presence(
      of: site, artefacts: PairAnalysis.sharedArtefactFrequency)
    let together = first.present * second.present
    let apart = 0.5 * (first.absent * second.present + first.present * second.absent)
    shared.append(together / max(together + apart, 1e-300))
  }
}

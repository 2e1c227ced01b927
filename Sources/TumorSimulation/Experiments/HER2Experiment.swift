import Glibc
import NumericalMethods

/// A made-up experiment in the shape of the published one: oestrogen-receptor-positive lines that express GFP,
/// HER2 or one of four HER2 mutants, under fulvestrant, neratinib and both.
///
/// The question is that of Nayar et al. 2019 (PMID 30531871): cells with an activating HER2 mutation resist
/// fulvestrant; does neratinib bring the response back? All doses and effects are invented. One of the mutants has
/// the gatekeeper T798I beside L869R, which neratinib does not reach (Hanker et al. 2017, PMID 28274957), and in
/// another, L755S, neratinib brings back a part, so that the other answers occur, too.
public struct HER2Experiment: Sendable {
  /// The truth of one line with one genotype.
  struct Cells: Hashable, Sendable {
    let line: String
    let genotype: String
    /// The dose of fulvestrant that halves its own effect, in nmol/L, and the share of growth left at most doses.
    let fulvestrant: (dose: Double, rest: Double)
    let neratinib: (dose: Double, rest: Double)
    /// By what factor neratinib, far above its dose, makes fulvestrant more potent.
    let restored: Double
    /// Hours in which untreated cells double.
    let doubling: Double

    static func == (one: Cells, other: Cells) -> Bool {
      one.line == other.line && one.genotype == other.genotype
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(line)
      hasher.combine(genotype)
    }
  }

  private let cells: [Cells]
  private let seed: UInt64

  static let fulvestrantDoses = [0, 0.3, 1, 3, 10, 30, 100, 300.0]
  static let neratinibDoses = [0, 1, 5, 25, 125, 625.0]
  private static let hours = 120.0

  /// Draws what was made up of each line.
  ///
  /// - Parameter seed: Decides everything.
  public init(seed: UInt64) {
    self.seed = seed
    let random = RandomSource(seed: RandomSource.seed(base: seed, stream: 0))
    let genotypes: [(name: String, resistance: Double, neratinib: Double, restored: Double)] = [
      ("GFP", 1, 700, 1), ("ERBB2 WT", 3, 60, 2.5), ("ERBB2 S310F", 18, 9, 70),
      ("ERBB2 L755S", 30, 30, 24), ("ERBB2 V777L", 22, 6, 100), ("ERBB2 L869R/T798I", 25, 900, 1),
    ]
    cells = ["MCF7", "T47D"].flatMap { line in
      genotypes.map { genotype in
        let spread = { exp(0.12 * random.normal()) }
        let isSensitive = genotype.neratinib < 100
        return Cells(
          line: line, genotype: genotype.name,
          fulvestrant: ((line == "MCF7" ? 2.2 : 3.6) * genotype.resistance * spread(), 0.32),
          neratinib: (genotype.neratinib * spread(), isSensitive ? 0.55 : 0.9),
          restored: genotype.restored * spread(), doubling: line == "MCF7" ? 34 : 40)
      }
    }
  }

  /// The share of cells that is left, by growth: both drugs slow the same divisions.
  ///
  /// A logistic curve of the logarithm of the dose with an exponent that differs between drugs; not the formula that
  /// is fitted to combinations.
  private func left(_ cells: Cells, fulvestrant: Double, neratinib: Double) -> Double {
    func part(_ dose: Double, _ half: Double, _ steepness: Double) -> Double {
      dose <= 0 ? 0 : 1 / (1 + exp(-steepness * log(dose / half)))
    }
    let reached = part(neratinib, cells.neratinib.dose, 1.3)
    let half = cells.fulvestrant.dose / pow(cells.restored, reached)
    let slowed =
      (1 - (1 - cells.fulvestrant.rest) * part(fulvestrant, half, 1.1))
      * (1 - (1 - cells.neratinib.rest) * reached)
    return slowed
  }

  /// The files: wells, and the truth.
  public var files: [StudyFile] {
    let note =
      "# synthetic data made by `metachron simulate her2-neratinib --seed \(seed)`; no well and no patient was ever "
      + "measured\n"
    return [
      StudyFile(path: "plates.tsv", text: note + wells),
      StudyFile(path: "truth.tsv", text: note + truth),
      StudyFile(
        path: "courses.tsv", text: note + HER2Courses(HER2Cohort(seed: 2019), seed: seed).text),
      StudyFile(path: "README.md", text: Self.readme(seed: seed)),
    ]
  }

  private var wells: String {
    var lines = [
      [
        "plate", "well", "cell_line", "genotype", "drug_a", "dose_a", "drug_b", "dose_b", "unit",
        "time_h",
        "value", "value_0", "control",
      ].joined(separator: "\t")
    ]
    for (number, cells) in cells.enumerated() {
      let random = RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(number + 1)))
      let start = 2_000.0
      let untreated = start * pow(2, Self.hours / cells.doubling)
      let background = 180.0
      // 48 pairs of doses, twice, on a plate of 96 would leave no controls; so each pair is measured once per
      // plate, on three plates.
      for plate in 1...3 {
        let level = exp(0.05 * random.normal())
        var places = (0..<96).map { $0 }
        random.shuffle(&places)
        func add(_ place: Int, _ a: Double, _ b: Double, _ control: String, _ mean: Double) {
          let well =
            "\(["A", "B", "C", "D", "E", "F", "G", "H"][place / 12])\(place % 12 < 9 ? "0" : "")\(place % 12 + 1)"
          let value = (background + mean * level) * exp(0.05 * random.normal())
          let first = background + start * level * exp(0.03 * random.normal())
          let isEmpty = control == "blank"
          lines.append(
            [
              "\(cells.line)-\(number % 6 + 1)-\(plate)", well, cells.line, cells.genotype,
              a > 0 ? "fulvestrant" : "", a > 0 ? Self.text(a) : "", b > 0 ? "neratinib" : "",
              b > 0 ? Self.text(b) : "", "nM", Self.text(Self.hours), String(Int(value.rounded())),
              isEmpty ? "" : String(Int(first.rounded())), control,
            ].joined(separator: "\t"))
        }
        var next = 0
        for a in Self.fulvestrantDoses {
          for b in Self.neratinibDoses where a > 0 || b > 0 {
            // Growth is what drugs slow: cells that do not divide stay as many as they were.
            let rate = left(cells, fulvestrant: a, neratinib: b)
            add(places[next], a, b, "", start * pow(2, rate * Self.hours / cells.doubling))
            next += 1
          }
        }
        for _ in 0..<16 {
          add(places[next], 0, 0, "vehicle", untreated)
          next += 1
        }
        for _ in 0..<8 {
          add(places[next], 0, 0, "positive", start * 0.04)
          next += 1
        }
        for _ in 0..<6 {
          add(places[next], 0, 0, "blank", 0)
          next += 1
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var truth: String {
    (["cell_line\tgenotype\tfulvestrant_half_dose_nm\tneratinib_half_dose_nm\trestored_fold"]
      + cells.map {
        [
          $0.line, $0.genotype, Self.text($0.fulvestrant.dose), Self.text($0.neratinib.dose),
          Self.text($0.restored),
        ].joined(separator: "\t")
      }).joined(separator: "\n") + "\n"
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String((value * 1000).rounded() / 1000)
  }
}

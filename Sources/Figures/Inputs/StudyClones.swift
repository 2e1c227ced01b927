public import Results
import TumorModel
import Wording

/// What the results tell of a patient's clones.
public struct StudyClones: Hashable, Sendable {
  /// The mutations in each sample, those of one mutation together.
  public var mutations: [CloneRow] = []
  /// The clones in each sample.
  public var fractions: [CloneFractionRow] = []
  /// The starts of the search.
  public var starts: [CloneStartRow] = []
  /// The trees, by falling probability.
  public var trees: [TreeRow] = []
  /// The probabilities of parents.
  public var edges: [TreeEdgeRow] = []
  /// The cells of each clone alone.
  public var proportions: [CloneProportionRow] = []

  /// The histories of migrations, from each origin.
  public var migrations: [MigrationRow] = []
  /// Pairs of sites with migrations, from each origin.
  public var routes: [MigrationEdgeRow] = []

  /// Creates a value without rows.
  public init() {}

  /// The numbers of the clones.
  var numbers: [Int] { Set(fractions.map(\.clone)).sorted() }

  /// The samples in the order of the tables.
  var samples: [String] {
    var seen: Set<String> = []
    return (mutations.map(\.sample) + fractions.map(\.sample)).filter { seen.insert($0).inserted }
  }

  /// A mutation with its rows.
  struct Member: Hashable {
    let rows: [CloneRow]

    var first: CloneRow { rows[0] }
    var clone: Int? { first.clone }
    func row(of sample: String) -> CloneRow? { rows.first { $0.sample == sample } }
  }

  /// The mutations, each with its rows.
  var members: [Member] {
    var groups: [[CloneRow]] = []
    for row in mutations {
      if let last = groups.last?.last, last.identifier == row.identifier,
        last.variant == row.variant
      {
        groups[groups.count - 1].append(row)
      } else {
        groups.append([row])
      }
    }
    return groups.map(Member.init)
  }

  /// Mutations that most probably belong to each clone.
  var sizes: [Int: Int] {
    members.reduce(into: [:]) { sizes, member in
      if let clone = member.clone { sizes[clone, default: 0] += 1 }
    }
  }
}

extension StudyPatient {
  /// The names of mutations of genes, by the change; those that do not change the protein are left out
  /// where that is known.
  func driverTitles(_ genes: Set<String>) -> [StudyClones.Member: String] {
    var known: [Variant: (title: String, isNamed: Bool)] = [:]
    for row in trajectories where genes.contains(row.gene) {
      known[row.variant] = (row.title, row.changesProtein)
    }
    var titles: [StudyClones.Member: String] = [:]
    for member in clones.members where genes.contains(member.first.gene) {
      guard let found = known[member.first.variant] else {
        titles[member] = member.first.gene
        continue
      }
      if found.isNamed { titles[member] = found.title }
    }
    return titles
  }

  /// The samples that clones are known in, by day, then as the results have them.
  var cloneSamples: [(id: String, sample: ManifestSample?)] {
    let known = Dictionary(samples.map { ($0.id, $0) }) { first, _ in first }
    return clones.samples.map { ($0, known[$0]) }.enumerated().sorted {
      ($0.element.1?.day ?? .max, $0.offset) < ($1.element.1?.day ?? .max, $1.offset)
    }.map { (id: $0.element.0, sample: $0.element.1) }
  }
}

import NumericalMethods
public import TumorModel

/// A made-up cohort in the shape of the published study of HER2 mutations acquired under endocrine
/// therapy.
///
/// 168 patients have a metastatic biopsy; 12 of those have an ERBB2 mutation, 8 of the 12 an
/// activating one, and 5 of the 8 a primary. In 4 of the 5 primaries the mutation is truly absent,
/// in one of the four at too low a depth and purity to tell; in the fifth it was in 12–20 % of the
/// tumour cells. Numbers are those of the study (Nayar et al. 2019, PMID 30531871); patients,
/// reads, purities and every other mutation are simulated.
public struct HER2Cohort: Sendable {
  /// The patients, in the order of their identifiers.
  public let patients: [SimulatedPatient]
  /// What the patients were treated with, in the order of patients and days.
  public let treatments: [Treatment]

  /// What an ERBB2 mutation's primary is to be like.
  private enum Primary { case none, powered, shallow, subclonal, any }

  /// Simulates the cohort.
  ///
  /// - Parameter seed: Decides everything that is not settled above.
  public init(seed: UInt64) {
    let random = RandomSource(seed: RandomSource.seed(base: seed, stream: 0))
    var places = Array(0..<168)
    random.shuffle(&places)
    let primaries: [Primary] = [
      .powered, .powered, .powered, .shallow, .subclonal, .none, .none, .none, .any, .none, .none,
      .none,
    ]
    var patients: [SimulatedPatient] = []
    var treatments: [Treatment] = []
    for index in 0..<168 {
      // The first twelve of the shuffled places have an ERBB2 mutation, the next forty a primary.
      let place = places.firstIndex(of: index) ?? 0
      let erbb2 = place < 12 ? DriverTable.erbb2[place] : nil
      let primary: Primary = place < 12 ? primaries[place] : place < 52 ? .any : .none
      let random = RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(index + 1)))
      let patient = Self.patient(
        index, erbb2: erbb2, isActivating: place < 8, primary: primary, using: random)
      patients.append(patient)
      treatments += Treatment.course(of: patient, hasActivatedHER2: place < 8, using: random)
    }
    self.patients = patients
    self.treatments = treatments
  }

  /// The settings: exomes, primaries fixed in formalin, metastases mostly not.
  private static let scenario: Scenario = {
    var scenario = Scenario(name: "her2-cohort")
    scenario.clones = 3...6
    scenario.cloneRange = 0.03...0.9
    scenario.divergedShare = 0.15
    scenario.polyclonalShare = 0.08
    scenario.earlierPurity = ShareSpread(alpha: 6, beta: 5, range: 0.2...0.9)
    scenario.laterPurity = ShareSpread(alpha: 5, beta: 5, range: 0.15...0.9)
    scenario.earlierDepth = DepthSpread(median: 170, logDeviation: 0.3, siteShape: 8)
    scenario.laterDepth = DepthSpread(median: 190, logDeviation: 0.3, siteShape: 8)
    scenario.precision = 150...800
    scenario.errorRate = 2e-4...8e-4
    scenario.fixedShare = 1
    scenario.deamination = 8e-4...5e-3
    scenario.fixedArtefactShare = 0.05
    scenario.artefactShare = 0.015
    scenario.artefactSites = 0.05
    scenario.indelShare = 0.07
    scenario.purityDeviation = 0.02...0.06
    scenario.recordsPurityDeviation = 0.6
    scenario.maleShare = 0
    return scenario
  }()

  private static func patient(
    _ index: Int, erbb2: Mutation?, isActivating: Bool, primary: Primary,
    using random: RandomSource
  ) -> SimulatedPatient {
    var scenario = scenario
    if primary == .shallow {
      scenario.earlierPurity = ShareSpread(alpha: 1, beta: 1, range: 0.14...0.2)
      scenario.earlierDepth = DepthSpread(median: 30, logDeviation: 0.1, siteShape: 20)
    }
    let number = String(index + 1)
    let id = "P" + String(repeating: "0", count: 3 - number.count) + number
    let drivers = Self.drivers(allowingESR1: !isActivating, using: random)
    let passengers = random.integer(in: 15...40)
    let days = (earlier: random.integer(in: 0...40), later: random.integer(in: 380...4200))
    let simulator = PatientSimulator(
      scenario: scenario,
      names: PassengerNames(
        genes: DriverTable.passengerGenes, indelShare: scenario.indelShare))
    while true {
      let tree = CloneTree.grown(by: scenario, using: random)
      guard let laterTrunk = tree.clones.firstIndex(where: { $0.place == .laterTrunk }) else {
        continue
      }
      let branch = tree.clones.firstIndex {
        $0.place == .earlierBranch && (0.12...0.2).contains($0.earlier) && $0.later == 1
      }
      var plan = PatientPlan(id: id, tree: tree, passengers: passengers)
      plan.hasEarlier = primary != .none
      plan.days = days
      plan.suffixes = ("primary", "metastasis")
      for driver in drivers {
        plan.planted.append(
          PlantedMutation(mutation: driver.mutation, clone: driver.isAcquired ? laterTrunk : 0))
      }
      if let erbb2 {
        if primary == .subclonal, branch == nil { continue }
        // A neutral hot spot has been there from the start; the others came with the metastasis.
        let isTruncal = erbb2.proteinChange == "p.R678Q"
        let clone = primary == .subclonal ? branch ?? laterTrunk : isTruncal ? 0 : laterTrunk
        plan.planted.insert(PlantedMutation(mutation: erbb2, clone: clone), at: 0)
      }
      var patient = simulator.patient(plan, using: random)
      if let erbb2, !isFit(patient, for: erbb2, primary: primary) { continue }
      patient.setSites(using: random)
      return patient
    }
  }

  /// Draws a patient's driver mutations and which of them were acquired.
  private static func drivers(
    allowingESR1: Bool, using random: RandomSource
  ) -> [(mutation: Mutation, isAcquired: Bool)] {
    var drivers: [(mutation: Mutation, isAcquired: Bool)] = []
    for gene in DriverTable.genes where random.chance(gene.share) {
      drivers.append((random.element(of: gene.variants), random.chance(gene.acquiredShare)))
    }
    let esr1 = DriverTable.esr1
    // ESR1 and activating ERBB2 mutations seldom meet; here they never do.
    if random.chance(esr1.share * 168 / 160), allowingESR1 {
      drivers.append((random.element(of: esr1.variants), random.chance(esr1.acquiredShare)))
    }
    return drivers
  }

  /// Whether chance gave the ERBB2 mutation what the cohort's shape asks for.
  private static func isFit(
    _ patient: SimulatedPatient, for mutation: Mutation, primary: Primary
  ) -> Bool {
    let evidence = patient.evidence
    guard let index = evidence.mutations.firstIndex(of: mutation) else { return false }
    let last = evidence.samples.count - 1
    guard let later = evidence.observations[last][index].counts, later.alternate >= 12,
      (later.variantAlleleFrequency ?? 0) >= 0.08, patient.mutations[index].laterFraction > 0
    else { return false }
    guard primary != .none, primary != .any,
      let earlier = evidence.observations[0][index].counts
    else { return true }
    let copies = patient.copyNumbers.map { $0[index] }
    let purity = patient.samples[0].purity
    let alleles = Double(earlier.depth) * purity
    // No lost allele and no amplification that would make the answer another one.
    guard copies[0].minor == 1, copies[0].major <= 2, copies[1].minor == 1 else { return false }
    switch primary {
    case .powered:
      return alleles >= 95 && earlier.alternate <= 1 && purity >= 0.35
    case .shallow:
      return earlier.depth >= 18 && earlier.depth <= 36 && earlier.alternate == 0
    case .subclonal:
      return alleles >= 90 && earlier.alternate >= 8 && earlier.alternate * 3 < earlier.depth
    default: return true
    }
  }
}

extension SimulatedPatient {
  /// Draws where the biopsies were taken.
  fileprivate mutating func setSites(using random: RandomSource) {
    let metastases = ["liver", "bone", "lymph node", "lung", "pleura", "skin", "brain"]
    let weights = [0.4, 0.2, 0.13, 0.08, 0.07, 0.06, 0.06]
    var samples = evidence.samples
    for index in samples.indices {
      let isPrimary = samples[index].role == .primary
      samples[index].site = isPrimary ? "breast" : metastases[random.discrete(weights: weights)]
    }
    let moved = PatientEvidence(
      id: evidence.id, sex: evidence.sex, build: evidence.build, samples: samples,
      mutations: evidence.mutations, observations: evidence.observations,
      copyNumbers: evidence.copyNumbers, depths: evidence.depths, flags: evidence.flags)
    if let moved { evidence = moved }
  }
}

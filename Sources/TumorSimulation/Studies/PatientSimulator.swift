import NumericalMethods
import TumorModel

/// The forward simulation of one patient.
struct PatientSimulator: Sendable {
  /// The settings.
  let scenario: Scenario
  /// What further mutations are called.
  let names: PassengerNames

  /// A site before it is sequenced.
  private struct Site {
    var mutation: Mutation
    var truth: MutationTruth
    var arm: Int
    var artefacts: (earlier: Double, later: Double)
    var captureOdds: Double
  }

  /// Simulates a patient.
  func patient(_ plan: PatientPlan, using random: RandomSource) -> SimulatedPatient {
    let truths = [true, false].map {
      SampleTruth.drawn(from: scenario, isEarlier: $0, using: random)
    }
    var arms: [ArmHistory] = []
    for arm in HumanGenome.arms {
      arms.append(
        ArmHistory.lived(
          through: plan.tree, by: scenario.copyNumber,
          isSingle: plan.isMale && arm.chromosome.isX,
          subclonal: scenario.subclonalCopyNumber, using: random))
    }
    let sites = self.sites(of: plan, arms: arms, using: random)

    let used = plan.hasEarlier ? [0, 1] : [1]
    var kept: [(site: Site, reads: [ReadCounts], supports: [ReadSupport])] = []
    for site in sites {
      var reads: [ReadCounts] = []
      var supports: [ReadSupport] = []
      var isDiscovered = false
      for sample in used {
        let sequencer = Sequencer(
          sample: truths[sample],
          siteShape: (sample == 0 ? scenario.earlierDepth : scenario.laterDepth).siteShape)
        let truth = siteTruth(of: site, sample: sample, arms: arms)
        let sequenced = sequencer.sequence(truth, using: random)
        reads.append(sequenced.counts)
        if scenario.recordsOrientation {
          supports.append(
            sequenced.support(
              isFirst: site.mutation.variant.reference == "C", using: random))
        }
        if sequencer.discovers(reads[reads.count - 1], isDeamination: truth.isDeamination) {
          isDiscovered = true
        }
      }
      if isDiscovered { kept.append((site, reads, supports)) }
    }
    kept.sort { $0.site.mutation.variant < $1.site.mutation.variant }

    var samples: [Sample] = []
    var copies: [[CopyNumber?]] = []
    var segments: [[CopyNumberSegment]] = []
    for sample in used {
      samples.append(self.sample(sample, of: plan, truth: truths[sample], using: random))
      let recorded = arms.map { arm in
        let alleles = sample == 0 ? arm.earlier : arm.later
        let isWrong = random.chance(scenario.copyNumberMistakes)
        let shown = isWrong ? (alleles == [1, 1] ? [2, 1] : [1, 1]) : alleles
        return ArmHistory.copyNumber(shown)
      }
      copies.append(kept.map { recorded[$0.site.arm] })
      segments.append(Self.segments(recorded))
    }
    var supporting = SupportingEvidence()
    if scenario.recordsOrientation {
      supporting.readSupport = used.indices.map { sample in kept.map { $0.supports[sample] } }
    }
    let evidence = PatientEvidence(
      id: plan.id, sex: plan.isMale ? .male : .female, build: .hg19, samples: samples,
      mutations: kept.map(\.site.mutation),
      observations: used.indices.map { sample in kept.map { .counted($0.reads[sample]) } },
      copyNumbers: copies,
      depths: used.indices.map { sample in kept.map { $0.reads[sample].depth }.sorted() },
      flags: kept.map { _ in [] }, supporting: supporting)
    guard let evidence else { preconditionFailure("tables of different shapes") }
    return SimulatedPatient(
      evidence: evidence,
      mutations: kept.map { entry in
        var truth = entry.site.truth
        if !plan.hasEarlier { truth.earlierFraction = nil }
        return truth
      },
      samples: used.map { truths[$0] }, segments: segments,
      copyNumbers: used.map { sample in
        kept.map {
          let arm = arms[$0.site.arm]
          return ArmHistory.copyNumber(sample == 0 ? arm.earlier : arm.later)
        }
      },
      isRelated: plan.tree.isRelated,
      scenario: scenario.name)
  }

  // MARK: - Sites

  private func sites(
    of plan: PatientPlan, arms: [ArmHistory], using random: RandomSource
  ) -> [Site] {
    var sites: [Site] = []
    var taken: Set<Variant> = []
    for planted in plan.planted {
      guard let arm = HumanGenome.arm(of: planted.mutation.variant),
        taken.insert(planted.mutation.variant).inserted
      else { continue }
      var attempt = 0
      while attempt < 50 {
        attempt += 1
        if let site = self.site(
          planted.mutation, arm: arm, clone: planted.clone, plan: plan, arms: arms, using: random)
        {
          sites.append(site)
          break
        }
      }
    }
    let weights = plan.tree.clones.map(\.weight)
    var real = 0
    var attempts = 0
    while real < plan.passengers, attempts < 20 * plan.passengers + 100 {
      attempts += 1
      let (mutation, arm) = names.mutation(using: random)
      let clone = random.discrete(weights: weights)
      guard !taken.contains(mutation.variant),
        let site = self.site(
          mutation, arm: arm, clone: clone, plan: plan, arms: arms, using: random)
      else { continue }
      taken.insert(mutation.variant)
      sites.append(site)
      real += 1
    }
    // Sites where something else than a mutation gives alternate reads: in both samples, as where
    // reads are misplaced, or in one.
    for _ in 0..<random.poisson(mean: scenario.artefactSites * Double(plan.passengers)) {
      let (mutation, arm) = names.mutation(using: random)
      guard taken.insert(mutation.variant).inserted else { continue }
      let frequency = random.logUniform(in: 0.01...0.06)
      let place = random.index(below: 3)
      sites.append(
        Site(
          mutation: mutation,
          truth: MutationTruth(
            earlierFraction: 0, laterFraction: 0, earlierMultiplicity: 0, laterMultiplicity: 0,
            isDeletedEarlier: false, isRelated: plan.tree.isRelated),
          arm: arm,
          artefacts: (place != 1 ? frequency : 0, place != 0 ? frequency : 0), captureOdds: 1))
    }
    return sites
  }

  private func site(
    _ mutation: Mutation, arm: Int, clone: Int, plan: PatientPlan, arms: [ArmHistory],
    using random: RandomSource
  ) -> Site? {
    let clone = plan.tree.clones[clone]
    guard let copies = arms[arm].multiplicities(of: clone.place, using: random) else {
      return nil
    }
    let earlier = copies.earlier > 0 ? clone.earlier : 0
    let later = copies.later > 0 ? clone.later : 0
    guard earlier > 0 || later > 0 else { return nil }
    let isIndel = mutation.variant.kind != .snv && mutation.variant.kind != .mnv
    let captureOdds = random.logNormal(
      meanLog: isIndel ? scenario.indelBias : 0,
      isIndel ? scenario.indelBiasDeviation : scenario.substitutionBiasDeviation)
    return Site(
      mutation: mutation,
      truth: MutationTruth(
        earlierFraction: earlier, laterFraction: later,
        earlierMultiplicity: earlier > 0 ? copies.earlier : 0,
        laterMultiplicity: later > 0 ? copies.later : 0,
        isDeletedEarlier: clone.earlier > 0 && earlier == 0, isRelated: plan.tree.isRelated),
      arm: arm, artefacts: (0, 0),
      captureOdds: captureOdds)
  }

  private func siteTruth(of site: Site, sample: Int, arms: [ArmHistory]) -> SiteTruth {
    let isEarlier = sample == 0
    let arm = arms[site.arm]
    let multiplicity = Double(
      isEarlier ? site.truth.earlierMultiplicity : site.truth.laterMultiplicity)
    // Cells without the change have the mutation on one copy.
    let unchanged = min(multiplicity, 1)
    let before = arm.start.reduce(0) { $0 + Double($1) }
    let after = (isEarlier ? arm.earlier : arm.later).reduce(0) { $0 + Double($1) }
    let share = isEarlier ? arm.earlierShare : arm.laterShare
    return SiteTruth(
      fraction: isEarlier ? site.truth.earlierFraction ?? 0 : site.truth.laterFraction,
      multiplicity: unchanged + share * (multiplicity - unchanged),
      tumorCopies: before + share * (after - before), normalCopies: before,
      artefactFrequency: isEarlier ? site.artefacts.earlier : site.artefacts.later,
      captureOdds: site.captureOdds, isDeamination: site.mutation.variant.isDeamination)
  }

  // MARK: - What is recorded

  private func sample(
    _ index: Int, of plan: PatientPlan, truth: SampleTruth, using random: RandomSource
  ) -> Sample {
    let isEarlier = index == 0
    let suffix = isEarlier ? plan.suffixes.earlier : plan.suffixes.later
    var sample = Sample(
      id: "\(plan.id)-\(suffix)", patient: plan.id, role: isEarlier ? .primary : .metastasis)
    sample.day = plan.days.map { isEarlier ? $0.earlier : $0.later }
    sample.specimen = truth.isFixed ? .ffpe : .freshFrozen
    let deviation = random.uniform(in: scenario.purityDeviation)
    var recorded = truth.purity + deviation * random.normal()
    recorded += random.chance(0.5) ? scenario.purityBias : -scenario.purityBias
    // Two decimals, as sheets have them.
    recorded = (min(max(recorded, 0.05), 1) * 100).rounded() / 100
    sample.purity = Purity(recorded)
    if deviation > 0, random.chance(scenario.recordsPurityDeviation) {
      sample.purityDeviation = max((deviation * 100).rounded() / 100, 0.01)
    }
    return sample
  }

  private static func segments(_ recorded: [CopyNumber]) -> [CopyNumberSegment] {
    zip(HumanGenome.arms, recorded).compactMap { arm, copies in
      CopyNumberSegment(
        chromosome: arm.chromosome, start: arm.range.lowerBound, end: arm.range.upperBound,
        copyNumber: copies)
    }
  }
}

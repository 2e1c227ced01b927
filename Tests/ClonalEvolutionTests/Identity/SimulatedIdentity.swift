import ClonalEvolution
import TumorModel
import TumorSimulation

/// A simulated study as the searches for swapped samples see it.
struct SimulatedIdentity {
  let study: MixedUpStudy
  let evidence: [PatientEvidence]
  let identity: StudyIdentity

  /// - Parameter frequencies: Whether the panel's frequencies are known.
  init(_ study: MixedUpStudy, frequencies: Bool = true) {
    self.study = study
    let sites = (study.panel?.sites ?? []).map {
      GermlineGenotypes.Site(
        variant: $0.variant, populationFrequency: frequencies ? $0.frequency : nil)
    }
    evidence = study.patients.map { patient in
      var supporting = SupportingEvidence()
      if !patient.germline.isEmpty {
        supporting.genotypes = GermlineGenotypes(
          sites: sites, counts: patient.germline.map { $0.map { $0 } })
      }
      let old = patient.evidence
      let evidence = PatientEvidence(
        id: old.id, sex: old.sex, build: old.build, samples: old.samples, mutations: old.mutations,
        observations: old.observations, copyNumbers: old.copyNumbers, depths: old.depths,
        flags: old.flags, supporting: supporting)
      guard let evidence else { preconditionFailure("tables of different shapes") }
      return evidence
    }
    identity = Self.identity(evidence)
  }

  /// What the searches find.
  static func identity(_ patients: [PatientEvidence]) -> StudyIdentity {
    let search = GermlineSearch(patients: patients.count) {
      StudySamples.Patient(
        id: patients[$0].id, samples: patients[$0].samples + patients[$0].supporting.normals,
        genotypes: patients[$0].supporting.genotypes)
    }
    var numbers: [Variant: UInt64] = [:]
    for variant in patients.flatMap({ $0.mutations.map(\.variant) }) where numbers[variant] == nil {
      numbers[variant] = UInt64(numbers.count)
    }
    return StudyIdentity(germline: search, links: search.links(of: 0..<search.count)) { index in
      patients[index].observations.map { row in
        zip(patients[index].mutations, row).compactMap { mutation, observation in
          guard mutation.variant.kind == .snv, let counts = observation.counts,
            counts.alternate >= 5, 20 * counts.alternate >= counts.depth
          else { return nil }
          return numbers[mutation.variant]
        }
      }
    }
  }

  /// The analysis of the study.
  func analysis() -> OriginAnalysis {
    let parameters = OriginParameters()
    var analysis = OriginAnalysis(
      parameters: parameters,
      context: StudyContext(
        learningFrom: evidence.filter { !identity.isInDoubt($0.id) }, parameters: parameters,
        variantFrequencies: StudySimulator.variantFrequencies))
    analysis.identity = identity
    return analysis
  }

  /// Exomes with mutations enough to tell one tumour from two.
  static let exome: Scenario = {
    var scenario = Scenario.standard
    scenario.mutations = 60...300
    return scenario
  }()
}

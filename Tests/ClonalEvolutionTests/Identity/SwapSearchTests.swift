import ClonalEvolution
import Testing
import TumorModel
import TumorSimulation

/// Exchanged samples and second primaries of simulated studies: found, and nobody else suspected.
@Suite struct SwapSearchTests {
  private static let seeds: [UInt64] = [101, 102, 103]

  private func troubled(_ findings: [SwapFinding]) -> Set<Set<String>> {
    Set(findings.filter { $0.kind == .exchanged }.map { [$0.patient, $0.otherPatient] })
  }

  @Test(arguments: seeds)
  func `finds what was mixed up and calls no origin on it`(seed: UInt64) throws {
    let simulated = SimulatedIdentity(
      MixedUpStudy(
        scenarios: [SimulatedIdentity.exome], seed: seed, patients: 80, exchanges: 2,
        secondPrimaries: 4, germlineSites: 100))
    let study = simulated.study
    #expect(troubled(simulated.identity.findings) == Set(study.exchanges.map { Set($0) }))
    #expect(simulated.identity.findings.allSatisfy { $0.kind == .exchanged })
    #expect(simulated.identity.findings.count == 8, "each of the four samples of two exchanges")
    let analysis = simulated.analysis()
    let exchanged = Set(study.exchanges.joined())
    var found = 0
    for evidence in simulated.evidence {
      let origins = analysis.origins(of: evidence)
      let pair = try #require(origins.pairs.first)
      let isExchanged = exchanged.contains(evidence.id)
      let isSecond = study.secondPrimaries.contains(evidence.id)
      #expect(pair.identity.verdict == (isExchanged ? .mismatch : .match), "\(evidence.id)")
      #expect(pair.identity.sites > 90)
      if isExchanged {
        #expect(pair.identity.earlierOwner != nil && pair.identity.laterOwner != nil)
        #expect(
          origins.calls.allSatisfy {
            $0.reason == .identityNotEstablished || $0.reason == .notAssessable
          })
        #expect(origins.calls.allSatisfy { $0.probabilities != nil }, "posteriors stay filled")
        #expect(origins.sensitivity.allSatisfy { $0.label == .indeterminate })
      } else if isSecond {
        // Shallow or impure tissue can leave it undecided, and the calls say so.
        #expect(pair.verdict != .related, "\(evidence.id): \(pair.logBayesFactor)")
        if pair.verdict == .independent {
          found += 1
          #expect(origins.calls.allSatisfy { $0.reason == .unrelated })
        } else {
          #expect(origins.calls.allSatisfy { $0.flags.contains(.relatednessNotEstablished) })
        }
      } else {
        #expect(pair.verdict != .independent, "\(evidence.id)")
        #expect(origins.calls.allSatisfy { $0.reason != .unrelated })
        #expect(origins.calls.allSatisfy { $0.reason != .identityNotEstablished })
      }
    }
    #expect(found >= 3, "\(found) of 4 second primaries found")
  }

  @Test(arguments: seeds)
  func `exomes show an exchange by their mutations alone`(seed: UInt64) {
    let simulated = SimulatedIdentity(
      MixedUpStudy(
        scenarios: [SimulatedIdentity.exome], seed: seed, patients: 80, exchanges: 3,
        secondPrimaries: 3, germlineSites: 0))
    #expect(
      troubled(simulated.identity.findings) == Set(simulated.study.exchanges.map { Set($0) }))
    #expect(simulated.identity.findings.allSatisfy { $0.kind == .exchanged })
    #expect(simulated.identity.findings.allSatisfy { $0.evidence == .mutations })
    #expect(simulated.identity.findings.allSatisfy { ($0.ownSharedMutations ?? 0) <= 2 })
  }

  @Test func `frequencies that no file tells are learnt from the study`() {
    let study = MixedUpStudy(
      scenarios: [.lohLater, .lowPurity], seed: 5, patients: 60, exchanges: 2, secondPrimaries: 0,
      germlineSites: 60)
    let simulated = SimulatedIdentity(study, frequencies: false)
    #expect(troubled(simulated.identity.findings) == Set(study.exchanges.map { Set($0) }))
    let exchanged = Set(study.exchanges.joined())
    for evidence in simulated.evidence {
      let pair = simulated.identity.samples(of: evidence).pair(earlier: 0, later: 1)
      #expect(pair.verdict == (exchanged.contains(evidence.id) ? .mismatch : .match))
    }
  }

  @Test func `no alarm among 240 patients, in panels with 24 variants`() {
    var (matches, undecided) = (0, 0)
    for seed in [UInt64(1), 2, 3] {
      let simulated = SimulatedIdentity(
        MixedUpStudy(
          scenarios: Scenario.all, seed: seed, patients: 80, exchanges: 0, secondPrimaries: 0,
          germlineSites: 24))
      #expect(simulated.identity.findings.isEmpty)
      for evidence in simulated.evidence {
        switch simulated.identity.samples(of: evidence).pair(earlier: 0, later: 1).verdict {
        case .match: matches += 1
        case .undecided: undecided += 1
        case .mismatch: Issue.record("\(evidence.id): a false alarm")
        case .notTested: Issue.record("\(evidence.id): not tested")
        }
      }
    }
    #expect(matches + undecided == 240)
    #expect(matches >= 215, "\(matches) of 240 match")
  }

  @Test func `a further primary of another tumour is left out of the joint call`() throws {
    let simulated = SimulatedIdentity(
      MixedUpStudy(
        scenarios: [SimulatedIdentity.exome], seed: 9, patients: 30, exchanges: 0,
        secondPrimaries: 0, extraPrimaries: 4, germlineSites: 100))
    #expect(simulated.identity.findings.isEmpty)
    let analysis = simulated.analysis()
    for id in simulated.study.extraPrimaries {
      let evidence = try #require(simulated.evidence.first { $0.id == id })
      let origins = analysis.origins(of: evidence)
      #expect(origins.pairs.map(\.earlier) == [0, 1, nil])
      #expect(origins.pairs.map(\.verdict) == [.related, .independent, .related], "\(id)")
      #expect(origins.pairs.allSatisfy { $0.identity.verdict == .match })
      let joint = origins.calls.filter { $0.earlier.sample == nil }
      let single = origins.calls.filter { $0.earlier.sample == 0 }
      let other = origins.calls.filter { $0.earlier.sample == 1 }
      #expect(other.allSatisfy { $0.reason == .unrelated })
      // The joint call rests on the one primary of this tumour.
      #expect(
        joint.map { $0.earlier.observation.counts } == single.map { $0.earlier.observation.counts })
      #expect(joint.contains { $0.label == .preexistingClonal })
      #expect(origins.pairs[2].findings.contains(.leftOut(samples: ["\(id)-P2"])))
    }
  }
}

public import TumorModel

/// Why no migrations were looked for in a patient.
public enum MigrationRefusal: String, Hashable, Sendable, CaseIterable, Error {
  /// All samples are of one site.
  case oneSite = "one_site"
  /// No sample is of a solid site.
  case noSite = "no_site"
  /// There are more sites than are looked at.
  case manySites = "many_sites"
  /// No clone was found.
  case noClone = "no_clone"
}

/// The migrations of one patient's tumour cells from each site where the tumour may have begun.
public struct SiteMigrations: Sendable {
  /// The sites.
  public let sites: CloneSites
  /// The migrations from each of `sites.origins`, in that order; origins without an answer are left out.
  public let fromOrigins: [PatientMigrations]
}

extension MigrationAnalysis {
  /// Finds the migrations between the sites of a patient's samples.
  ///
  /// - Parameters:
  ///   - trees: The trees of `clones`.
  ///   - clones: The patient's clones.
  ///   - samples: The patient's samples, as the clones' fractions have them.
  ///   - inference: How the trees were inferred.
  /// - Throws: ``MigrationRefusal`` where the samples or the clones allow no answer.
  public func migrations(
    of trees: PatientTrees, of clones: PatientClones, samples: [Sample],
    inference: CloneTreeAnalysis
  ) throws(MigrationRefusal) -> SiteMigrations {
    let sites = CloneSites(samples, isTold: clones.isTold)
    guard sites.count > 0 else { throw .noSite }
    guard sites.count > 1 else { throw .oneSite }
    guard sites.count <= Self.mostSites else { throw .manySites }
    let placed = inference.siteTrees(
      trees, of: clones, sites: sites, least: leastProportion, most: mostTrees)
    let found = sites.origins.compactMap {
      migrations(of: placed, sites: sites.count, origin: $0)
    }
    guard !found.isEmpty else { throw .noClone }
    return SiteMigrations(sites: sites, fromOrigins: found)
  }
}

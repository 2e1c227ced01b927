package import ClonalEvolution
import GenomicFiles
import Studies
import TumorModel

extension StudySource {
  /// Compares all samples of the study with all.
  package func identity(threads: Int) async throws -> StudyIdentity {
    let study = study
    let search = GermlineSearch(patients: study.patientCount) { index in
      StudySamples.Patient(
        id: study.patientIDs[index],
        samples: study.samples(ofPatientAt: index) + study.normals(ofPatientAt: index),
        genotypes: study.genotypes(ofPatientAt: index))
    }
    var links: [SampleLink] = []
    try await OrderedPipeline(count: search.count, threads: threads).run {
      search.links(of: $0)
    } write: {
      links += $0
    }
    return StudyIdentity(germline: search, links: links) {
      study.plainSubstitutions(ofPatientAt: $0)
    }
  }
}

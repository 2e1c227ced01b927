import TumorModel

extension HER2Cohort {
  /// The cohort as a study folder: sheet, MAF, segments of paired patients, treatments, truth and
  /// a README.
  public func files(seed: UInt64) -> [StudyFile] {
    let title =
      "made by `metachron simulate her2-cohort --seed \(seed)`; no row is of a real patient"
    let folder = StudyFolder(patients: patients, title: title, segmentsForPairsOnly: true)
    var rows = "# synthetic data: \(title)\n"
    rows += "patient,agent,class,start_day,stop_day,best_response\n"
    for line in treatments {
      let stop = line.stop.map(String.init) ?? ""
      rows += "\(line.patient),\(line.agent),\(line.kind),\(line.start),\(stop)"
      rows += ",\(line.bestResponse)\n"
    }
    return folder.files + [
      StudyFile(path: "treatments.csv", text: rows),
      StudyFile(path: "README.md", text: Self.readme(seed: seed)),
    ]
  }

  private static func readme(seed: UInt64) -> String {
    """
    Synthetic data: no row in this folder comes from a real patient.

    # A cohort modelled on the HER2 study

    168 patients have a metastatic biopsy. Of these biopsies, 12 have an ERBB2 mutation, 8 of them an activating one, and
    in 5 of those 8 patients the primary was sequenced too. These numbers are those of a published study (Nayar et al.
    2019, PMID 30531871, [doi:10.1038/s41588-018-0287-5](https://doi.org/10.1038/s41588-018-0287-5)), which found no
    evidence of the mutation in 4 of the 5 primaries. Everything else is simulated:

        metachron simulate her2-cohort --seed \(seed) -o her2-cohort

    writes these files again, byte for byte.

    In the simulated truth, four of the five mutations are absent from the sampled primary. One of these primaries has
    such low depth and purity that no one could tell: the correct answer there is "indeterminate". The fifth mutation was
    in 12–20 % of the primary's tumour cells.

    | file | contents |
    |---|---|
    | `samples.csv` | the study sheet |
    | `mutations.maf` | reads of every mutation in every sample of its patient (hg19) |
    | `segments/` | copy numbers, for patients with a primary |
    | `treatments.csv` | lines of treatment, in days from diagnosis |
    | `truth.tsv` | the truth for each mutation; `origin` is empty without a primary |
    | `truth_samples.tsv` | true purity, error rates and precision of each sample |

    The mutations of ERBB2, ESR1 and the other drivers are real changes at their real positions. The passengers are
    invented changes in real genes. Primaries are formalin-fixed, with C>T noise.

    Expected output:

        metachron run samples.csv -o results --genes ERBB2,ESR1
        metachron cohort results --gene ERBB2 -o cohort

    The funnel is 168, 12, 8, 5; 3 acquired, 1 pre-existing, 1 indeterminate. In 77 % of the 5 patients less than 5 % of
    the sampled primary's tumour cells carried the mutation (95 % interval 25 % to 99 %). No patient has both an ERBB2
    and an ESR1 mutation, whereas 1.3 would be expected: far too few to tell whether the two exclude each other (mid-p
    0.12, power 0.01). No gene is acquired more often than the same patients' other mutations at a false discovery rate
    of 0.1.

    """
  }
}

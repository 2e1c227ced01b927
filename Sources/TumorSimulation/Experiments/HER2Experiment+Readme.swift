extension HER2Experiment {
  /// What the folder holds and what the commands make of it.
  static func readme(seed: UInt64) -> String {
    """
    Synthetic data: no row in this folder comes from a well or a patient.

    # Plates and patients modelled on the HER2 study

    Cells with an activating HER2 mutation resist fulvestrant; does neratinib bring the response back? The shape of the
    experiment is that of a published one (Nayar et al. 2019, PMID 30531871,
    [doi:10.1038/s41588-018-0287-5](https://doi.org/10.1038/s41588-018-0287-5)). All doses and effects are invented:

        metachron simulate her2-neratinib --seed \(seed) -o her2-neratinib

    writes these files again, byte for byte.

    | file | contents |
    |---|---|
    | `plates.tsv` | MCF7 and T47D cells with GFP, HER2 or one of four HER2 mutants, under eight doses of fulvestrant times six of neratinib, on three plates each, with vehicle, killed and blank wells and counts at the start |
    | `truth.tsv` | of each line, the doses at which each drug has half of its effect on the rate of division, and by what factor neratinib makes fulvestrant more potent |
    | `courses.tsv` | sums of target lesions of the twelve patients of `../her2-cohort` with an ERBB2 mutation |

    Drugs slow division; cells that do not divide stay as many as they were. In L869R/T798I the gatekeeper keeps neratinib
    out, in L755S it brings back a part.

    Days of the courses count from the diagnosis, as those of the cohort do. The treatment is the one that the cohort's
    `treatments.csv` has after the biopsy, with the same start and the same best response, and progression is found on the
    day on which it stops. A patient whose best response is progression has it at the first assessment; what
    `treatments.csv` has after that is treatment beyond progression.

    Expected output:

        metachron response curves plates.tsv --reference GFP -o responses
        metachron response combinations plates.tsv --reference GFP -o responses
        metachron response clinical courses.tsv -o courses

    Neratinib alone has no IC50 with GFP and with L869R/T798I: it is not reached, or there is no effect. In MCF7 cells,
    neratinib restores the sensitivity to fulvestrant with S310F and V777L. With L755S, and in T47D cells with all three,
    it increases the sensitivity, and whether as far as with GFP is open. With HER2 itself and with L869R/T798I it only
    adds its own effect.

    3 of the 12 patients respond (95 % interval 5 % to 57 %); the partial response of P109, under neratinib and
    fulvestrant, lasts 219 days.

    """
  }
}

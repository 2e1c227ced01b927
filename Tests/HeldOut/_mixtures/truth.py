"""The true class of each site in each pair of samples."""

from itertools import product

import numpy as np

from .tables import in_order

CLONAL = 0.98


def is_real(site):
    """Whether some sampled tumour cell or some blood cell has the change. Otherwise errors were listed."""
    return site.source == "haematopoiesis" or site.fractions is not None and any(site.fractions)


def origin(earlier, later):
    """The class of a mutation by its fractions in the earlier and later tissue."""
    if later > 0:
        return "acquired" if earlier == 0 else "pre_clonal" if earlier >= CLONAL else "pre_subclonal"
    return "lost" if earlier > 0 else "absent"


def sides(patient):
    """The samples of both sides, one by one and then, where there are several, joined."""
    for wanted in (True, False):
        indices = [index for index, sample in enumerate(patient.samples) if (sample.role == "primary") == wanted]
        side = [([index], patient.samples[index].name) for index in indices]
        yield side + ([(indices, "*")] if len(indices) > 1 else [])


def truth_rows(patients):
    for patient in patients:
        earlier, later = sides(patient)
        for site in in_order(patient.sites):
            change = site.change
            for (before, name), (after, other) in product(earlier, later):
                found = ["", ""]
                kind = "germline" if site.source == "germline" else "artefact"
                if is_real(site):
                    # Regions are parts of one tumour, metastases are not: there the greatest fraction is told.
                    fractions = (float(np.mean([site.fractions[i] for i in before])),
                                 max(site.fractions[i] for i in after))
                    found, kind = [f"{fraction:.4f}" for fraction in fractions], origin(*fractions)
                yield [patient.name, name, other, change.gene, change.chromosome, change.position, change.ref,
                       change.alt, kind, *found, site.source]

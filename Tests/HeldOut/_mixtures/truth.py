"""The true class of each site in each pair of samples."""

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


def truth_rows(patients):
    for patient in patients:
        later = len(patient.samples) - 1
        earlier = [([index], patient.samples[index].name) for index in range(later)]
        if later > 1:
            earlier.append((list(range(later)), "*"))
        for site in in_order(patient.sites):
            change = site.change
            for indices, name in earlier:
                found = ["", ""]
                kind = "germline" if site.source == "germline" else "artefact"
                if is_real(site):
                    before, after = float(np.mean([site.fractions[i] for i in indices])), site.fractions[later]
                    found, kind = [f"{before:.4f}", f"{after:.4f}"], origin(before, after)
                yield [patient.name, name, patient.samples[later].name, change.gene, change.chromosome, change.position,
                       change.ref, change.alt, kind, *found, site.source]

"""What --self-check asserts."""

from collections import Counter

import numpy as np

from . import clones, copies
from .patients import draw_study
from .scenarios import SCENARIOS
from .truth import truth_rows


def check_copies():
    """Expected shares that are easily worked out by hand."""
    one, both = {0: ((1, 1), 1)}, {0: ((2, 0), 2)}
    assert copies.frequency({0: 1.0}, one, 0.5, 2)[:2] == (0.25, 1.0)
    assert copies.frequency({0: 1.0}, both, 0.5, 2)[:2] == (0.5, 1.0)
    assert copies.frequency({0: 1.0}, {0: ((1, 0), 1)}, 1.0, 1)[0] == 1.0
    assert np.allclose(copies.frequency({0: 0.6, 1: 0.4}, {0: ((1, 1), 0), 1: ((1, 1), 1)}, 0.8, 2)[:2], (0.16, 0.4))
    history = clones.History([clones.Clone(None, "trunk", np.zeros(2))], {0: 1.0}, [{0: 1.0}], "monoclonal")
    history.clones[0].events = [copies.Event(time, kind, frozenset([0]), 1)
                                for time, kind in ((0.5, "loss"), (0.7, "double"))]
    rng = np.random.default_rng(0)
    for time, allele, mutated in ((0.2, 0, 2), (0.2, 1, 0), (0.6, 1, 2), (0.9, 0, 1)):
        assert copies.follow(rng, history, 0, (1, 1), (0, time, allele))[0] == ([2, 0], mutated)


def check_patient(scenario, patient):
    for sample in patient.samples:
        assert abs(sum(sample.tissue.values()) - 1) < 1e-9
        assert sample.role == "plasma" or 0.1 <= sample.purity <= 0.95
        assert (sample.statement is not None) <= scenario.stated
        if scenario.purity_off and sample.statement.solution == "true" and 0.25 < sample.purity < 0.8:
            assert 0.099 < abs(sample.statement.purity - sample.purity) < 0.201
    for site in patient.sites:
        assert any(site.listed) and all(0 <= each.alt <= each.depth for each in site.reads)


def check_spread(patients):
    """Mutations that the primary lacks are in all metastases, in some and in one."""
    patterns = Counter()
    for patient in patients:
        for site in patient.sites:
            if site.fractions and site.fractions[0] == 0:
                present = sum(fraction > 0 for fraction in site.fractions)
                everywhere = present == len(patient.samples) - 1
                patterns["all" if everywhere else "one" if present == 1 else "some" if present else "none"] += 1
    assert {"all", "some", "one"} <= set(patterns), patterns


def self_check():
    """Asserts that every scenario has what it should, and that reads follow the truth."""
    check_copies()
    for name, scenario in SCENARIOS.items():
        patients = draw_study(scenario, 5, 14)
        rows = list(truth_rows(patients))
        assert rows == list(truth_rows(draw_study(scenario, 5, 14))), f"{name}: the seed does not decide"
        classes, sources = Counter(row[8] for row in rows), Counter(row[-1] for row in rows)
        wanted = {"acquired", "pre_clonal"} | (set() if scenario.assay == "panel" else {"pre_subclonal", "artefact"})
        assert wanted <= set(classes), f"{name}: {classes}"
        assert name != "germline" or classes["germline"] > 20, f"{name}: {classes}"
        assert name != "regions" or classes["absent"] and any(row[1] == "*" for row in rows), f"{name}: {classes}"
        assert name != "plasma" or sources["haematopoiesis"] > 3, f"{name}: {sources}"
        assert name != "ffpe" or sources["damage"] > 0.05 * len(rows), f"{name}: {sources}"
        assert name != "wgd" or sum(patient.doubled for patient in patients) > 7
        if scenario.metastases:
            check_spread(patients)
        for patient in patients:
            check_patient(scenario, patient)
        # Where every sample has many reads, the caller's selection no longer moves the share of reads.
        ratios = [each.alt / each.depth / share for patient in patients for site in patient.sites
                  if site.fractions and all(site.listed) for share, each in zip(site.shares, site.reads)
                  if share * each.depth > 25]
        assert not ratios or 0.9 < np.median(ratios) < 1.06, f"{name}: reads over truth {np.median(ratios):.3f}"
    print("mixtures: every scenario is as described")

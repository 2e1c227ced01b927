"""Patients: their tissues, libraries, mutations, and the sites that the caller lists."""

from dataclasses import dataclass, field, replace

import numpy as np

from . import artefacts, clones, copies, genome, reads
from .scenarios import AMOUNTS, CALLERS


@dataclass
class Sample:
    name: str
    role: str
    day: int
    specimen: str
    tissue: dict
    purity: float
    library: reads.Library
    statement: copies.Statement | None = None
    subclones: bool = False
    purity_sd: str = ""
    level: float = 1.0  # copies of the genome relative to a normal cell, by which the depth is scaled


@dataclass
class Patient:
    name: str
    sex: str  # as the sheet has it; empty if unknown
    samples: list
    seeding: str
    doubled: bool
    sites: list = field(default_factory=list)


def draw_purity(rng):
    return float(np.clip(0.1 + 0.85 * rng.beta(2.0, 1.7), 0.1, 0.95))


def draw_samples(rng, scenario, name, history, days):
    """The tissues of a patient, earlier ones first."""
    plasma = scenario.assay == "plasma"
    low, high = {"wes": (60, 150), "panel": (300, 1500), "plasma": (300, 1500)}[scenario.assay]
    number = scenario.regions if scenario.regions == 1 else scenario.regions + int(rng.integers(3))
    samples = []
    for index in range(number):
        fixed = scenario.fixed or (scenario.assay != "wes" and rng.random() < 0.5)
        tissue = clones.sample_tissue(rng, history.primary) if number == 1 else \
            clones.sample_region(rng, history, rng.normal(0, 0.6, 2))
        samples.append(Sample(
            f"{name}-primary" + (f"-R{index + 1}" if number > 1 else ""), "primary", 0,
            "ffpe" if fixed else "fresh_frozen", tissue, draw_purity(rng),
            reads.draw_library(rng, low, high, 4e-4, ffpe=fixed)))
    for index, masses in enumerate(history.later):
        fixed = not plasma and rng.random() < 0.15
        # Later metastases are taken with the first or up to two years after the one before.
        days += int(rng.integers(30, 700)) if index and rng.random() < 0.5 else 0
        samples.append(Sample(
            f"{name}-{'plasma' if plasma else 'metastasis'}" + (f"-{index + 1}" if len(history.later) > 1 else ""),
            "plasma" if plasma else "metastasis", days,
            "plasma" if plasma else "ffpe" if fixed else "fresh_frozen", clones.sample_tissue(rng, masses),
            float(np.exp(rng.uniform(np.log(1e-3), np.log(0.6)))) if plasma else draw_purity(rng),
            reads.draw_library(rng, 2000, 30000, 2e-5, duplex=True) if plasma else
            reads.draw_library(rng, low, high, 4e-4, ffpe=fixed)))
    return samples


def draw_drivers(rng, history, sex, deamination):
    """Drivers of the trunk, a few of sub-clones, and those that treatment selects."""
    def of(nodes, number, column):
        weights = {gene: row[column] for gene, row in genome.GENES.items() if sex == "male" or row[0] != "Y"}
        for _ in range(number):
            yield int(nodes[rng.integers(len(nodes))]), genome.driver_change(rng, genome.choose(rng, weights),
                                                                             deamination)
    def kind(*names):
        return [index for index, clone in enumerate(history.clones) if clone.kind in names]

    yield from of([0], 1 + rng.poisson(2), 3)
    if early := kind("primary", "sweep", "lineage"):
        yield from of(early, rng.poisson(0.9), 3)
    yield from of(kind("founder", "metastatic"), rng.poisson(1.1), 4)


def draw_mutations(rng, scenario, history, sex, panel, years):
    """Clone, change and whether it is a driver. Burdens are log-normal, drivers far more frequent than by chance."""
    burden = int(np.clip(rng.lognormal(np.log(60), 0.9), 6, 500) * (1 + 0.3 * (len(history.later) - 1)))
    if scenario.assay != "wes":
        burden = int(rng.poisson(burden * (0.004 * len(panel) if scenario.assay == "panel" else 0.12)))
    deamination = rng.beta(5, 4)
    for node, number in enumerate(clones.burdens(rng, history, burden, years)):
        for _ in range(number):
            place = genome.random_position(rng, sex, panel)
            yield node, genome.change_at(rng, *place, deamination), False
    for node, change in draw_drivers(rng, history, sex, deamination):
        if not panel or change.gene in panel:
            yield node, change, True


def somatic_sites(rng, mutations, history, segments, samples, sex):
    """Each mutation with its expected share and true fraction in every sample."""
    for node, change, driver in mutations:
        segment = copies.find_segment(segments, change.chromosome, change.position)
        start = copies.inherited(change.chromosome, sex)

        def draw():
            return copies.follow(rng, history, segment, start, (node, rng.random(), int(rng.integers(2))))

        ends = draw()
        if driver:  # a second hit is selected: of two possible histories, the one with more mutated copies
            ends = max(ends, draw(), key=lambda ends: sum(mutated for _, mutated in ends.values()))
        shares, fractions, amounts = zip(*(copies.frequency(sample.tissue, ends, sample.purity, sum(start))
                                           for sample in samples))
        yield reads.Site(change, history.clones[node].kind + ("_driver" if driver else ""), list(shares),
                         list(fractions), [amount / sample.level for amount, sample in zip(amounts, samples)])


def state(rng, scenario, history, segments, samples, sex):
    """What the sheet will say of purity and copy numbers."""
    neutral = [copies.follow(rng, history, index, copies.inherited(chromosome, sex))
               for index, (chromosome, *_) in enumerate(segments)]
    lengths = [end - start for _, start, end in segments]
    for sample in samples:
        truth = copies.profile(sample.tissue, neutral)
        totals = [sum(share * sum(pair) for pair, share in parts) for parts in truth]
        sample.level = (sample.purity * np.average(totals, weights=lengths) + (1 - sample.purity) * 2) / 2
        if not scenario.stated or scenario.assay == "plasma" and rng.random() < 0.4:
            continue
        purity = sample.purity
        if sample.role == "plasma":
            purity *= rng.lognormal(0, 0.3)
        elif scenario.purity_off:
            purity += rng.choice([-1, 1]) * rng.uniform(0.1, 0.2)
        else:
            purity += rng.normal(0, 0.04)
            sample.purity_sd = "0.05" if rng.random() < 0.5 else ""
        sample.subclones = scenario.assay == "wes" and not scenario.purity_off and rng.random() < 0.4
        sample.statement = copies.state_copies(rng, segments, truth, purity, scenario.wrong_share,
                                               scenario.alternatives, sample.subclones)
        tissue = sample.role != "plasma"
        sample.statement.purity = float(np.clip(sample.statement.purity, 0.05 if tissue else 5e-4, 1.0))
        if scenario.assay == "panel" and rng.random() < 0.5 or not tissue and sample.purity < 0.1:
            sample.statement.rows = []  # small panels and dilute plasma seldom give copy numbers


def seen_in_normal(site):
    depth, alt = site.normal_reads
    return alt >= 2 and alt > 0.02 * depth


def draw_patient(rng, scenario, name, panel, batches):
    """A patient with the sites that the caller lists in any sample."""
    sex = "male" if rng.random() < 0.4 else "female"
    days = int(np.clip(rng.lognormal(np.log(900), 0.7), 60, 6000))
    history = clones.draw_spread(rng) if scenario.metastases else \
        clones.draw_history(rng, polyclonal=0.3 if scenario.assay == "plasma" else 0.15)
    segments = copies.draw_segments(rng, sex)
    doubled = copies.draw_events(rng, history, segments, scenario.doubling)
    samples = draw_samples(rng, scenario, name, history, days)
    state(rng, scenario, history, segments, samples, sex)
    patient = Patient(name, sex if rng.random() < 0.96 else "", samples, history.seeding, doubled)

    tissues = [sample.tissue for sample in samples]
    purities = [sample.purity for sample in samples]
    levels = [sample.level for sample in samples]
    plasma = [sample.role == "plasma" for sample in samples]
    amounts = replace(AMOUNTS[scenario.assay], damage=scenario.damage if scenario.assay == "wes" else 1.5)
    caller = replace(CALLERS[scenario.assay], weighs_orientation=not scenario.vcf)
    libraries = [sample.library for sample in samples]
    # A blood sample is sequenced less than a tumour; that of plasma nearly as deeply as the plasma itself.
    normal = reads.draw_library(rng, *((800, 8000, 3e-5) if scenario.assay == "plasma" else (15, 90, 4e-4)))
    tumour_only = rng.random() < (0.6 if scenario.normal else 0.15)
    leaks = rng.poisson(scenario.leaks * (1.5 if tumour_only else 6))  # most are filtered if a normal was used

    sites = [*somatic_sites(rng, draw_mutations(rng, scenario, history, sex, panel, days / 365), history, segments,
                            samples, sex),
             *artefacts.artefacts(rng, amounts, libraries, batches, sex, panel),
             *artefacts.germline(rng, leaks, history, segments, tissues, purities, levels, sex, panel)]
    if scenario.assay == "plasma":
        sites += artefacts.haematopoiesis(rng, purities, plasma, sex, panel)
    spilled = rng.uniform(0.01, 0.08) if scenario.assay == "wes" and rng.random() < 0.12 else 0.0
    seen = set()
    for site in sites:
        place = (site.change.chromosome, site.change.position)
        if place in seen:
            continue
        seen.add(place)
        if site.fractions and spilled:  # tumour cells in the normal sample
            site.normal_share = spilled * site.shares[0]
        reads.sequence(rng, site, libraries, caller, normal)
        if scenario.assay == "plasma":  # the tissue was called by the rule of tissue panels
            site.listed[:-1] = [CALLERS["panel"].lists(each) for each in site.reads[:-1]]
        kept = tumour_only or site.source == "haematopoiesis"
        if any(site.listed) and (kept or not seen_in_normal(site)):
            patient.sites.append(site)
    return patient


def draw_study(scenario, seed, number):
    """Patients of one study. Small panels are those of three centres."""
    rng = np.random.default_rng(seed)
    common = sorted(genome.GENES, key=lambda gene: -genome.GENES[gene][3] - genome.GENES[gene][4])
    panels = [None]
    if scenario.assay == "panel":
        panels = []
        for _ in range(3):
            size = int(round(np.exp(rng.uniform(0, np.log(40)))))
            core = max(size * 3 // 4, 1)  # every panel has the genes that are mutated most
            panels.append(common[:core] + sorted(map(str, rng.choice(common[core:], size - core, replace=False))))
    batches = [artefacts.batch_sites(rng, 20, panel) for panel in panels]
    patients = []
    while len(patients) < number:
        centre = int(rng.integers(len(panels)))
        patient = draw_patient(rng, scenario, f"P{len(patients) + 1:03d}", panels[centre], batches[centre])
        if patient.sites:
            patients.append(patient)
    return patients

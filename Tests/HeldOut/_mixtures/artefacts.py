"""Sites that are no mutation of the tumour: artefacts, germline variants and mutations of blood cells."""

from dataclasses import dataclass

import numpy as np

from .copies import find_segment, follow, frequency, inherited
from .genome import BLOOD_GENES, GENES, change_at, choose, random_position
from .reads import Site


@dataclass
class Amounts:
    """Mean numbers of candidates per patient, and a factor on their shares of reads."""
    tail: float = 25
    cluster: float = 0.5
    strand: float = 1.5
    batch: float = 0.12  # probability that a sample of a batch shows one of the batch's sites
    mapping: float = 0.8
    damage: float = 0.0
    scale: float = 1.0
    duplex: float = 0.3  # a further factor in duplex libraries; on errors of one strand, its square or less


def somewhere(rng, sex, panel):
    chromosome, position = random_position(rng, sex, panel)
    return change_at(rng, chromosome, position, 0.35, indels=0.1)


def batch_sites(rng, number, panel):
    """Recurrent false sites of each batch of libraries, the same in all patients."""
    return [[(somewhere(rng, "female", panel), rng.beta(2, 45)) for _ in range(number)] for _ in range(3)]


def artefacts(rng, amounts, libraries, batches, sex, panel):
    """Candidates; most of them do not pass the caller."""
    number = len(libraries)

    def site(change, source, shares, **other):
        suppressed = amounts.duplex ** 2.5 if source in ("tail", "strand") else amounts.duplex
        shares = [min(share * amounts.scale * (suppressed if library.duplex else 1), 0.6)
                  for share, library in zip(shares, libraries)]
        return Site(change, source, shares, None, [1.0] * number, **other)

    def one_sample(share, spill=0.0):
        shares = [spill * share] * number
        shares[rng.integers(number)] = share
        return shares

    for _ in range(rng.poisson(amounts.tail)):  # the worst sites of the covered bases
        tendency = 0.004 * (1 + rng.pareto(1.0))
        yield site(somewhere(rng, sex, panel), "tail",
                   [min(tendency * rng.lognormal(0, 0.7), rng.uniform(0.05, 0.15)) for _ in libraries])

    for _ in range(rng.poisson(amounts.cluster)):  # misaligned ends of reads around a repeat or an indel
        chromosome, start = random_position(rng, sex, panel)
        share, spill = rng.beta(2, 22), rng.choice([0, 0, rng.uniform(0.3, 1)])
        shares = one_sample(share, spill)
        offsets = np.sort(rng.choice(150, rng.integers(2, 6), replace=False))
        for offset in offsets:
            yield site(change_at(rng, chromosome, start + int(offset), 0.2, indels=0.2), "cluster",
                       [min(each * rng.lognormal(0, 0.2), 0.5) for each in shares])

    for _ in range(rng.poisson(amounts.strand)):  # damage of one strand
        side = rng.choice([0.03, 0.97])
        yield site(somewhere(rng, sex, panel), "strand", one_sample(rng.beta(2, 30)), forward=[side] * number)

    for batch, recurrent in enumerate(batches):
        for change, share in recurrent:
            shown = [library.batch == batch and rng.random() < amounts.batch for library in libraries]
            if any(shown) and (sex == "male" or change.chromosome != "Y"):
                yield site(change, "batch", [share * rng.lognormal(0, 0.4) * hit for hit in shown])

    for _ in range(rng.poisson(amounts.mapping)):  # reads of a similar sequence elsewhere, in all samples
        share = rng.beta(3, 45)
        yield site(somewhere(rng, sex, panel), "mapping", [share * rng.lognormal(0, 0.2) for _ in libraries],
                   pile_up=rng.uniform(1.1, 2.0))

    for index, library in enumerate(libraries):  # uracils of fixed tissue that were read as thymine
        if not library.damage:
            continue
        for _ in range(rng.poisson(amounts.damage * library.damage / 8e-4)):
            chromosome, position = random_position(rng, sex, panel)
            share = rng.beta(1.2, 26) * (80 / max(library.depth, 15)) ** 0.3
            shares = [0.0] * number
            shares[index] = min(share, 0.3)
            change = change_at(rng, chromosome, position, 1.0, indels=0)
            side = rng.beta(12, 1.2)
            yield site(change, "damage", shares,
                       orientation=[side if change.ref == "C" else 1 - side] * number)


def germline(rng, number, history, segments, tissues, purities, levels, sex, panel):
    """Heterozygous inherited variants, with the imbalance that copy numbers of the tumour give them."""
    for _ in range(number):
        change = somewhere(rng, sex, panel)
        if change.chromosome in "XY" and sex == "male":
            continue
        segment = find_segment(segments, change.chromosome, change.position)
        allele = int(rng.integers(2))
        ends = {node: (copies, copies[allele])
                for node, (copies, _) in follow(rng, history, segment, inherited(change.chromosome, sex)).items()}
        shares, copies = [], []
        for fractions, purity, level in zip(tissues, purities, levels):
            _, _, relative = frequency(fractions, ends, purity, 2)
            carried = purity * sum(share * ends[node][1] for node, share in fractions.items()) + (1 - purity)
            shares.append(carried / (2 * relative) if relative else 0.0)
            copies.append(relative / level)
        yield Site(change, "germline", shares, None, copies, normal_share=0.5)


def haematopoiesis(rng, purities, plasma, sex, panel):
    """Mutations of blood cells: in plasma nearly as in blood, in tissue by the blood cells in it."""
    if rng.random() > 0.42:  # the other patients have no clone that is seen
        return
    for _ in range(1 + rng.poisson(1.2)):
        weights = {name: weight for name, weight in BLOOD_GENES.items() if not panel or name in panel}
        if not weights:
            return
        chromosome, start, end, *_ = GENES[choose(rng, weights)]
        share = float(np.clip(rng.lognormal(np.log(0.012), 1.2), 0.0008, 0.35))
        shares = [share * (1 - purity) * (rng.uniform(0.8, 1.1) if in_plasma else rng.uniform(0.02, 0.35))
                  for purity, in_plasma in zip(purities, plasma)]
        yield Site(change_at(rng, chromosome, int(rng.integers(start, end)), 0.5), "haematopoiesis", shares,
                   [0.0] * len(shares), [1.0] * len(shares), normal_share=share)

"""Libraries, depths, errors and what a caller lists."""

from dataclasses import dataclass, field

import numpy as np

from .genome import Change


@dataclass
class Site:
    """One candidate: what each sample's DNA and library would show of it, and then the reads."""
    change: Change
    source: str  # what made it, such as trunk, founder, cluster, damage, germline or haematopoiesis
    shares: list  # expected share of alternate molecules in each sample
    fractions: list | None  # true cancer cell fractions; None if it is no somatic mutation
    copies: list  # copies relative to a normal cell, which the depth follows
    normal_share: float = 0.0
    forward: list | None = None  # share of alternate reads on the forward strand; None: as the others
    orientation: list | None = None  # share of alternate reads from F1R2 pairs
    pile_up: float = 1.0  # reads of other places that land here
    reads: list = field(default_factory=list)
    normal_reads: tuple = (0, 0)
    listed: list = field(default_factory=list)


@dataclass
class Reads:
    depth: int
    alt: int
    alt_forward: int
    ref_forward: int
    alt_f1r2: int
    ref_f1r2: int


@dataclass
class Library:
    """How one sample was sequenced."""
    depth: float
    errors: float  # mean error rate of an ordinary site
    spread: float  # logit-scale scatter of allele shares from site to site
    unevenness: float
    batch: int
    duplex: bool = False
    damage: float = 0.0  # extra rate of C>T and G>A


@dataclass
class Caller:
    """Fewest alternate reads and depth, and the smallest share, of a listed site."""
    alt: int
    depth: int
    share: float
    weighs_orientation: bool = True  # leaves out what only pairs of one orientation show

    def lists(self, reads):
        one_strand = reads.alt >= 6 and reads.alt_forward in (0, reads.alt) and \
            0.15 < reads.ref_forward / max(1, reads.depth - reads.alt) < 0.85
        one_orientation = self.weighs_orientation and reads.alt >= 7 and \
            not 0.08 < reads.alt_f1r2 / reads.alt < 0.92
        return reads.alt >= self.alt and reads.depth >= self.depth and \
            reads.alt >= self.share * reads.depth and not one_strand and not one_orientation


def draw_library(rng, low, high, errors, duplex=False, ffpe=False):
    """A library whose error rate and evenness are its own. Fixed tissue gives fewer and less even molecules."""
    depth = np.exp(rng.uniform(np.log(low), np.log(high)))
    return Library(
        depth=depth * (rng.uniform(0.25, 0.6) if ffpe else 1),
        errors=errors * rng.lognormal(0, 0.6),
        spread=abs(rng.normal(0.06, 0.05)) + (0.12 if ffpe else 0),
        unevenness=rng.gamma(6, 0.25) + (2 if ffpe else 0),
        batch=int(rng.integers(3)), duplex=duplex,
        damage=rng.lognormal(np.log(8e-4), 0.9) if ffpe else 0.0)


def capture(rng):
    """A site's efficiency of capture, shared by the samples of a patient: good, poor or almost none."""
    kind = rng.choice(3, p=[0.85, 0.12, 0.03])
    return (rng.gamma(7) / 7, rng.gamma(2) / 2 * 0.3, rng.uniform(0, 0.04))[kind]


def error_tendency(rng):
    """A site's error rate relative to its library's: none, ordinary, or from a heavy tail."""
    kind = rng.random()
    if kind < 0.35:
        return 0.0
    if kind < 0.98:
        return rng.beta(0.8, 60) * 61 / 0.8  # mean 1
    return min(8 * (1 + rng.pareto(1.1)), 120)


def sequence(rng, site, libraries, caller, normal):
    """Draws the reads of a site in all samples and, if `normal` is a library, in the normal sample."""
    efficiency, tendency = capture(rng), error_tendency(rng)
    balance = rng.beta(25, 25)
    # The reference's own allele is captured and aligned a little better, that of an indel more so.
    bias = rng.normal(-0.18 if site.change.is_indel else -0.03, 0.05)
    for index, library in enumerate(libraries):
        reads = draw_reads(rng, site, library, site.shares[index], efficiency * max(site.copies[index], 0) *
                           site.pile_up, tendency, balance, bias,
                           site.forward[index] if site.forward else None,
                           site.orientation[index] if site.orientation else None)
        site.reads.append(reads)
        site.listed.append(caller.lists(reads))
    if normal:
        reads = draw_reads(rng, site, normal, site.normal_share, efficiency * site.pile_up, tendency, balance, bias,
                           None, None)
        site.normal_reads = (reads.depth, reads.alt)


def draw_reads(rng, site, library, share, relative, tendency, balance, bias, forward, orientation):
    noise = rng.gamma(library.unevenness * 8) / (library.unevenness * 8)
    depth = int(rng.poisson(library.depth * relative * noise))
    if 0 < share < 1:
        share = 1 / (1 + np.exp(-(np.log(share / (1 - share)) + bias + rng.normal(0, library.spread))))
    rate = library.errors * tendency * (0.3 if site.change.is_indel else 1)
    if site.change.is_deamination:
        rate = 1.8 * rate + library.damage * rng.gamma(0.7) / 0.7
    alt = rng.binomial(depth, share)
    alt += rng.binomial(depth - alt, min(rate, 0.05))
    ref = depth - alt
    return Reads(depth, int(alt),
                 int(rng.binomial(alt, balance if forward is None else forward)), int(rng.binomial(ref, balance)),
                 int(rng.binomial(alt, 0.5 if orientation is None else orientation)), int(rng.binomial(ref, 0.5)))

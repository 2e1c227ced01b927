"""Clone trees by tree-structured stick breaking, and which clones the tissues of a patient hold.

There is no growth: the masses of clones are drawn, not the outcome of divisions. A clone's cancer cell fraction is its
own mass plus that of its descendants, so children never exceed their parent (the pigeonhole rule).
"""

from dataclasses import dataclass, field

import numpy as np

SMALLEST_CLONE = 0.005  # of the cells of a tissue; a smaller one is not in the block that was sampled


@dataclass
class Clone:
    parent: int | None
    kind: str  # trunk, sweep, primary, lineage, founder or metastatic
    place: np.ndarray
    events: list = field(default_factory=list)


@dataclass
class History:
    clones: list
    primary: dict  # the mass of each clone's own cells in the primary tumour
    later: list  # the same of each metastasis
    seeding: str

    def children(self, node):
        return [index for index, clone in enumerate(self.clones) if clone.parent == node]


def add(rng, clones, parent, kind):
    """A new clone near its parent in the tumour."""
    origin = np.zeros(2) if parent is None else clones[parent].place
    clones.append(Clone(parent, kind, origin + rng.normal(0, 0.35, 2)))
    return len(clones) - 1


def break_sticks(rng, clones, root, mass, kind, most=9):
    """Masses of `root` and of new descendants, by nested stick breaking; their number is random."""
    stay = rng.lognormal(0.1, 0.5)  # larger: fewer cells stay in a clone without a further sub-clone
    spread = rng.lognormal(-0.1, 0.5)  # larger: more and smaller children
    first = len(clones)
    masses = {}

    def split(node, mass, level):
        own = mass * rng.beta(1, stay * 0.55 ** level)
        rest = mass - own
        while rest > 0.02 and len(clones) - first < most:
            piece = rest * rng.beta(1, spread)
            rest -= piece
            if piece > 0.015:
                split(add(rng, clones, node, kind), piece, level + 1)
            else:
                own += piece
        masses[node] = own + rest

    split(root, mass, 0)
    return masses


def choose(rng, weights, number):
    nodes, total = list(weights), sum(weights.values())
    return [nodes[i] for i in rng.choice(len(nodes), number, False, [weights[node] / total for node in nodes])]


def draw_history(rng, polyclonal, early=0.18, unsampled=0.25):
    """A primary tumour and what seeded the later one."""
    clones = []
    trunk = root = add(rng, clones, None, "trunk")
    diverged_early = rng.random() < early
    if diverged_early:  # all cells of the primary descend from a sweep that the metastasis had left before
        root = add(rng, clones, trunk, "sweep")
    primary = break_sticks(rng, clones, root, 1.0, "primary")

    fitness = {node: mass ** 0.5 * rng.lognormal(0, 0.8) for node, mass in primary.items()}

    if diverged_early:
        seeding, sources = "early", [trunk]
    elif rng.random() < unsampled:
        inner = {clones[node].parent for node in primary if node != root} | {root}
        source = sorted(inner)[rng.integers(len(inner))]
        seeding, sources = "unsampled", [add(rng, clones, source, "lineage")]
    else:
        number = 2 if rng.random() < polyclonal and len(primary) > 1 else 1
        seeding, sources = ("polyclonal" if number == 2 else "monoclonal"), choose(rng, fitness, number)

    shares = [1.0] if len(sources) == 1 else (lambda share: [share, 1 - share])(rng.beta(2, 2))
    later = {}
    for source, share in zip(sources, shares):
        founder = add(rng, clones, source, "founder")
        later |= break_sticks(rng, clones, founder, share, "metastatic", most=5)
    return History(clones, primary, [later], seeding)


def draw_spread(rng, early=0.18, unsampled=0.4):
    """A primary tumour and two to four metastases, of which some descend from the same clones.

    A lineage that left the primary may split into clones before it is found anywhere: metastases that these seed share
    more than the primary has. A metastasis of several clones can have the same ones as another.
    """
    clones = []
    trunk = root = add(rng, clones, None, "trunk")
    diverged_early = rng.random() < early
    if diverged_early:
        root = add(rng, clones, trunk, "sweep")
    primary = break_sticks(rng, clones, root, 1.0, "primary")
    fitness = {node: mass ** 0.5 * rng.lognormal(0, 0.8) for node, mass in primary.items()}
    if diverged_early and rng.random() < 0.5:  # every metastasis, or some of them
        fitness = {trunk: 1.0}
    elif diverged_early:
        fitness[trunk] = sum(fitness.values())
    common = {}
    if rng.random() < 0.7:
        source = choose(rng, fitness, 1)[0]
        if rng.random() < unsampled:  # a lineage outside the sampled tissue
            source = add(rng, clones, source, "lineage")
        common = break_sticks(rng, clones, add(rng, clones, source, "founder"), 1.0, "metastatic", most=6)
    loyalty = rng.beta(2, 1)  # how often a seed is of the common lineage
    later, routes = [], []
    for _ in range(rng.integers(2, 5)):
        number = int(rng.choice([1, 2, 3], p=[0.6, 0.28, 0.12]))
        pools = [common if common and rng.random() < loyalty else fitness for _ in range(number)]
        sources = sorted({choose(rng, pool, 1)[0] for pool in pools})
        masses = {}
        for source, share in zip(sources, rng.dirichlet(np.full(len(sources), 2.0))):
            # Cells of the seed itself remain, or a founder of the metastasis's own replaced them all.
            kept = share * rng.beta(2, 2) if source in common and rng.random() < 0.5 else 0.0
            if kept:
                masses[source] = kept
            founder = add(rng, clones, source, "founder")
            masses |= break_sticks(rng, clones, founder, share - kept, "metastatic", most=4)
        later.append(masses)
        routes.append("monoclonal" if len(sources) == 1 else "polyclonal")
    return History(clones, primary, later, "+".join(routes))


def sample_tissue(rng, masses, evenness=12.0):
    """Fractions of clones in a piece of tissue: noisy, and without those too small to be in it."""
    noisy = {node: mass * rng.gamma(evenness) / evenness for node, mass in masses.items()}
    total = sum(noisy.values())
    kept = {node: mass for node, mass in noisy.items() if mass > SMALLEST_CLONE * total}
    total = sum(kept.values())
    return {node: mass / total for node, mass in kept.items()}


def sample_region(rng, history, centre, reach=0.45):
    """Fractions in one region of the primary: clones that live elsewhere are rare or missing."""
    near = {node: mass * np.exp(-np.sum((history.clones[node].place - centre) ** 2) / (2 * reach ** 2))
            for node, mass in history.primary.items()}
    return sample_tissue(rng, near)


def burdens(rng, history, total, years):
    """Numbers of mutations that arose on the branch to each clone."""
    scale = {"trunk": 5.0, "sweep": 1.5, "primary": 1.0, "lineage": 1.0, "founder": 0.5 * years ** 0.7,
             "metastatic": 0.4}
    weights = np.array([rng.gamma(1.6) * scale[clone.kind] for clone in history.clones])
    return rng.multinomial(total, weights / weights.sum())

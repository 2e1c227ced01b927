"""Copy numbers along the clone tree, how many copies carry a mutation, and what a copy-number tool states."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from .genome import CENTROMERES, LENGTHS


@dataclass
class Event:
    time: float  # on the branch, 0 to 1
    kind: str  # gain, loss, neutral or double
    segments: frozenset
    allele: int


def draw_segments(rng, sex):
    """Arms of all chromosomes, cut at no to two further places."""
    segments = []
    for chromosome, length in LENGTHS.items():
        if chromosome == "Y" and sex == "female":
            continue
        for start, end in ((1, CENTROMERES[chromosome]), (CENTROMERES[chromosome] + 1, length)):
            cuts = sorted(int(rng.uniform(start + 2e6, end - 2e6)) for _ in range(rng.integers(0, 3)))
            for low, high in zip([start, *(cut + 1 for cut in cuts)], [*cuts, end]):
                if high > low:
                    segments.append((chromosome, low, high))
    return segments


def inherited(chromosome, sex):
    """Copies of each allele in a normal cell."""
    return (1, 0) if sex == "male" and chromosome in "XY" else (1, 1)


def find_segment(segments, chromosome, position):
    return next(i for i, (name, start, end) in enumerate(segments) if name == chromosome and start <= position <= end)


def draw_events(rng, history, segments, doubling):
    """Gives every clone its copy-number events, and perhaps one clone a genome doubling."""
    on_chromosome = defaultdict(list)
    on_arm = defaultdict(list)
    for index, (chromosome, start, _) in enumerate(segments):
        on_chromosome[chromosome].append(index)
        on_arm[chromosome, start > CENTROMERES[chromosome]].append(index)
    scopes = [list(on_chromosome.values()), list(on_arm.values()), [[index] for index in range(len(segments))]]
    instability = rng.lognormal(0, 0.7)
    mean = {"trunk": 9, "sweep": 2, "primary": 0.9, "lineage": 2, "founder": 2, "metastatic": 0.6}
    kinds = ["gain", "loss", "neutral"]
    for clone in history.clones:
        for _ in range(rng.poisson(mean[clone.kind] * instability)):
            scope = scopes[rng.choice(3, p=[0.25, 0.4, 0.35])]
            clone.events.append(Event(rng.random(), kinds[rng.choice(3, p=[0.42, 0.43, 0.15])],
                                      frozenset(scope[rng.integers(len(scope))]), int(rng.integers(2))))
    doubled = rng.random() < doubling
    if doubled:
        late = [index for index, clone in enumerate(history.clones) if clone.kind in ("founder", "primary")]
        clone = history.clones[late[rng.integers(len(late))] if rng.random() < 0.15 else 0]
        everything = frozenset(range(len(segments)))
        clone.events.append(Event(rng.uniform(0.3, 0.9), "double", everything, 0))
        for _ in range(rng.poisson(6)):  # doubled genomes lose chromosomes afterwards
            scope = scopes[rng.integers(2)]
            clone.events.append(Event(rng.uniform(0.9, 1), "loss", frozenset(scope[rng.integers(len(scope))]),
                                      int(rng.integers(2))))
    for clone in history.clones:
        clone.events.sort(key=lambda event: event.time)
    return doubled


def change_copies(rng, copies, mutated, on, event):
    """The copies of both alleles, and the mutated copies of allele `on`, after an event."""
    copies = list(copies)
    allele, other = event.allele, 1 - event.allele
    if event.kind == "double":
        return [2 * count for count in copies], 2 * mutated
    if copies[allele] == 0:
        return copies, mutated
    if event.kind == "gain":
        mutated += allele == on and rng.random() < mutated / copies[allele]
        copies[allele] += 1
    elif event.kind == "loss" and sum(copies) > 1:
        mutated -= allele == on and rng.random() < mutated / copies[allele]
        copies[allele] -= 1
    elif event.kind == "neutral" and copies[other] > 0:
        for _ in range(copies[allele]):
            mutated += other == on and rng.random() < mutated / copies[other]
            copies[other] += 1
        mutated = 0 if allele == on else mutated
        copies[allele] = 0
    return copies, mutated


def follow(rng, history, segment, start, mutation=None):
    """Copies of both alleles and mutated copies in the cells of every clone: node to (copies, mutated).

    `mutation` is the clone on whose branch it arose, the time on that branch, and the allele. If that allele had been
    lost by then, the mutation arises on the other.
    """
    ends = {}

    def visit(node, copies, mutated, on):
        events = [event for event in history.clones[node].events if segment in event.segments]
        pending = mutation is not None and node == mutation[0]
        for event in events:
            if pending and event.time > mutation[1]:
                mutated, on, pending = *arise(copies), False
            copies, mutated = change_copies(rng, copies, mutated, on, event)
        if pending:
            mutated, on = arise(copies)
        ends[node] = (copies, mutated)
        for child in history.children(node):
            visit(child, copies, mutated, on)

    def arise(copies):
        on = mutation[2] if copies[mutation[2]] else 1 - mutation[2]
        return int(copies[on] > 0), on

    visit(0, list(start), 0, 0)
    return ends


def frequency(fractions, ends, purity, normal):
    """Expected share of mutated molecules, cancer cell fraction, and copies per cell in units of two."""
    mutated = sum(share * ends[node][1] for node, share in fractions.items())
    total = sum(share * sum(ends[node][0]) for node, share in fractions.items())
    carriers = sum(share for node, share in fractions.items() if ends[node][1] > 0)
    copies = purity * total + (1 - purity) * normal
    return purity * mutated / copies if copies else 0.0, min(1.0, carriers), copies / 2


def profile(fractions, states):
    """Of each segment, the copy numbers of tumour cells with their shares, the most frequent first."""
    result = []
    for ends in states:
        shares = defaultdict(float)
        for node, share in fractions.items():
            shares[tuple(sorted(ends[node][0], reverse=True))] += share
        result.append(sorted(shares.items(), key=lambda item: -item[1]))
    return result


@dataclass
class Statement:
    """What a copy-number tool reports of a sample."""
    purity: float
    rows: list  # segment, then one or two (copies, share)
    solution: str = "true"


def state_copies(rng, segments, truth, purity, wrong_share, alternatives, subclones):
    """Copy numbers as a tool reports them, with errors of segmentation and perhaps another purity and ploidy."""
    states = [[(np.array(copies), share) for copies, share in parts[:2]] for parts in truth]
    for index in range(len(states)):
        if rng.random() >= wrong_share:
            continue
        neighbour = index - 1 if index and segments[index - 1][0] == segments[index][0] else None
        copies = states[neighbour][0][0] if neighbour is not None and rng.random() < 0.6 else states[index][0][0]
        if copies is states[index][0][0]:
            step = np.zeros(2, int)
            step[rng.integers(2)] = rng.choice([-1, 1])
            copies = np.maximum(copies + step, 0)
        states[index] = [(np.sort(copies)[::-1], 1.0)]
    solution = "true"
    ploidy = np.average([parts[0][0].sum() for parts in states], weights=[end - start for _, start, end in segments])
    if rng.random() < alternatives:
        if ploidy > 2.8:  # the halved solution fits the same ratios with more tumour cells
            solution, purity = "halved", 2 * purity / (1 + purity)
            states = [[((copies + rng.integers(0, 2)) // 2, share) for copies, share in parts] for parts in states]
        else:
            solution, purity = "doubled", purity / (2 - purity)
            states = [[(copies * 2, share) for copies, share in parts] for parts in states]
    rows = []
    for segment, parts in zip(segments, states):
        parts = [(sorted(map(int, copies), reverse=True), share) for copies, share in parts]
        if not subclones or len(parts) == 1 or parts[1][1] < 0.15 or parts[0][0] == parts[1][0]:
            parts = [(parts[0][0], 1.0)]
        else:
            share = np.clip(parts[0][1] / (parts[0][1] + parts[1][1]) + rng.normal(0, 0.04), 0.5, 0.98)
            parts = [(parts[0][0], float(share)), (parts[1][0], 1 - float(share))]
        rows.append((segment, parts))
    return Statement(float(purity), rows, solution)

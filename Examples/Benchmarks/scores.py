#!/usr/bin/env python3
"""Scores clones, and trees of clones, against a known truth: the same way whatever program found them.

    Examples/Benchmarks/scores.py TRUTH.tsv FOUND.tsv [--truth-tree TREE.tsv --found-tree TREE.tsv]

The clones of both are tables with the columns of PyClone-VI's results: mutation_id, sample_id, cluster_id and
cellular_prevalence. A tree has the columns cluster_id and parent_id, where a parent that is no cluster is the
root; tree_edges.tsv of `metachron trees` is read as well, and its consensus taken. Nothing but the Python
standard library is needed. A mutation of the truth that was given no cluster is a cluster of one, without
ancestors or descendants.

With n mutations, K true and k found clusters:

  kept   share of the mutations that have a cluster
  K      found and true number of clusters
  ARI    adjusted Rand index
  V      V-measure: the harmonic mean of homogeneity and completeness
  CCF    1 - mean |prevalence - truth| over mutations and samples
  1B     (K + 1 - min(K + 1, |k - K|)) / (K + 1)
  1C     1 - mean |i-th least prevalence - i-th least true prevalence| over mutations, averaged over samples
  2A     mean of three agreements of the n x n matrices that are 1 where two mutations share a cluster: Pearson
         correlation, Matthews correlation, and the Jensen-Shannon divergence of their rows as distributions,
         summed over rows
  3A     1 - D/2W, at least 0: D is the Jensen-Shannon divergence of the rows of four such matrices side by side,
         same cluster, ancestor, descendant and neither
  AD     distance of trees: 1 - |both|/|either| for the ordered pairs of an ancestor's and a descendant's mutation
  PC     the same for mutations of a parent and a child

1B, 1C, 2A and 3A are the tasks of the SMC-Het challenge. Each agreement in 2A is scaled so that 1 is the truth and
0 the worse of two empty answers: all mutations in one cluster, or each in its own. W in 3A is the divergence of
the worse of these, so that 3A is at most one half for answers no better. For clusters without shares the two
correlations of 2A are the same number, and a row of the matrices of 3A differs by 2 ln 2 / n for each mutation
whose relation differs. Scores need no n x n matrix, therefore: pairs of clusters suffice.

Source of the tasks: A. Salcedo and others, Nat. Biotechnol. 38, 97-107 (2020), doi:10.1038/s41587-019-0364-z, and
the scoring programs published with it. 1C there is of one sample.
"""

import argparse
import collections
import csv
import math


def rows(path):
    with open(path) as lines:
        yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")


def clusters(path):
    """The cluster of each mutation, and its prevalence by sample."""
    labels, prevalences = {}, {}
    for row in rows(path):
        labels[row["mutation_id"]] = row["cluster_id"]
        prevalences[row["mutation_id"], row["sample_id"]] = float(row["cellular_prevalence"])
    return labels, prevalences


def tree(path):
    """The parent of each cluster."""
    parents = {}
    for row in rows(path):
        if "in_consensus" in row:
            if row["in_consensus"] == "true":
                parents[row["child"]] = row["parent"]
        else:
            parents[row["cluster_id"]] = row["parent_id"]
    return parents


def pairs(count):
    return count * (count - 1) / 2


def entropy(counts, total):
    return -sum(count / total * math.log(count / total) for count in counts if count)


def scaled(value, worst):
    """1 for a value of 1, 0 for one that is no better than the worst."""
    return max(0.0, (value - worst) / (1 - worst)) if worst < 1 else 1.0


class Partition:
    """Two clusterings of the same mutations, counted by true and by found cluster."""

    def __init__(self, labels, guessed):
        own = {name: guessed.get(name, ("none", name)) for name in labels}
        self.total = len(labels)
        self.joint = collections.Counter((labels[name], own[name]) for name in labels)
        self.true = collections.Counter(labels.values())
        self.found = collections.Counter(own.values())

    def rand(self):
        both = sum(map(pairs, self.joint.values()))
        one, other = sum(map(pairs, self.true.values())), sum(map(pairs, self.found.values()))
        expected = one * other / pairs(self.total) if self.total > 1 else 0
        most = (one + other) / 2
        return (both - expected) / (most - expected) if most != expected else 1.0

    def v_measure(self):
        given = entropy(self.true.values(), self.total), entropy(self.found.values(), self.total)
        mutual = sum(given) - entropy(self.joint.values(), self.total)
        homogeneity = mutual / given[0] if given[0] else 1.0
        completeness = mutual / given[1] if given[1] else 1.0
        both = homogeneity + completeness
        return 2 * homogeneity * completeness / both if both else 0.0

    def correlation(self):
        """Of the matrices of shared clusters, diagonals included."""
        both, true, found = (sum(n * n for n in counts.values())
                             for counts in (self.joint, self.true, self.found))
        if true == found == both:
            return 1.0
        cells = self.total ** 2
        spread = true * (cells - true) * found * (cells - found)
        return (cells * both - true * found) / math.sqrt(spread) if spread else 0.0

    def divergence(self):
        """Jensen-Shannon divergence of the rows of the matrices of shared clusters, summed over rows."""
        total = 0.0
        for (one, other), shared in self.joint.items():
            one, other = 1 / self.true[one], 1 / self.found[other]
            middle = (one + other) / 2
            total += shared * ((1 / one - shared) * one * math.log(2) + (1 / other - shared) * other * math.log(2)
                               + shared * (one * math.log(one / middle) + other * math.log(other / middle)))
        return total


def partitions_2a(labels, guessed):
    answers = [Partition(labels, guess) for guess in (guessed, dict.fromkeys(labels, 0), {})]
    correlation = scaled(answers[0].correlation(), min(one.correlation() for one in answers[1:]))
    worst = max(one.divergence() for one in answers[1:])
    divergence = max(0.0, 1 - answers[0].divergence() / worst) if worst else 1.0
    return (2 * correlation + divergence) / 3


def ancestry(parents):
    """The ancestors of each cluster."""
    found = {}
    for cluster in parents:
        line, at = [], parents[cluster]
        while at in parents:
            if at in line:
                raise SystemExit(f"scores: the clusters above {cluster} form a circle")
            line.append(at)
            at = parents[at]
        found[cluster] = set(line)
    return found


def relation(above, one, other):
    if one == other:
        return "same"
    if one in above.get(other, ()):
        return "ancestor"
    return "descendant" if other in above.get(one, ()) else "neither"


def common(partition, one, other):
    """Ordered pairs of mutations for which something holds of both their true clusters and both their found ones."""
    cells = list(partition.joint.items())
    return sum(count * more for (true, found), count in cells for (second, last), more in cells
               if one(true, second) and other(found, last))


def tree_scores(partition, true_parents, found_parents):
    above, others = ancestry(true_parents), ancestry(found_parents)
    sizes, size = partition.true, partition.total
    cells = list(partition.joint.items())
    differing = sum(count * more for (one, other), count in cells for (two, second), more in cells
                    if relation(above, one, two) != relation(others, other, second))
    # All in one cluster is wrong wherever the truth is not, each in its own wherever the truth is not neither.
    together = sum(n * n for n in sizes.values())
    lines = sum(sizes[one] * sizes[up] for one in sizes for up in above.get(one, ()))
    worst = max(size * size - together, together - size + 2 * lines)

    def distance(true, found):
        both = common(partition, true, found)
        either = common(partition, true, lambda *_: True) + common(partition, lambda *_: True, found) - both
        return 1 - both / either if either else 0.0

    return {
        "3A": max(0.0, 1 - differing / (2 * worst)) if worst else 1.0,
        "AD": distance(lambda up, one: up in above.get(one, ()), lambda up, one: up in others.get(one, ())),
        "PC": distance(lambda up, one: up in true_parents and true_parents.get(one) == up,
                       lambda up, one: up in found_parents and found_parents.get(one) == up)}


def number_score(found, true):
    return (true + 1 - min(true + 1, abs(found - true))) / (true + 1)


def prevalence_scores(fractions, prevalences):
    """Agreement of prevalences mutation by mutation, and of their distributions in each sample."""
    shared = [key for key in fractions if key in prevalences]
    if not shared:
        return math.nan, math.nan
    errors = [abs(prevalences[key] - fractions[key]) for key in shared]
    samples = collections.defaultdict(list)
    for key in shared:
        samples[key[1]].append(key)
    ordered = [sum(abs(one - other) for one, other in zip(
        sorted(prevalences[key] for key in keys), sorted(fractions[key] for key in keys))) / len(keys)
        for keys in samples.values()]
    return 1 - sum(errors) / len(errors), 1 - sum(ordered) / len(ordered)


def score(truth, found, true_parents=None, found_parents=None):
    """Every score by its name. Clones are those of `clusters`, parents those of `tree`."""
    (labels, fractions), (guessed, prevalences) = truth, found
    partition = Partition(labels, guessed)
    number, true = len(set(guessed.values())), len(partition.true)
    own, ordered = prevalence_scores(fractions, prevalences)
    values = {
        "kept": sum(name in guessed for name in labels) / len(labels), "K": f"{number}/{true}",
        "ARI": partition.rand(), "V": partition.v_measure(), "CCF": own, "1B": number_score(number, true),
        "1C": ordered, "2A": partitions_2a(labels, guessed)}
    if true_parents is not None and found_parents is not None:
        values |= tree_scores(partition, true_parents, found_parents)
    return values


def line(values):
    return "".join(f"{value:>7}" if isinstance(value, str) else f"{value:7.3f}" for value in values.values())


def heading(values):
    return "".join(f"{name:>7}" for name in values)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth")
    parser.add_argument("found")
    parser.add_argument("--truth-tree")
    parser.add_argument("--found-tree")
    options = parser.parse_args()
    if (options.truth_tree is None) != (options.found_tree is None):
        parser.error("--truth-tree and --found-tree go together")
    trees = [path and tree(path) for path in (options.truth_tree, options.found_tree)]
    values = score(clusters(options.truth), clusters(options.found), *trees)
    print(heading(values))
    print(line(values))


if __name__ == "__main__":
    main()

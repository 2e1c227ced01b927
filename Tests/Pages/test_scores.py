"""The scorer of clones and trees, on cases worked out by hand."""

import math
import pathlib
import subprocess
import sys

import pytest

BENCHMARKS = pathlib.Path(__file__).resolve().parents[2] / "Examples/Benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import scores  # noqa: E402


def clones(text, **prevalences):
    """Mutations by cluster, as in ab|cd, and the prevalences of each in samples 0, 1, …"""
    labels = {name: str(number) for number, names in enumerate(text.split("|")) for name in names}
    return labels, {(name, sample): value for name, values in prevalences.items()
                    for sample, value in enumerate(values)}


def scored(truth, found, *trees):
    return scores.score(clones(truth), clones(found), *trees)


def test_the_truth_scores_one():
    truth = clones("abc|de|f", a=[.9, .8], d=[.4, 0], f=[.1, .2])
    above = {"0": "root", "1": "0", "2": "0"}
    values = scores.score(truth, truth, above, above)
    assert values.pop("K") == "3/3"
    assert values.pop("AD") == values.pop("PC") == 0
    assert values == pytest.approx(dict.fromkeys(values, 1))


def test_empty_answers_are_worth_nothing():
    together, apart = scored("ab|cd", "abcd"), scored("ab|cd", "a|b|c|d")
    assert together["ARI"] == apart["ARI"] == 0
    assert together["2A"] == pytest.approx(0, abs=1e-12)
    assert together["V"] == 0 and apart["V"] == pytest.approx(2 / 3)
    assert together["1B"] == pytest.approx(2 / 3) and apart["1B"] == pytest.approx(1 / 3)
    # Of the empty answers, one cluster has the lesser correlation (none) and both have the same divergence.
    own = 32 / math.sqrt(8 * 8 * 4 * 12)
    assert apart["2A"] == pytest.approx(2 / 3 * own)


def test_one_mutation_misplaced():
    values = scored("ab|cd", "abc|d")
    assert values["ARI"] == 0 and values["1B"] == 1
    # The matrices share 6 ones of 8 and 10; the divergence, 1.786, exceeds that of the empty answers, 1.726.
    assert values["2A"] == pytest.approx(2 / 3 * (16 * 6 - 8 * 10) / math.sqrt(8 * 8 * 10 * 6))


def test_the_divergence_is_that_of_the_rows():
    partition = scores.Partition(clones("ab|cd")[0], clones("abc|d")[0])

    def row(true, found):
        middle = [(one + other) / 2 for one, other in zip(true, found)]
        return sum(value * math.log(value / half) for side in (true, found)
                   for value, half in zip(side, middle) if value)

    first, second, third = [1 / 2, 1 / 2, 0, 0], [0, 0, 1 / 2, 1 / 2], [1 / 3, 1 / 3, 1 / 3, 0]
    assert partition.divergence() == pytest.approx(
        2 * row(first, third) + row(second, third) + row(second, [0, 0, 0, 1]))


def test_a_mutation_without_a_cluster_is_one_of_its_own():
    values = scored("abc", "ab")
    assert values["kept"] == pytest.approx(2 / 3) and values["K"] == "1/1" and values["1B"] == 1
    assert values["V"] == 0 and values["ARI"] == 0


def test_prevalences_in_their_order_and_by_mutation():
    truth = clones("a|b", a=[.2, 1], b=[.8, 0])
    found = clones("a|b", a=[.8, 1], b=[.2, .1])
    values = scores.score(truth, found)
    assert values["CCF"] == pytest.approx(1 - (.6 + .6 + 0 + .1) / 4)
    assert values["1C"] == pytest.approx(1 - (0 + .05) / 2)


def test_a_clone_below_its_sister():
    above = {"0": "root", "1": "0", "2": "1", "3": "0"}
    values = scored("a|b|c|d", "a|b|c|d", above, above | {"3": "1"})
    assert values["AD"] == pytest.approx(1 / 5)
    assert values["PC"] == pytest.approx(1 / 2)
    # b and d differ, one way and the other; all in one cluster would be wrong in 12 pairs.
    assert values["3A"] == pytest.approx(1 - 2 / 24)


def test_trees_of_other_clones():
    above = {"0": "root", "1": "0"}
    values = scored("ab|c", "a|bc", above, above)
    # True: a and b above c. Found: a above b and c.
    assert values["AD"] == values["PC"] == pytest.approx(2 / 3)
    assert values["3A"] == pytest.approx(1 - 4 / 12)


def test_a_circle_is_refused():
    with pytest.raises(SystemExit, match="circle"):
        scores.ancestry({"0": "1", "1": "0"})


def test_tables_are_read_and_scored(tmp_path):
    head = "mutation_id\tsample_id\tcluster_id\tcellular_prevalence\n"
    (tmp_path / "truth.tsv").write_text("# Synthetic.\n" + head + "a\tS\t1\t0.9\nb\tS\t2\t0.4\n")
    (tmp_path / "found.tsv").write_text(head + "a\tS\tx\t0.8\nb\tS\ty\t0.4\n")
    (tmp_path / "tree.tsv").write_text("cluster_id\tparent_id\n1\t0\n2\t1\n")
    (tmp_path / "edges.tsv").write_text(
        "# edges\npatient\tparent\tchild\tprobability\tin_consensus\tp_ancestor\n"
        "P\t0\tx\t1\ttrue\t1\nP\tx\ty\t0.4\tfalse\t0.4\nP\t0\ty\t0.6\ttrue\t1\n")
    said = subprocess.run(
        [sys.executable, BENCHMARKS / "scores.py", tmp_path / "truth.tsv", tmp_path / "found.tsv",
         "--truth-tree", tmp_path / "tree.tsv", "--found-tree", tmp_path / "edges.tsv"],
        check=True, capture_output=True, text=True).stdout.splitlines()
    values = dict(zip(said[0].split(), said[1].split()))
    assert values["K"] == "2/2" and values["ARI"] == "1.000" and values["CCF"] == "0.950"
    assert values["AD"] == values["PC"] == "1.000" and values["3A"] == "0.500"

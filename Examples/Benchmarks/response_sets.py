"""The synthetic boards of the Python package synergy, and its comparison with SynergyFinder, for `responses`.

Read from a checkout of https://github.com/djwooten/synergy with its history, which is not ours to copy.
"""

import csv
import io
import math
import statistics
import subprocess

# What its generate_synthetic_test_data.py asks for; alpha, gamma and EC50 are 1 where nothing is said.
TRUTHS = {
    "musyc_reference_1": {"E1": 0.5, "E2": 0, "E3": 0},
    "musyc_potency_1": {"E1": 0.5, "E2": 0.3, "E3": 0, "alpha12": 0.5, "alpha21": 2},
    "musyc_efficacy_1": {"E1": 0.5, "E2": 0.3, "E3": 0},
    "musyc_efficacy_2": {"E1": 0.5, "E2": 0, "E3": 0.3},
    "musyc_cooperativity_1": {"E1": 0.5, "E2": 0.3, "E3": 0},  # and gamma 0.5 and 2
    "musyc_linear_isobole_1": {"E1": 0.2, "E2": 0, "E3": 0, "alpha12": 0, "alpha21": 0},
    "musyc_bliss_independent_1": {"E1": 0.5, "E2": 0.3, "E3": 0.15},
}
TERMS = {"alpha21": "musyc_alpha_ba", "alpha12": "musyc_alpha_ab", "E3": "musyc_e3", "C1": "musyc_ec50_a", "C2": "musyc_ec50_b"}


def git(folder, *arguments):
    return subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, text=True).stdout


def compare(metachron, run, table, folder, scratch):
    names = [name for name in git(folder, "ls-tree", "-r", "--name-only", "HEAD", "tests/combination/data").split()
             if name.endswith(".csv")]
    print(f"\nsynergy's own synthetic boards: {len(names)} (estimate, 95 % interval; * holds the truth, ! does not)")
    for name in names:
        title = name.rsplit("/", 1)[-1].removeprefix("synthetic_").removesuffix(".csv")
        path = scratch / f"{title}.csv"
        path.write_text(git(folder, "show", f"HEAD:{name}"))
        run(metachron, "response", "combinations", path, "--response", "viability", "--unit", "nM", "--threads", "1",
            "-o", scratch / title, "-q")
        rows = {row["quantity"]: row for row in table(scratch / title / "combinations.tsv")}
        if not rows:
            print(f"  {title:28} no answer: no well has a drug alone")
            continue
        words, truth = [], TRUTHS.get(title)
        for term, quantity in TERMS.items():
            value, low, high = (float(rows[quantity][part] or "nan") for part in ("value", "value_low", "value_high"))
            wanted = truth and truth.get(term, 1)
            mark = "" if truth is None else "*" if low <= wanted <= high else "!"
            words.append(f"{term} {value:.3g} ({low:.3g}–{high:.3g}){mark}")
        means = ", ".join(f"{model} {float(rows[f'{model}_excess']['value'] or 'nan'):+.3f}" for model in ("bliss", "loewe"))
        print(f"  {title:28} {'; '.join(words)}; mean excess {means}")
    synergy_finder(metachron, run, table, folder, scratch)


def synergy_finder(metachron, run, table, folder, scratch):
    """ZIP deltas that SynergyFinder (R) gave for a board, in the history of the repository."""
    commit = git(folder, "log", "--all", "--diff-filter=AM", "-1", "--format=%H", "--", "*synergyfinder_output.csv").strip()
    if not commit:
        print("  no comparison with SynergyFinder in the history")
        return
    found = {name.rsplit("/", 1)[-1]: git(folder, "show", f"{commit}:{name}")
             for name in git(folder, "ls-tree", "-r", "--name-only", commit).split()
             if name.endswith(("synergyfinder_output.csv", "zip_test_data.csv"))}
    path = scratch / "zip_test_data.csv"
    path.write_text(found["zip_test_data.csv"])
    run(metachron, "response", "combinations", path, "--response", "viability", "--replicates", "20", "-o", scratch / "zip", "-q")
    own = {(float(row["dose_a"]), float(row["dose_b"])): 100 * float(row["zip"])
           for row in table(scratch / "zip/combination_cells.tsv") if row["zip"]}
    from response_peers import synergy_scores

    wells = [(float(row["conc_r"]), float(row["conc_c"]), float(row["response"]) / 100) for row in csv.DictReader(io.StringIO(found["zip_test_data.csv"]))]
    peer = {pair: 100 * value for pair, value in synergy_scores(wells)["zip"].items()}

    def at(values, one, two):
        return next((value for (a, b), value in values.items() if math.isclose(a, one, rel_tol=1e-4) and math.isclose(b, two, rel_tol=1e-4)), None)

    triples = []
    for row in csv.DictReader(io.StringIO(found["synergyfinder_output.csv"])):
        one, two = float(row["d2"]), float(row["d1"])
        if one > 0 and two > 0:
            triples.append((at(own, 1000 * one, 1000 * two), at(peer, one, two), float(row["synergy"])))
    triples = [triple for triple in triples if None not in triple]
    print(f"  ZIP by SynergyFinder (commit {commit[:7]}), {len(triples)} pairs of doses, in percent; its script adds noise:")
    for name, place in (("metachron", 0), ("synergy 1.0.0", 1)):
        away = [abs(triple[place] - triple[2]) for triple in triples]
        correlation = statistics.correlation([triple[place] for triple in triples], [triple[2] for triple in triples])
        print(f"    {name:14} largest difference {max(away):.3f}, median {statistics.median(away):.3f}, correlation {correlation:.4f}")
    print(f"    metachron and synergy differ by at most {max(abs(one - two) for one, two, _ in triples):.4f}")

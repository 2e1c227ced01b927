"""Simulates plates and checkerboards with known truth, for `responses`. All constants are of this file.

A plate holds one line of cells under one drug: wells without drug, blanks, and nine doses in threes. A board has seven
doses of each of two drugs, zero included, in twos, on a surface of MuSyC's kind; it is written as a table for
SynergyFinder, one block for each board.
"""

import math
import random

DOSES = [10 ** (step / 2) for step in range(9)]  # nmol/L: 1 to 10,000
LEVEL, BACKGROUND, VEHICLES, BLANKS, REPLICATES = 30_000, 900, 8, 4, 3
SYNTHETIC = "# synthetic data made by Examples/Benchmarks/responses; no well was ever measured\n"


def hill(dose, end, half, slope, start=1.0):
    return start if dose <= 0 else end + (start - end) / (1 + (dose / half) ** slope)


def halving(end, half, slope):
    """The dose that leaves half of the cells."""
    return half * (0.5 / (0.5 - end)) ** (1 / slope)


def plates(number, seed):
    """The table of wells, and the truth of each line: where the curve ends, its EC50 and its slope."""
    draw = random.Random(seed)
    text = SYNTHETIC + "plate\twell\tcell_line\tdrug_a\tdose_a\tunit\ttime_h\tvalue\tcontrol\n"
    truths = {}
    for index in range(1, number + 1):
        line = f"L{index:04}"
        end, half = draw.uniform(0.02, 0.4), 10 ** draw.uniform(1, 3)
        slope, noise = math.exp(draw.gauss(0.2, 0.3)), draw.uniform(0.03, 0.08)
        truths[line] = (end, half, slope)
        scale = LEVEL * math.exp(draw.gauss(0, 0.2))
        wells = [(0, "vehicle")] * VEHICLES + [(0, "blank")] * BLANKS
        wells += [(dose, "") for dose in DOSES for _ in range(REPLICATES)]
        places = draw.sample([f"{row}{column:02}" for row in "ABCDEFGH" for column in range(1, 13)], len(wells))
        for (dose, control), place in zip(wells, places):
            mean = 0 if control == "blank" else hill(dose, end, half, slope)
            deviation = 0.01 if control == "blank" else noise
            value = max(0, BACKGROUND + scale * (mean + draw.gauss(0, deviation)))
            drug = ("drug", f"{dose:.6g}", "nM") if dose else ("", "", "")
            text += "\t".join([f"plate-{line}", place, line, *drug, "72", f"{value:.1f}", control]) + "\n"
    return text, truths


def relative(text):
    """The wells as the other programs want them: by line, doses and responses relative to the vehicle wells."""
    lines, found = text.splitlines()[2:], {}
    for line in lines:
        _, _, name, _, dose, _, _, value, control = line.split("\t")
        found.setdefault(name, {}).setdefault(control, []).append((float(dose or 0), float(value)))
    answer = {}
    for name, wells in found.items():
        blank = sum(value for _, value in wells["blank"]) / len(wells["blank"])
        vehicle = sum(value for _, value in wells["vehicle"]) / len(wells["vehicle"]) - blank
        used = wells["vehicle"] + wells[""]
        answer[name] = ([dose for dose, _ in used], [(value - blank) / vehicle for _, value in used])
    return answer


STEPS = [0, 0.02, 0.1, 0.4, 1.6, 8, 40]  # times the EC50


def surface(a, b, truth):
    """MuSyC's response, solved from the balance of the four states' flows."""
    x, y = (a / truth["C1"]) ** truth["h1"], (b / truth["C2"]) ** truth["h2"]
    xb = (truth["alpha21"] * a / truth["C1"]) ** truth["h1"]  # drug 1 where drug 2 has acted
    ya = (truth["alpha12"] * b / truth["C2"]) ** truth["h2"]
    # Rows: into state A, B and AB is what leaves it; then all shares together are 1.
    matrix = [[x, -(1 + ya), 0, 1, 0], [y, 0, -(1 + xb), 1, 0], [0, ya, xb, -2, 0], [1, 1, 1, 1, 1]]
    for column in range(4):
        pivot = max(range(column, 4), key=lambda row: abs(matrix[row][column]))
        matrix[column], matrix[pivot] = matrix[pivot], matrix[column]
        for row in range(4):
            if row != column:
                factor = matrix[row][column] / matrix[column][column]
                matrix[row] = [one - factor * other for one, other in zip(matrix[row], matrix[column])]
    shares = [matrix[row][4] / matrix[row][row] for row in range(4)]
    return sum(share * truth[name] for share, name in zip(shares, ("E0", "E1", "E2", "E3")))


def boards(number, seed, noise):
    """Boards by name, as truth and wells (dose of drug 1, dose of drug 2, response)."""
    draw = random.Random(seed)
    answer = {}
    for index in range(1, number + 1):
        truth = {"E0": 1.0, "E1": draw.uniform(0.3, 0.5), "E2": draw.uniform(0.3, 0.5), "E3": draw.uniform(0.05, 0.2)}
        truth |= {"C1": 10 ** draw.uniform(0, 2), "C2": 10 ** draw.uniform(0, 2)}
        truth |= {name: math.exp(draw.gauss(0.1, 0.2)) for name in ("h1", "h2")}
        truth |= {name: 10 ** draw.uniform(-0.5, 1) for name in ("alpha12", "alpha21")}
        wells = []
        for a in STEPS:
            for b in STEPS:
                one, two = a * truth["C1"], b * truth["C2"]
                wells += [(one, two, surface(one, two, truth) + noise * draw.gauss(0, 1)) for _ in range(2)]
        answer[f"B{index:03}"] = (truth, wells)
    return answer


def finder_table(found):
    text = SYNTHETIC + "block_id,drug_row,drug_col,conc_r,conc_c,response,conc_r_unit,conc_c_unit,cell_line\n"
    for name, (_, wells) in found.items():
        for one, two, response in wells:
            text += f"{name},one,two,{one!r},{two!r},{100 * response!r},nM,nM,{name}\n"
    return text

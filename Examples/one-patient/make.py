"""Writes the synthetic patient of this folder: python3 make.py. Seed 14; the same seed gives the same files.

Six clones in four samples, known from CLONES: what the program should find again. Passenger mutations have
the names and places of rows of the bundled cohort, which is synthetic, too.
"""

import csv
import pathlib
import random

FOLDER = pathlib.Path(__file__).resolve().parent
SEED = 14
NOTE = f"synthetic data: made by Examples/one-patient/make.py, seed {SEED}; no row is of a real patient"
PATIENT = "S1"

# Sample: role, day, site, specimen, purity, mean depth.
SAMPLES = {
    "S1-breast": ("primary", 0, "breast", "ffpe", 0.62, 210),
    "S1-liver": ("metastasis", 880, "liver", "fresh_frozen", 0.71, 190),
    "S1-liver-2": ("metastasis", 1420, "liver", "fresh_frozen", 0.66, 200),
    "S1-brain": ("metastasis", 1610, "brain", "fresh_frozen", 0.75, 180),
}
TREATMENTS = [
    ("letrozole", "aromatase_inhibitor", 40, 860, "NE"),
    ("palbociclib+fulvestrant", "cdk46_inhibitor", 910, 1400, "PR"),
    ("capecitabine", "chemotherapy", 1435, 1600, "SD"),
]
# Clone: parent, passengers, and the share of each sample's tumour cells with its mutations.
CLONES = {
    "trunk": (None, 38, (1.0, 1.0, 1.0, 1.0)),
    "B": ("trunk", 26, (0.55, 1.0, 1.0, 0.0)),
    "C": ("trunk", 22, (0.33, 0.0, 0.0, 1.0)),
    "D": ("B", 20, (0.0, 0.62, 1.0, 0.0)),
    "E": ("C", 18, (0.0, 0.0, 0.0, 0.66)),
    "F": ("D", 16, (0.0, 0.0, 0.48, 0.0)),
}
# Gene, chromosome, position, reference, alternate, protein change.
DRIVERS = {
    "trunk": [("PIK3CA", "3", 178952085, "A", "G", "p.H1047R"), ("TP53", "17", 7578406, "C", "T", "p.R175H")],
    "B": [("GATA3", "10", 8106058, "T", "A", "p.M294K")],
    "D": [("ESR1", "6", 152419926, "A", "C", "p.Y537S")],
    "E": [("ERBB2", "17", 37880220, "T", "C", "p.L755S")],
}
# Arms that all tumour cells have in other than two copies: chromosome, first, last, major, minor.
SEGMENTS = [("1", 125000001, 249250621, 2, 1), ("8", 45600001, 146364022, 2, 1), ("17", 1, 24000000, 1, 0)]
ARTEFACTS = 4
ERROR_RATE = 5e-4


def copies(chromosome, position):
    for name, first, last, major, minor in SEGMENTS:
        if name == chromosome and first <= position <= last:
            return major, minor
    return 1, 1


def passengers(draw):
    with open(FOLDER.parent / "her2-cohort/mutations.maf", encoding="utf-8") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))
    drivers = {driver[0] for ones in DRIVERS.values() for driver in ones}
    known, found = set(), []
    for row in rows:
        place = (row["Chromosome"], int(row["Start_Position"]))
        if row["Variant_Type"] == "SNP" and row["Hugo_Symbol"] not in drivers and place not in known:
            known.add(place)
            found.append((row["Hugo_Symbol"], *place, row["Reference_Allele"], row["Tumor_Seq_Allele2"],
                          row["HGVSp_Short"], row["Variant_Classification"]))
    draw.shuffle(found)
    return iter(found)


def binomial(draw, number, share):
    return sum(draw.random() < share for _ in range(number))


def main():
    draw = random.Random(SEED)
    pool = passengers(draw)
    mutations = []
    for clone, (_, count, fractions) in CLONES.items():
        own = [(*driver, "Missense_Mutation") for driver in DRIVERS.get(clone, [])]
        mutations += [(clone, fractions, row) for row in own + [next(pool) for _ in range(count)]]
    for _ in range(ARTEFACTS):
        mutations.append(("artefact", None, next(pool)))
    maf, truth = [], []
    for clone, fractions, (gene, chromosome, position, reference, alternate, change, kind) in mutations:
        major, minor = copies(chromosome, position)
        # A mutation of the trunk may have come before the gain of its arm.
        multiplicity = 2 if clone == "trunk" and major == 2 and draw.random() < 0.5 else 1
        hit = draw.randrange(len(SAMPLES))
        for index, (sample, (*_, purity, mean)) in enumerate(SAMPLES.items()):
            depth = max(30, round(draw.gauss(mean, mean / 5)))
            if clone == "artefact":
                share = 0.03 if index == hit else 0
            else:
                share = purity * multiplicity * fractions[index] / (purity * (major + minor) + 2 * (1 - purity))
            reads = binomial(draw, depth, share + (1 - share) * ERROR_RATE)
            maf.append((gene, "GRCh37", chromosome, position, position, kind, "SNP", reference, alternate, sample,
                        change, depth, depth - reads, reads))
            truth.append((PATIENT, gene, f"{chromosome}:{position}:{reference}>{alternate}", sample, clone,
                          0 if fractions is None else fractions[index]))

    def write(name, header, rows, separator="\t", first=()):
        lines = [*first, f"# {NOTE}", separator.join(header), *(separator.join(map(str, row)) for row in rows)]
        (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")

    order = {sample: place for place, sample in enumerate(SAMPLES)}
    maf.sort(key=lambda row: (order[row[9]], int(row[2]) if row[2].isdigit() else 23, row[3]))
    write("mutations.maf",
          ["Hugo_Symbol", "NCBI_Build", "Chromosome", "Start_Position", "End_Position", "Variant_Classification",
           "Variant_Type", "Reference_Allele", "Tumor_Seq_Allele2", "Tumor_Sample_Barcode", "HGVSp_Short",
           "t_depth", "t_ref_count", "t_alt_count"], maf, first=["#version 2.4"])
    write("samples.csv",
          ["patient", "sample", "role", "day", "site", "specimen", "sex", "purity", "purity_sd", "mutations",
           "segments"],
          [(PATIENT, sample, role, day, site, specimen, "female", purity, 0.03, "mutations.maf", "segments.tsv")
           for sample, (role, day, site, specimen, purity, _) in SAMPLES.items()], ",")
    write("treatments.csv", ["patient", "agent", "class", "start_day", "stop_day", "best_response"],
          [(PATIENT, *row) for row in TREATMENTS], ",")
    lengths = [249250621, 243199373, 198022430, 191154276, 180915260, 171115067, 159138663, 146364022, 141213431,
               135534747, 135006516, 133851895, 115169878, 107349540, 102531392, 90354753, 81195210, 78077248,
               59128983, 63025520, 48129895, 51304566]
    segments = []
    for place, length in enumerate(lengths):
        name, last = str(place + 1), 1
        for _, start, stop, major, minor in (one for one in SEGMENTS if one[0] == name):
            if start > last:
                segments.append((name, last, start - 1, 1, 1))
            segments.append((name, start, stop, major, minor))
            last = stop + 1
        if last <= length:
            segments.append((name, last, length, 1, 1))
    segments.append(("X", 1, 155270560, 1, 1))
    write("segments.tsv", ["chromosome", "start", "end", "major_cn", "minor_cn"], segments)
    write("truth.tsv", ["patient", "gene", "mutation", "sample", "clone", "ccf"], truth)


main()

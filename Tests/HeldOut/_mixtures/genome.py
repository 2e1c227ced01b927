"""Chromosomes of hg19 with rounded centromeres, genes at their approximate spans, and random changes."""

from dataclasses import dataclass

LENGTHS = dict(zip(
    [*map(str, range(1, 23)), "X", "Y"],
    [249250621, 243199373, 198022430, 191154276, 180915260, 171115067, 159138663, 146364022, 141213431, 135534747,
     135006516, 133851895, 115169878, 107349540, 102531392, 90354753, 81195210, 78077248, 59128983, 63025520,
     48129895, 51304566, 155270560, 59373566]))
CENTROMERES = dict(zip(
    LENGTHS,
    [int(m * 1e6) for m in (125, 93, 91, 50, 48, 61, 60, 45.5, 49, 40, 54, 36, 18, 17.5, 19, 36.5, 24, 17, 26.5, 27.5,
                            13, 15, 60.5, 12.5)]))

# name: chromosome, start, end, weight among drivers from the beginning, weight among those after treatment
GENES = {
    "TP53": ("17", 7571720, 7590868, 30, 4), "PIK3CA": ("3", 178866311, 178952497, 18, 4),
    "KRAS": ("12", 25358180, 25403854, 12, 6), "APC": ("5", 112043195, 112181936, 8, 0.5),
    "PTEN": ("10", 89623195, 89728532, 7, 4), "GATA3": ("10", 8096667, 8117164, 5, 0.5),
    "CDH1": ("16", 68771195, 68869444, 5, 0.5), "ERBB2": ("17", 37844167, 37884915, 4, 6),
    "ESR1": ("6", 151977826, 152450754, 0.3, 12), "EGFR": ("7", 55086714, 55275031, 5, 4),
    "BRAF": ("7", 140433812, 140624564, 5, 2), "RB1": ("13", 48877883, 49056026, 3, 6),
    "NF1": ("17", 29421945, 29704695, 4, 5), "CDKN2A": ("9", 21967751, 21975132, 5, 1),
    "ARID1A": ("1", 27022522, 27108601, 5, 3), "SMAD4": ("18", 48556583, 48611411, 5, 1),
    "KMT2D": ("12", 49412758, 49453557, 4, 2), "AR": ("X", 66763874, 66950461, 0.3, 8),
    "KDM6A": ("X", 44732423, 44971847, 3, 1), "STAG2": ("X", 123094475, 123236505, 2, 1),
    "ATM": ("11", 108093559, 108239826, 3, 1), "BRCA2": ("13", 32889617, 32973809, 3, 3),
    "MAP3K1": ("5", 56110900, 56191978, 3, 0.5), "NOTCH1": ("9", 139388896, 139440238, 2, 1),
    "KEAP1": ("19", 10596796, 10614054, 3, 0.5), "STK11": ("19", 1205798, 1228434, 3, 0.5),
    "FGFR2": ("10", 123237844, 123357972, 1, 4), "MET": ("7", 116312459, 116438440, 1, 4),
    "AKT1": ("14", 105235686, 105262080, 2, 2), "CTNNB1": ("3", 41236328, 41281939, 3, 1),
    "NRAS": ("1", 115247085, 115259515, 2, 4), "IDH1": ("2", 209100953, 209119806, 2, 0.2),
    "FBXW7": ("4", 153242410, 153457253, 2, 0.5), "RNF43": ("17", 56431037, 56494956, 2, 0.5),
    "SPEN": ("1", 16174359, 16266955, 2, 1), "SETD2": ("3", 47057898, 47205467, 2, 0.5),
    "JAK2": ("9", 4985033, 5128183, 0.5, 0.5), "DNMT3A": ("2", 25455830, 25565459, 0.5, 0.2),
    "TET2": ("4", 106067943, 106200960, 0.5, 0.2), "ASXL1": ("20", 30946147, 31027122, 0.5, 0.2),
    "PPM1D": ("17", 58677544, 58741849, 0.3, 0.2), "CHEK2": ("22", 29083731, 29137822, 0.5, 0.2),
    "DDX3Y": ("Y", 15016019, 15032390, 0.05, 0.05), "KDM5D": ("Y", 21865751, 21906825, 0.1, 0.05),
}
BLOOD_GENES = {"DNMT3A": 45, "TET2": 18, "ASXL1": 8, "PPM1D": 8, "TP53": 6, "CHEK2": 4, "ATM": 5, "JAK2": 3,
               "BRCA2": 2, "KRAS": 1}

# Recurrent changes at their positions; every other change of a gene is one that no list of variants has.
HOTSPOTS = {
    "PIK3CA": [(178952085, "A", "G", "p.H1047R"), (178936091, "G", "A", "p.E545K")],
    "KRAS": [(25398284, "C", "T", "p.G12D")], "TP53": [(7577538, "C", "T", "p.R248Q"), (7578406, "C", "T", "p.R175H")],
    "ESR1": [(152419926, "A", "G", "p.D538G"), (152419923, "A", "G", "p.Y537C")],
    "ERBB2": [(37880220, "T", "C", "p.L755S")], "BRAF": [(140453136, "A", "T", "p.V600E")],
    "AKT1": [(105246551, "C", "T", "p.E17K")],
}
EXOME_WEIGHT = {name: length * (0.04 if name == "Y" else 1) for name, length in LENGTHS.items()}


@dataclass(frozen=True)
class Change:
    """A change of DNA. Insertions have '-' as reference and the base before as position."""
    chromosome: str
    position: int
    ref: str
    alt: str
    gene: str
    protein: str

    @property
    def is_indel(self):
        return "-" in (self.ref, self.alt)

    @property
    def is_silent(self):
        return self.protein.endswith("=")

    @property
    def is_deamination(self):
        return (self.ref, self.alt) in (("C", "T"), ("G", "A"))


def choose(rng, weights):
    """A key of `weights`, in proportion to its value."""
    keys = list(weights)
    total = sum(weights.values())
    return keys[rng.choice(len(keys), p=[weights[key] / total for key in keys])]


def gene_at(chromosome, position):
    """The gene of a position: a listed one, or an invented one for each million bases."""
    for name, (gene_chromosome, start, end, *_) in GENES.items():
        if gene_chromosome == chromosome and start <= position <= end:
            return name
    return f"PASS{chromosome}_{position // 1_000_000}"


def random_position(rng, sex, panel=None):
    """A chromosome and position: in a gene of the panel, or anywhere."""
    if panel:
        genes = [name for name in panel if sex == "male" or GENES[name][0] != "Y"]
        chromosome, start, end, *_ = GENES[genes[rng.integers(len(genes))]]
        return chromosome, int(rng.integers(start, end))
    chromosome = choose(rng, {name: weight for name, weight in EXOME_WEIGHT.items() if sex == "male" or name != "Y"})
    return chromosome, int(rng.integers(1_000_000, LENGTHS[chromosome] - 1_000_000))


def substitution(rng, deamination):
    """A pair of bases, a C>T or G>A with probability `deamination`."""
    if rng.random() < deamination:
        return ("C", "T") if rng.random() < 0.5 else ("G", "A")
    while True:
        ref, alt = rng.choice(list("ACGT"), 2, replace=False)
        if (ref, alt) not in (("C", "T"), ("G", "A")):
            return str(ref), str(alt)


def change_at(rng, chromosome, position, deamination, indels=0.06):
    """A random change at a position."""
    ref, alt = substitution(rng, deamination)
    if rng.random() < indels:
        # The last base differs from the anchor base A of a VCF record, so that trimming has one result.
        bases = "".join(rng.choice(list("ACGT"), rng.geometric(0.5) - 1)) + str(rng.choice(list("CGT")))
        ref, alt = (bases, "-") if rng.random() < 0.65 else ("-", bases)
    before, after = rng.choice(list("ACDEFGHIKLMNPQRSTVWY"), 2, replace=False)
    silent = "-" not in (ref, alt) and rng.random() < 0.22
    protein = f"p.{before}{position % 1500 + 1}{'=' if silent else after}"
    return Change(chromosome, position, ref, alt, gene_at(chromosome, position), protein)


def driver_change(rng, gene, deamination):
    """A change of a driver: half of those of genes with hot spots are hot spots."""
    chromosome, start, end, *_ = GENES[gene]
    if gene in HOTSPOTS and rng.random() < 0.5:
        position, ref, alt, protein = HOTSPOTS[gene][rng.integers(len(HOTSPOTS[gene]))]
        return Change(chromosome, position, ref, alt, gene, protein)
    while (change := change_at(rng, chromosome, int(rng.integers(start, end)), deamination, indels=0.15)).is_silent:
        pass
    return change

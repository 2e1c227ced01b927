"""What each scenario has, the callers, and the artefacts of each assay."""

from dataclasses import dataclass

from . import artefacts, reads


@dataclass(frozen=True)
class Scenario:
    text: str
    assay: str = "wes"
    stated: bool = True
    doubling: float = 0.3
    purity_off: bool = False
    wrong_share: float = 0.03
    alternatives: float = 0.03
    regions: int = 1
    fixed: bool = False
    damage: float = 15
    leaks: float = 0.4
    normal: bool = False
    vcf: bool = False
    metastases: bool = False


SCENARIOS = {
    "wes": Scenario("exomes, purity and copy numbers stated"),
    "wes_blank": Scenario("exomes, purity and copy numbers unknown", stated=False),
    "panel": Scenario("small panels, purity stated", assay="panel", leaks=0.15, vcf=True),
    "panel_blank": Scenario("small panels, purity unknown", assay="panel", stated=False, leaks=0.15, vcf=True),
    "plasma": Scenario("tissue panel and later plasma, blood as the normal", assay="plasma", leaks=0.1, normal=True),
    "wgd": Scenario("exomes of doubled genomes", doubling=0.85),
    "wrong": Scenario("exomes with wrong purity and copy numbers", purity_off=True, wrong_share=0.2,
                      alternatives=0.25, doubling=0.4),
    "regions": Scenario("exomes of several regions of the primary", regions=3),
    "ffpe": Scenario("exomes, old fixed primary", fixed=True, damage=40, vcf=True),
    "germline": Scenario("exomes with germline variants left in", leaks=9, normal=True),
    "metastases": Scenario("exomes of a primary and several metastases", metastases=True),
    "metastases_blank": Scenario("exomes of a primary and several metastases, purity and copy numbers unknown",
                                 stated=False, metastases=True),
}

CALLERS = {"wes": reads.Caller(4, 12, 0.03), "panel": reads.Caller(8, 60, 0.01),
           "plasma": reads.Caller(4, 200, 0.0008)}
AMOUNTS = {"wes": artefacts.Amounts(), "panel": artefacts.Amounts(0.6, 0.03, 0.15, 0.012, 0.05, scale=0.4),
           "plasma": artefacts.Amounts(4, 0.08, 0.3, 0.03, 0.15, scale=0.4)}

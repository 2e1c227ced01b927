import NumericalMethods
import TumorModel

/// Driver mutations of hormone-receptor-positive breast cancer, at their true hg19 places.
enum DriverTable {
  /// A gene's part in the made-up cohort.
  struct Gene: Sendable {
    let symbol: String
    /// The share of patients with a mutation of it.
    let share: Double
    /// The share of those in whom it was acquired on the way to the metastasis.
    let acquiredShare: Double
    let variants: [Mutation]
  }

  /// Genes that a patient can have independently of each other.
  static let genes: [Gene] = [
    gene(
      "PIK3CA", 0.40, 0.03, "3",
      [
        (178_952_085, "A", "G", "p.H1047R"), (178_952_085, "A", "G", "p.H1047R"),
        (178_936_091, "G", "A", "p.E545K"), (178_936_091, "G", "A", "p.E545K"),
        (178_936_082, "G", "A", "p.E542K"), (178_952_085, "A", "T", "p.H1047L"),
        (178_921_553, "T", "A", "p.N345K"),
      ]),
    gene(
      "TP53", 0.30, 0.1, "17",
      [
        (7_578_406, "C", "T", "p.R175H"), (7_577_538, "C", "T", "p.R248Q"),
        (7_577_539, "G", "A", "p.R248W"), (7_577_120, "C", "T", "p.R273H"),
        (7_577_121, "G", "A", "p.R273C"), (7_578_190, "T", "C", "p.Y220C"),
        (7_578_271, "T", "C", "p.H193R"), (7_578_212, "G", "A", "p.R213*"),
      ]),
    gene(
      "GATA3", 0.14, 0, "10",
      [(8_115_928, "-", "A", "p.S427fs"), (8_115_903, "-", "C", "p.T418fs")]),
    gene("CDH1", 0.12, 0.02, "16", [(68_772_218, "C", "T", "p.Q23*")]),
    gene("KMT2C", 0.08, 0.2, "7", [(151_945_589, "C", "A", "p.E644*")]),
    gene("MAP3K1", 0.07, 0.05, "5", [(56_177_668, "C", "T", "p.Q881*")]),
    gene("AKT1", 0.05, 0.15, "14", [(105_246_551, "C", "T", "p.E17K")]),
    gene("PTEN", 0.05, 0.2, "10", [(89_692_905, "G", "A", "p.R130Q")]),
    gene("FOXA1", 0.05, 0.2, "14", [(38_061_240, "G", "A", "p.S250F")]),
    gene("NF1", 0.07, 0.6, "17", [(29_562_746, "C", "T", "p.R1276*")]),
    gene("ARID1A", 0.05, 0.5, "1", [(27_106_354, "C", "T", "p.R1989*")]),
    gene("RB1", 0.04, 0.8, "13", [(48_941_648, "C", "T", "p.R320*")]),
    gene("SF3B1", 0.03, 0, "2", [(198_266_834, "T", "C", "p.K700E")]),
  ]

  /// The ligand-binding domain of the oestrogen receptor.
  static let esr1 = gene(
    "ESR1", 0.18, 0.9, "6",
    [
      (152_419_926, "A", "G", "p.D538G"), (152_419_926, "A", "G", "p.D538G"),
      (152_419_926, "A", "G", "p.D538G"), (152_419_923, "A", "C", "p.Y537S"),
      (152_419_923, "A", "C", "p.Y537S"), (152_419_922, "T", "A", "p.Y537N"),
      (152_332_832, "G", "C", "p.E380Q"),
    ])

  /// The twelve ERBB2 mutations, activating ones first; each is one patient's.
  static let erbb2: [Mutation] = gene(
    "ERBB2", 1, 1, "17",
    [
      (37_880_220, "T", "C", "p.L755S"), (37_868_208, "C", "T", "p.S310F"),
      (37_880_981, "-", "GCATACGTGATG", "p.Y772_A775dup"), (37_880_261, "G", "T", "p.D769Y"),
      (37_881_000, "G", "T", "p.V777L"), (37_881_414, "T", "G", "p.L869R"),
      (37_868_205, "G", "C", "p.G309A"), (37_881_332, "G", "A", "p.V842I"),
      (37_879_658, "G", "A", "p.R678Q"), (37_868_216, "C", "G", "p.L313V"),
      (37_880_257, "C", "G", "p.I767M"), (37_879_854, "G", "A", "p.E717K"),
    ]
  ).variants

  /// Long genes in which passengers fall; the changes in them are made up.
  static let passengerGenes: [PassengerNames.Gene] = [
    ("TTN", "2", 179_391_000...179_695_000), ("MUC16", "19", 8_960_000...9_091_000),
    ("CSMD3", "8", 113_236_000...114_449_000), ("RYR2", "1", 237_206_000...237_997_000),
    ("USH2A", "1", 215_797_000...216_596_000), ("SYNE1", "6", 152_443_000...152_958_000),
    ("LRP1B", "2", 140_989_000...142_889_000), ("FLG", "1", 152_275_000...152_297_000),
    ("HMCN1", "1", 185_704_000...186_160_000), ("DST", "6", 56_323_000...56_819_000),
    ("OBSCN", "1", 228_396_000...228_566_000), ("ZFHX4", "8", 77_594_000...77_779_000),
    ("DNAH5", "5", 13_691_000...13_944_000), ("FAT3", "11", 92_086_000...92_629_000),
    ("PCLO", "7", 82_384_000...82_792_000), ("RYR1", "19", 38_925_000...39_078_000),
    ("SPTA1", "1", 158_581_000...158_656_000), ("CSMD1", "8", 2_793_000...4_852_000),
    ("APOB", "2", 21_225_000...21_266_000), ("FAT4", "4", 126_238_000...126_414_000),
    ("ABCA13", "7", 48_212_000...48_687_000), ("AHNAK", "11", 62_202_000...62_314_000),
    ("MACF1", "1", 39_547_000...39_952_000), ("NEB", "2", 152_342_000...152_590_000),
    ("HYDIN", "16", 70_836_000...71_264_000), ("DNAH9", "17", 11_502_000...11_872_000),
    ("LAMA2", "6", 129_205_000...129_837_000), ("UTRN", "6", 144_613_000...145_174_000),
    ("CUBN", "10", 16_866_000...17_171_000), ("PKHD1", "6", 51_481_000...51_952_000),
    ("COL6A3", "2", 238_233_000...238_322_000), ("VPS13B", "8", 100_026_000...100_889_000),
    ("MYCBP2", "13", 77_619_000...77_901_000), ("RELN", "7", 103_113_000...103_629_000),
    ("VWF", "12", 6_059_000...6_233_000), ("DMD", "X", 31_138_000...33_229_000),
  ].map { PassengerNames.Gene(symbol: $0.0, chromosome: $0.1, range: $0.2) }

  private static func gene(
    _ symbol: String, _ share: Double, _ acquiredShare: Double, _ chromosome: String,
    _ variants: [(position: Int, reference: String, alternate: String, change: String)]
  ) -> Gene {
    Gene(
      symbol: symbol, share: share, acquiredShare: acquiredShare,
      variants: variants.map { row in
        guard let chromosome = Chromosome(chromosome),
          let variant = Variant(
            chromosome: chromosome, position: row.position, reference: row.reference,
            alternate: row.alternate)
        else { preconditionFailure("a driver that is no variant: \(row.change)") }
        let classification =
          row.change.hasSuffix("*")
          ? "Nonsense_Mutation"
          : row.change.hasSuffix("fs")
            ? "Frame_Shift_Ins"
            : variant.kind == .insertion ? "In_Frame_Ins" : "Missense_Mutation"
        return Mutation(
          variant: variant, gene: symbol, proteinChange: row.change,
          classification: classification)
      })
  }
}

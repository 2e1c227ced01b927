import Wording

/// All figures, in the order of help texts.
public enum FigureCatalogue {
  /// The figures; a new one is entered here.
  public static let all: [any StudyFigure.Type] = [
    CellFractionFigure.self, TrajectoryFigure.self, PosteriorFigure.self, PowerFigure.self,
    FunnelFigure.self, LollipopFigure.self, SwimmerFigure.self, ForestFigure.self,
    VolcanoFigure.self, OncoprintFigure.self, ExclusivityFigure.self, OriginBarsFigure.self,
    RelatednessFigure.self, CloneClusterFigure.self, CloneTreeFigure.self,
    CloneProportionFigure.self, FishFigure.self, MigrationFigure.self, DoseResponseFigure.self,
    IC50Figure.self, SynergyFigure.self, IsobologramFigure.self, WaterfallFigure.self,
    SpiderFigure.self, SurvivalFigure.self,
  ]

  /// The figure of a name; `nil` for any other text.
  public static func figure(named name: String) -> (any StudyFigure.Type)? {
    all.first { $0.name == name }
  }

  /// The names of the figures that cannot be made without an option, in words.
  public static func names(needing option: FigureNeeds) -> String {
    Wording.list(all.filter { $0.needs.contains(option) }.map { $0.name })
  }

  /// The figures of a whole study: those of each gene that it asks about, then the others; what has
  /// nothing to draw is left out.
  public static func studyCharts(_ input: FigureInput) -> [VegaLiteChart] {
    var charts: [VegaLiteChart] = []
    func add(_ place: FigurePlace, _ input: FigureInput) {
      for figure in all where figure.place == place {
        charts += (try? figure.marked(input)) ?? []
      }
    }
    for gene in input.leading {
      var ofGene = input
      ofGene.gene = gene
      add(.everyGene, ofGene)
    }
    var whole = input
    whole.gene = nil
    add(.once, whole)
    return charts
  }
}

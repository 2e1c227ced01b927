/// A figure that is one chart.
public protocol ChartedFigure: Sendable {
  /// The chart.
  var chart: VegaLiteChart { get }
}

extension CellFractionFigure: ChartedFigure {}
extension TrajectoryFigure: ChartedFigure {}
extension PosteriorFigure: ChartedFigure {}
extension PowerFigure: ChartedFigure {}
extension OriginBarsFigure: ChartedFigure {}
extension FunnelFigure: ChartedFigure {}
extension LollipopFigure: ChartedFigure {}
extension RelatednessFigure: ChartedFigure {}
extension OncoprintFigure: ChartedFigure {}
extension ForestFigure: ChartedFigure {}
extension VolcanoFigure: ChartedFigure {}
extension ExclusivityFigure: ChartedFigure {}
extension SwimmerFigure: ChartedFigure {}

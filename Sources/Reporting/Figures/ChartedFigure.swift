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

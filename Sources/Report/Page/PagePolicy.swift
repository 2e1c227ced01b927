/// What a browser may load for a page that holds all it needs.
enum PagePolicy {
  /// The element for the head of a page: nothing comes from elsewhere, and nothing goes there.
  static let element =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    + "style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'; img-src data: blob:\">"
}

/// The sizes that format 1 allows.
public enum FormatLimits {
  /// Bytes of the header line, its LF counted.
  public static let headerLine = 16 * 1024 * 1024
  /// Bytes of any other line, its LF counted.
  public static let line = 1024 * 1024
  /// Bytes of a file.
  public static let file = 64 * 1024 * 1024
  /// Lines of a file.
  public static let lines = 200_000
  /// Nesting of `{` and `[`, the line itself being 1.
  static let nesting = 4
  /// UTF-8 bytes of what a person types; judged by the writer alone.
  public static let typedText = 64 * 1024
}

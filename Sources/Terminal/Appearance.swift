internal import CNcursesw
import TextGrid

/// How a role looks: the only place that knows colours.
///
/// Colours are few, those of the user's own theme, and none carries a meaning alone. Text that must
/// be read keeps the default colour, because every other one is too faint on some background.
struct Appearance {
  let attributes: Int32
  /// 0 for the default, else one of the seven colours of ANSI.
  let color: Int32

  private enum Color {
    static let standard: Int32 = 0
    static let red: Int32 = 1
    static let green: Int32 = 2
    static let magenta: Int32 = 5
  }

  private init(_ attributes: Int32 = 0, _ color: Int32 = Color.standard) {
    self.attributes = attributes
    self.color = color
  }

  init(of style: Style) {
    switch style {
    case .plain, .muted, .notApplicable, .notChecked, .border: self.init()
    case .title, .heading, .key, .command: self.init(SCREEN_BOLD)
    case .focus: self.init(SCREEN_REVERSE)
    case .pass: self.init(0, Color.green)
    case .fail: self.init(SCREEN_BOLD, Color.red)
    case .warning: self.init(0, Color.magenta)
    case .input: self.init(SCREEN_UNDERLINE)
    }
  }
}

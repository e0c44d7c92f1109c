import Checklist
import Review

/// The start screen: the reports of a folder, the checklists found, and what is open over them.
///
/// Pure: events in, effects out; `render` draws it.
public struct StartScreen: Sendable {
  /// A form in which reports are exported.
  public struct Format: Sendable, Equatable {
    /// As `export --format` takes it.
    public let name: String
    /// How the names of such files end, with the dot.
    public let ending: String

    /// Makes a form.
    public init(name: String, ending: String) {
      self.name = name
      self.ending = ending
    }
  }

  /// What does not change while the screen is there.
  public struct Setting: Sendable {
    /// The folder, as the title names it.
    public let folder: String
    /// Whether a trust list is configured.
    public let hasTrustList: Bool
    /// The forms of export, the usual one first.
    public let formats: [Format]
    /// The identifiers of the checklists of a review for which nobody names any.
    public let usual: [String]

    /// Makes a setting.
    public init(folder: String, hasTrustList: Bool, formats: [Format], usual: [String]) {
      self.folder = folder
      self.hasTrustList = hasTrustList
      self.formats = formats
      self.usual = usual
    }
  }

  /// A line that the reader can stand on.
  enum Item: Sendable, Equatable {
    /// A report, by its file name.
    case report(String)
    /// A checklist, by what `run` is given for it.
    case checklist(String)
  }

  /// What lies over the lists.
  enum Overlay: Sendable, Equatable {
    /// Every key, searchable; Enter runs the line.
    case help(KeyList)
    /// Lines to read.
    case reading(Reading)
    /// A new review: environment, profile, approvals.
    case newReview(Form, checklists: [String])
    /// An export of a report: form, file.
    case export(Form, report: String)
    /// The path of a trust list to verify a report with.
    case trustList(TextInput, report: String)
  }

  let setting: Setting
  /// Columns of the terminal.
  public internal(set) var columns: Int
  /// Rows of the terminal.
  public internal(set) var rows: Int
  /// Whether the reader has left.
  public internal(set) var hasLeft = false
  /// The reports, in the order in which they are shown.
  var reports: [ListedReport] = []
  /// The checklists; nil while nobody has looked.
  var checklists: [ListedChecklist]?
  var now = Timestamp(seconds: 0)
  var signer = ""
  /// Where the reader went; nil before he did.
  var chosen: Item?
  /// Marked checklists, by what `run` is given for them.
  var marks: Set<String> = []
  var overlay: Overlay?
  var message = ""
  /// What was typed about a new review when the form was left.
  var draft: Form?
  /// The trust list that was typed last.
  var trustList = ""

  /// Starts with nothing found yet.
  public init(_ setting: Setting, columns: Int, rows: Int) {
    self.setting = setting
    self.columns = columns
    self.rows = rows
  }
}

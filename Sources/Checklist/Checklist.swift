/// One checklist file: what is asked, in the order in which the author wrote it.
///
/// Source: `Documentation/checklist-format.md`, format 1.
public struct Checklist: Sendable, Equatable {
  /// The last path component of the file, for example `backup.yaml`.
  public var name: String
  /// The identifier that commands and reports use, for example `gitlab-backup`.
  public var id: String
  /// The author's version, free text.
  public var version: String
  /// The heading that a reader sees.
  public var title: String
  /// One or two sentences, or nil.
  public var summary: String?
  /// Where the guidance comes from, or nil.
  public var source: Reference?
  /// Names of files in the same folder that are read together with this one.
  public var uses: [String]
  /// Facts asked before the first step.
  public var facts: [Fact]
  /// The sections, each with at least one step.
  public var sections: [Section]

  /// Makes a checklist; the loader and tests are the callers.
  public init(
    name: String, id: String, version: String, title: String, summary: String? = nil,
    source: Reference? = nil, uses: [String] = [], facts: [Fact] = [], sections: [Section] = []
  ) {
    self.name = name
    self.id = id
    self.version = version
    self.title = title
    self.summary = summary
    self.source = source
    self.uses = uses
    self.facts = facts
    self.sections = sections
  }
}

/// A title and an address.
public struct Reference: Sendable, Equatable {
  /// What the address leads to.
  public var title: String
  /// The address, as written.
  public var url: String

  /// Makes a reference.
  public init(title: String, url: String) {
    self.title = title
    self.url = url
  }
}

/// A group of steps under one heading.
public struct Section: Sendable, Equatable {
  /// The identifier, unique within its file.
  public var id: String
  /// The heading.
  public var title: String
  /// A sentence or two, or nil.
  public var summary: String?
  /// When any of the section's steps apply.
  public var when: Condition
  /// The steps, at least one.
  public var steps: [Step]

  /// Makes a section.
  public init(
    id: String, title: String, summary: String? = nil, when: Condition = .always, steps: [Step]
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.when = when
    self.steps = steps
  }
}

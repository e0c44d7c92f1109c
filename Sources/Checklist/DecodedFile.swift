/// One file read by itself: its model, and the places that only the other files can judge.
struct DecodedFile: Sendable {
  /// A name and its place.
  struct Named: Sendable {
    var name: String
    var position: Position
  }

  /// A `when` as written.
  struct When: Sendable {
    /// One fact with the values that it may have.
    struct Entry: Sendable {
      var fact: Named
      var values: [Named]
    }

    var entries: [Entry] = []

    static let always = When()
  }

  /// A fact and its `when`.
  struct FactPlace: Sendable {
    var fact: Fact
    /// Where its identifier stands.
    var position: Position
    /// Where it begins; its `when` may name only facts before.
    var start: Position
    var when: When
  }

  /// A step with the conditions in it.
  struct StepPlace: Sendable {
    var position: Position
    var when: When
    var checks: [When]
  }

  /// A section with the conditions in it.
  struct SectionPlace: Sendable {
    var when: When
    var steps: [StepPlace]
  }

  var checklist: Checklist
  var id: Named?
  var uses: [Named] = []
  var facts: [FactPlace] = []
  var sections: [SectionPlace] = []
  var stepIDs: [Named] = []
  /// Names in `{{ }}` of commands.
  var placeholders: [Named] = []
}

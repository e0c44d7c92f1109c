public import Checklist

/// A checklist that was found, as the start screen lists it.
public struct ListedChecklist: Sendable, Equatable {
  /// What `run` is given for it: an identifier or a path.
  public let reference: String
  /// Its identifier.
  public let id: String
  /// Its title, or its file name when it has faults.
  public let title: String
  /// The author's version.
  public let version: String
  /// Where it lies, in a word or two.
  public let origin: String
  /// How many steps each profile has before facts rule any out; empty when it has faults.
  public let sizes: [Profile: Int]
  /// The first fault that keeps it from being used, or nil.
  public let fault: String?

  /// Makes a line of the list.
  public init(
    reference: String, id: String, title: String, version: String, origin: String,
    sizes: [Profile: Int], fault: String? = nil
  ) {
    self.reference = reference
    self.id = id
    self.title = title
    self.version = version
    self.origin = origin
    self.sizes = sizes
    self.fault = fault
  }

  /// Lists a checklist that was read.
  public init(_ checklist: Checklist, reference: String, origin: String) {
    let levels = checklist.sections.flatMap(\.steps).map(\.level)
    self.init(
      reference: reference, id: checklist.id, title: checklist.title, version: checklist.version,
      origin: origin,
      sizes: Dictionary(
        uniqueKeysWithValues: Profile.allCases.map { profile in
          (profile, levels.count { $0 <= profile })
        }))
  }
}

internal import FoundationEssentials

/// What GitLab's `/api/v4/users/:id/keys` answered, saved to a file.
public struct GitLabKeys: Sendable {
  /// One SSH key of a person.
  public struct Entry: Sendable {
    /// GitLab's number of the key.
    public let id: Int
    /// What its owner called it; any text.
    public let title: String
    /// The line of a `.pub` file.
    public let line: String
    /// `auth`, `signing` or `auth_and_signing`; nil from versions that do not tell.
    public let usage: String?
    /// When it was added, as GitLab writes times.
    public let created: String?
    /// When it ends, or nil.
    public let expires: String?
  }

  /// The keys, in order.
  public let entries: [Entry]

  /// Reads the answer: a JSON array, of each key what is needed here.
  public init(json: [UInt8]) throws(KeyFault) {
    do {
      entries = try JSONDecoder().decode([Entry].self, from: Data(json))
    } catch {
      throw KeyFault(
        message: "this is no answer of GitLab's /api/v4/users/:id/keys: "
          + "a JSON array of keys, each with id, title and key")
    }
  }
}

extension GitLabKeys.Entry: Decodable {
  private enum CodingKeys: String, CodingKey {
    case id
    case title
    case line = "key"
    case usage = "usage_type"
    case created = "created_at"
    case expires = "expires_at"
  }
}

internal import Crypto
internal import FoundationEssentials

/// A running SHA-256.
///
/// Copying the value copies the state, so a digest can be taken at every line of a file while the
/// file is read once.
public struct SHA256State: Sendable {
  private var hash = SHA256()

  /// Starts with no bytes read.
  public init() {}

  /// Reads more bytes.
  public mutating func update(_ bytes: ArraySlice<UInt8>) {
    hash.update(data: bytes)
  }

  /// Reads more bytes.
  public mutating func update(_ bytes: [UInt8]) {
    hash.update(data: bytes)
  }

  /// The 32 bytes for what was read so far; the state can go on.
  public func digest() -> [UInt8] {
    Array(hash.finalize())
  }
}

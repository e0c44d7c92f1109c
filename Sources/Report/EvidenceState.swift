/// Whether the bytes of an evidence file are the ones that the report names.
public enum EvidenceState: Sendable, Equatable {
  /// Digest and size fit.
  case intact
  /// Not there, or not to be read.
  case missing
  /// Other bytes than those named.
  case different
}

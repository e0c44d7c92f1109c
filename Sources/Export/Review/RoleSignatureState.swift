/// What a role signature is worth, as far as was asked.
enum RoleSignatureState: String {
  /// The trust list names key and principal for this role and time.
  case trusted
  /// No trust list was asked: anybody can make a key and print a name on it.
  case selfAsserted = "self_asserted"
  /// The trust list or a rule of the signers says no.
  case refused
  /// A reopen came after it; it is history and was not judged.
  case void
}

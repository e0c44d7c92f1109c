/// What stands outside of the pure state: the report file and the evidence folder.
public protocol EffectHandler {
  /// Carries an effect out and says what came of it.
  func perform(_ effect: Effect) -> Action
  /// Lower-case hex SHA-256 of the whole report as it lies on the disk.
  var headDigest: String { get }
}

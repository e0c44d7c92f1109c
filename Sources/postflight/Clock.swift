import Review

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The machine's clock.
///
/// Debug builds, for tests, take a fixed time from `POSTFLIGHT_NOW`.
enum Clock {
  static var now: Timestamp {
    #if DEBUG
      if let fixed = Surroundings.value("POSTFLIGHT_NOW"), let time = Timestamp(fixed) {
        return time
      }
    #endif
    var value = timespec()
    clock_gettime(CLOCK_REALTIME, &value)
    return Timestamp(seconds: Int64(value.tv_sec))
  }
}

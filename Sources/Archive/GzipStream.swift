import CZlib

/// Bytes compressed a slice at a time, as `gzip -n` does it: no name and no time in the header.
public final class GzipStream {
  /// There was no memory for it.
  public struct Failure: Error {}

  // zlib keeps the address, so it must not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private static let slice = 64 * 1024

  /// Begins a stream.
  public init() throws(Failure) {
    stream.initialize(to: z_stream())
    // 16 more than the window asks for gzip's header and trailer.
    let code = deflateInit2_(
      stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw Failure() }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Takes more bytes.
  ///
  /// - Returns: what is compressed so far and was not returned before; often nothing.
  public func compress(_ bytes: [UInt8]) -> [UInt8] { deflated(bytes, Z_NO_FLUSH) }

  /// Ends the stream; nothing may be compressed after it.
  ///
  /// - Returns: the rest.
  public func finish() -> [UInt8] { deflated([], Z_FINISH) }

  private func deflated(_ bytes: [UInt8], _ flush: Int32) -> [UInt8] {
    var input = bytes
    var result: [UInt8] = []
    input.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      var isFull = true
      while isFull {
        let piece = [UInt8](unsafeUninitializedCapacity: Self.slice) { output, count in
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(output.count)
          // It fails only for what is no stream, and for a call with nothing to do.
          _ = deflate(stream, flush)
          count = output.count - Int(stream.pointee.avail_out)
        }
        isFull = piece.count == Self.slice
        result += piece
      }
      stream.pointee.next_in = nil
    }
    return result
  }
}

import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An agent that answers each connection with bytes that were made up, whatever it is asked.
final class FakeAgent: @unchecked Sendable {
  let socket: String
  private let listening: Int32
  private let answer: [UInt8]
  /// Whether it hangs up after the answer, or leaves the line open.
  private let hangsUp: Bool

  init(_ answer: [UInt8], hangsUp: Bool = true) throws {
    self.answer = answer
    self.hangsUp = hangsUp
    socket = "/tmp/pf-fake-" + UUID().uuidString.prefix(8)
    #if canImport(Glibc)
      listening = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      listening = Darwin.socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socket.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listening, $0, size) }
    }
    guard bound == 0, listen(listening, 8) == 0 else { throw Agent.Failure(text: "no socket") }
    Thread.detachNewThread { [listening, answer, hangsUp] in
      while true {
        let connection = accept(listening, nil, nil)
        guard connection >= 0 else {
          // Here, not in `deinit`: the number would be another agent's while this one still asks.
          close(listening)
          return
        }
        var request = [UInt8](repeating: 0, count: 65_536)
        _ = recv(connection, &request, request.count, 0)
        if !answer.isEmpty { _ = send(connection, answer, answer.count, Int32(MSG_NOSIGNAL)) }
        if hangsUp { close(connection) }
      }
    }
  }

  deinit {
    shutdown(listening, Int32(SHUT_RDWR))
    unlink(socket)
  }
}

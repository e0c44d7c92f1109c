#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What lies in folders.
enum ReportFiles {
  /// Whether anything, a broken link too, has this name.
  static func exists(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
  }

  /// Names in a folder, sorted; empty when it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

extension ReportFiles {
  /// A name in a folder, and what it stands for.
  struct Item {
    enum Kind {
      case file
      case folder
      case link
      case other
    }

    let name: String
    let kind: Kind
  }

  /// What lies in a folder, by name; nil when it cannot be read.
  static func items(in folder: String) -> [Item]? {
    guard access(folder, R_OK | X_OK) == 0 else { return nil }
    return names(in: folder).map { name in
      var info = stat()
      guard lstat(folder + "/" + name, &info) == 0 else { return Item(name: name, kind: .other) }
      let kind: Item.Kind =
        switch info.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
      return Item(name: name, kind: kind)
    }
  }

  /// Whether anybody but its owner may read or write a file.
  static func isOpenToOthers(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & 0o077 != 0
  }

  /// Whether a folder, or a link to one, has this name.
  static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  /// Size and time of the last change: another file, or one that was written to, has another one.
  struct Stamp: Equatable {
    let size: Int64
    let seconds: Int64
    let nanoseconds: Int64

    func isNewer(than other: Stamp) -> Bool {
      (seconds, nanoseconds) > (other.seconds, other.nanoseconds)
    }
  }

  /// The stamp of what a name stands for, nil when there is nothing.
  static func stamp(_ path: String) -> Stamp? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    #if canImport(Darwin)
      let time = info.st_mtimespec
    #else
      let time = info.st_mtim
    #endif
    return Stamp(
      size: Int64(info.st_size), seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
  }
}

import YAML

/// Paths as texts.
public enum Paths {
  /// A path that begins at a folder, unless it begins at the root.
  public static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }

  /// The way from a folder to a file, both without symbolic links, as in `../../manifests/web.yaml`.
  public static func relative(_ path: String, from folder: String) -> String {
    let (to, from) = (parts(path), parts(folder))
    let common = zip(to, from).prefix { $0 == $1 }.count
    let ups = Array(repeating: "..", count: from.count - common)
    let way = ups + to[common...]
    return way.isEmpty ? "." : way.joined(separator: "/")
  }

  /// Whether a path lies in a folder, or is it; both without symbolic links.
  public static func contains(_ folder: String, _ path: String) -> Bool {
    parts(path).starts(with: parts(folder))
  }

  public static func canonical(_ path: String) -> String? { FileBytes.canonicalPath(of: path) }

  public static func lastComponent(of path: String) -> String { parts(path).last ?? path }

  private static func parts(_ path: String) -> [String] {
    path.split(separator: "/").filter { $0 != "." }.map(String.init)
  }
}

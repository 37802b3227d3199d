@main struct Netproof {
  static func main() {}
}

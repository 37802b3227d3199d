import SymbolicEngine

extension Verifier {
  /// Begins on another thread with what needs no input. Give it to the verifier, and wait for it before the process ends,
  /// whatever becomes of the run: Z3 must not be at work while its library is being torn down.
  public static func prepare(_ options: VerificationOptions) -> Task<Void, Never> {
    let engines = options.engines
    return Task.detached {
      if engines != .explicit { SymbolicEngine.warmUp() }
    }
  }
}

import Covers
import ProofFolders

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// `netproof-check FOLDER ...`: checks certificates against policies, without the prover.
@main
struct NetproofCheck {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.contains("--help") || arguments.contains("-h") {
      print(help)
      exit(0)
    }
    if arguments.first == "--tokens" { printTokens(arguments.dropFirst()) }
    let folders = arguments.filter { !$0.hasPrefix("-") }
    if let unknown = arguments.first(where: { $0.hasPrefix("-") }) {
      fail("unknown option `\(unknown)`")
    }
    if folders.isEmpty {
      fail("no folder: name a folder of proofs, as in netproof-check proofs/shop")
    }
    let findings = folders.map { ($0, ProofFolderCheck(folder: $0).finding()) }
    for (folder, finding) in findings {
      print(CheckReport(folder: folder, finding: finding).text, terminator: "")
    }
    exit(ProofFinding.Status.worst(findings.map(\.1.status)).rawValue)
  }

  /// `--tokens FOLDER/NAME.cover`.
  private static func printTokens(_ paths: ArraySlice<String>) -> Never {
    guard let path = paths.first, paths.count == 1, !path.hasPrefix("-") else {
      fail(
        "--tokens is for one certificate: netproof-check --tokens proofs/shop/db-isolation.cover")
    }
    do throws(CertificateTokens.Failure) {
      print(try CertificateTokens.text(of: path), terminator: "")
      exit(0)
    } catch {
      switch error {
      case .unreadable(let problem): fail(problem)
      case .rejected(let problem): fail(problem, .rejected)
      }
    }
  }

  private static func fail(
    _ message: String, _ status: ProofFinding.Status = .unreadable
  ) -> Never {
    let bytes = Array("netproof-check: error: \(message)\n".utf8)
    // Whoever does not read it learns from the status.
    _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(status.rawValue)
  }

  static let help = """
    OVERVIEW: Checks certificates of netproof against the policies that they are about.

    USAGE: netproof-check <folder> ...
           netproof-check --tokens <folder>/<intent>.cover

    Each folder holds what `netproof verify --proofs <folder>` or `netproof diff --proofs <folder>` wrote. The files are compared with SHA256SUMS, the inputs are read, and of \
    every case split (.cover) it is checked that each flow is in one case and that the printed reason is true of all flows of its \
    case, of every proof by clauses (.lrat) that it refutes its clauses (.cnf). \
    No solver is used, nor anything that the prover encodes policies with; what reads the manifests is shared with the prover.

    With --tokens nothing is checked: one certificate is printed, with the policies, pods and the sentence that it is about, for the \
    checker that is proved correct in Coq (proofs/checker).

    Exit status: 0 verified; 1 rejected; 2 unreadable, or wrong usage; 3 stale: an input has changed, or there is one \
    that is not listed; it is said of each case split whether it still holds on the inputs as they are now; 4 verified, but there are files (.smt2, .cnf) that state \
    the claims for other programs, and that they do is not checked here. Of several folders the worst \
    counts, in the order 2, 1, 3, 4, 0.
    """
}

/// Longer passages of the help.
enum HelpTexts {
  static let diff = """
    Shows which flows may exist that could not before, and which may no more, with the rule that decides. Every object \
    of either side counts: one that only one side has is absent on the other.

    A gate before a merge, without any intent file: \
    netproof diff --base origin/main k8s/ --world open --fail-on added

    With --world open a pod that nobody has deployed counts too, whatever its labels; with open-cluster also one in a \
    new namespace. It is the same on both sides.

    Additions that are accepted are sentences in a file of --allow, as in: WEB may reach API:3000. A sentence with \
    waiver: {until: 2027-03-01, reason: ...} counts until that day.

    With --relation, --proofs FOLDER keeps what proves it: a script for any SMT solver, and clauses with a refutation, \
    which netproof-check verifies without Z3. A relation that is not proved leaves nothing, and removes what was there.

    Exit status: 0 all in order, also where the sides differ and nothing was asked; 1 --fail-on is met or --relation \
    refuted; 2 wrong input or usage; 3 undecided, or an object that is not modelled could matter; 4 the engines \
    disagree.
    """

  static let verify = """
    Decides each sentence for every flow of the cluster, by Z3 and by enumeration, and compares. A refutation \
    shows flows that break the sentence, and the rules that decide them.

    What is on standard input is read with -, as in: \
    kubectl get ns,pods,svc,netpol -A -o json | netproof verify - --intents shop.yaml

    Exit status: 0 all in order; 1 an intent is refuted or vacuous (with --strict also: holds today only); 2 wrong \
    input or usage; 3 unsupported or inconclusive; 4 the engines disagree. The worst counts, in the order 4, 2, 3, 1.

    Who enforces the policies is said in the intent file, as assume.cni:

    \(table)

    LoadBalancer, NodePort: whose address such a flow shows; as said is assume.clientAddress. Negative namespaces: \
    a namespaceSelector of NotIn or DoesNotExist only. For calico and azure-npm an intent that a row marked * could \
    touch is unsupported.
    """

  static let explain = """
    Shows each group of flows that are decided alike: the rule that decides, first; of a denial the policies that \
    isolate and, rule by rule, the first condition that fails; the least that the answer rests on; and the smallest \
    change of the manifests that would turn it, which has been tried.

    An end is a workload or a pod (web, shop/web, deployment/web, shop/deployment/web, pod/web-0), an address or a \
    range of them (203.0.113.9, 203.0.113.0/24), or a term of the intent language (Internet, external, anyone, \
    "pods app=web in namespace shop", a group of an intent file). Ports follow a colon: :80, :53/UDP, :http, \
    :8080-8090, :80,443; they are the pods' own, not a Service's.

    Exit status: 0 it is explained; 2 wrong input or usage; 3 something that could change the answer is not \
    modelled; 4 the two readings disagree, which is a fault of netproof.
    """

  static let list = """
    Every line says which ports are open from one workload, or from addresses outside, to another. It is exact, for \
    every pod and every address; what may be open only because an address is unknown is marked may. Ports are the \
    pods' own, not a Service's.

    An end is a workload or a pod (web, shop/web, deployment/web, pod/web-0), an address or a range of them, or a term \
    of the intent language (Internet, external, "pods app=web in namespace shop", a group of an intent file).

    What is on standard input is read with -, as in: \
    kubectl get ns,pods,svc,ing,netpol -A -o json | netproof list -

    Exit status: 0 it is listed; 2 wrong input or usage; 3 something that could change the listing is not modelled; \
    4 the cross-check disagrees, which is a fault of netproof.
    """

  private static let table = """
                               upstream  cilium    none  calico     azure-npm
      policies are enforced    yes       yes       no    yes        yes
      ipBlock matches pods     yes       never     -     yes        yes
      ipBlock matches nodes    yes       never     -     yes        yes
      a node reaches its pods  yes       yes       yes   yes        yes
      a pod reaches its node   yes       by rules  yes   by rules*  yes
      LoadBalancer, NodePort   as said   as said   -     a node's*  unfiltered*
      IPv6 ipBlocks            yes       yes       -     yes        no*
      negative namespaces      yes       yes       -     yes        misread*
    """
}

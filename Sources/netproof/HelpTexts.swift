/// Longer passages of the help.
enum HelpTexts {
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

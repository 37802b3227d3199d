; netproof claim: "unsat" says that the intent holds
; sentence: MONITORING cannot reach APISERVER:1-4999,5001-65535
; states: no flow that the sentence prohibits may be allowed, whatever the manifests leave open turns out to be
;   (addresses that nobody knows, a port name with several numbers, which of two policies with one priority is tried
;   first)
; world: open-cluster
; universe: every pod of the manifests and every address outside the cluster, with any labels where the manifests leave
;   them open, and one pod of the pod network that nobody has deployed, in any namespace
; assumptions: cni upstream; client addresses preserved
; check: z3 FILE | cvc5 FILE | bitwuzla FILE must print exactly "unsat", and exit with 0
(set-info :smt-lib-version 2.6)
(set-logic QF_BV)
(set-info :status unsat)

; The flow that is asked about. A word is a number; 0 is what an address outside has.
; family: 0=IPv4, 1=IPv6
(declare-const |family| (_ BitVec 1))
; protocol: 0=TCP, 1=UDP, 2=SCTP
(declare-const |protocol| (_ BitVec 2))
(declare-const |port| (_ BitVec 16))
; namespace: 0=(outside), 1=ledger, 2=(new), 3=(second new)
(declare-const |source.namespace| (_ BitVec 2))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0/8, 5=11.0.0.0-100.63.255.255,
;   6=100.64.0.0/10, 7=100.128.0.0-126.255.255.255, 8=127.0.0.0/8, 9=128.0.0.0-169.253.255.255, 10=169.254.0.0/16,
;   11=169.255.0.0-172.15.255.255, 12=172.16.0.0/12, 13=172.32.0.0-192.167.255.255, 14=192.168.0.0/16,
;   15=192.169.0.0-223.255.255.255, 16=224.0.0.0/4, 17=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
; IPv6 address: 0=(none), 1=(unknown), 2=::, 3=::1, 4=::2-fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 5=fc00::/7,
;   6=fe00::/9, 7=fe80::/10, 8=fec0::/10, 9=ff00::/8
(declare-const |source.address.ipv6| (_ BitVec 4))
; label app: 0=(absent), 1=(other), 2=apiserver
(declare-const |source.label.app| (_ BitVec 2))
; label role: 0=(absent), 1=(other), 2=monitoring
(declare-const |source.label.role| (_ BitVec 2))
; pod: 0=(given), 1=(new)
(declare-const |source.isNew| (_ BitVec 1))
(declare-const |destination.namespace| (_ BitVec 2))
(declare-const |destination.address.ipv4| (_ BitVec 5))
(declare-const |destination.address.ipv6| (_ BitVec 4))
(declare-const |destination.label.app| (_ BitVec 2))
(declare-const |destination.label.role| (_ BitVec 2))
(declare-const |destination.isNew| (_ BitVec 1))

; What is said of it.
(define-fun |IPv4| () Bool (= |family| (_ bv0 1)))
(define-fun |TCP| () Bool (= |protocol| (_ bv0 2)))
(define-fun |port 0| () Bool (= |port| (_ bv0 16)))
(define-fun |port 0-5000| () Bool (bvule |port| (_ bv5000 16)))
(define-fun |port 1-4999| () Bool (and (bvule (_ bv1 16) |port|) (bvule |port| (_ bv4999 16))))
(define-fun |port 5000| () Bool (= |port| (_ bv5000 16)))
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 2)))
(define-fun |source in (outside),ledger| () Bool (bvule |source.namespace| (_ bv1 2)))
(define-fun |source in ledger| () Bool (= |source.namespace| (_ bv1 2)))
(define-fun |source in (new)| () Bool (= |source.namespace| (_ bv2 2)))
(define-fun |source in (second new)| () Bool (= |source.namespace| (_ bv3 2)))
(define-fun |source no IPv4| () Bool (= |source.address.ipv4| (_ bv0 5)))
(define-fun |source unknown IPv4| () Bool (= |source.address.ipv4| (_ bv1 5)))
(define-fun |source 0.0.0.0/0| () Bool (bvule (_ bv2 5) |source.address.ipv4|))
(define-fun |source no IPv6| () Bool (= |source.address.ipv6| (_ bv0 4)))
(define-fun |source unknown IPv6| () Bool (= |source.address.ipv6| (_ bv1 4)))
(define-fun |source ::| () Bool (= |source.address.ipv6| (_ bv2 4)))
(define-fun |source ::/0| () Bool (bvule (_ bv2 4) |source.address.ipv6|))
(define-fun |source ::1| () Bool (= |source.address.ipv6| (_ bv3 4)))
(define-fun |source app=(absent)| () Bool (= |source.label.app| (_ bv0 2)))
(define-fun |source app=(other)| () Bool (= |source.label.app| (_ bv1 2)))
(define-fun |source app=apiserver| () Bool (= |source.label.app| (_ bv2 2)))
(define-fun |source role=(absent)| () Bool (= |source.label.role| (_ bv0 2)))
(define-fun |source role=monitoring| () Bool (= |source.label.role| (_ bv2 2)))
(define-fun |source (given)| () Bool (= |source.isNew| (_ bv0 1)))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 2)))
(define-fun |destination in (outside),ledger| () Bool (bvule |destination.namespace| (_ bv1 2)))
(define-fun |destination in ledger| () Bool (= |destination.namespace| (_ bv1 2)))
(define-fun |destination in (second new)| () Bool (= |destination.namespace| (_ bv3 2)))
(define-fun |destination no IPv4| () Bool (= |destination.address.ipv4| (_ bv0 5)))
(define-fun |destination unknown IPv4| () Bool (= |destination.address.ipv4| (_ bv1 5)))
(define-fun |destination 0.0.0.0/0| () Bool (bvule (_ bv2 5) |destination.address.ipv4|))
(define-fun |destination no IPv6| () Bool (= |destination.address.ipv6| (_ bv0 4)))
(define-fun |destination unknown IPv6| () Bool (= |destination.address.ipv6| (_ bv1 4)))
(define-fun |destination ::| () Bool (= |destination.address.ipv6| (_ bv2 4)))
(define-fun |destination ::/0| () Bool (bvule (_ bv2 4) |destination.address.ipv6|))
(define-fun |destination ::1| () Bool (= |destination.address.ipv6| (_ bv3 4)))
(define-fun |destination app=(absent)| () Bool (= |destination.label.app| (_ bv0 2)))
(define-fun |destination app=(other)| () Bool (= |destination.label.app| (_ bv1 2)))
(define-fun |destination app=apiserver| () Bool (= |destination.label.app| (_ bv2 2)))
(define-fun |destination role=(absent)| () Bool (= |destination.label.role| (_ bv0 2)))
(define-fun |destination role=monitoring| () Bool (= |destination.label.role| (_ bv2 2)))
(define-fun |destination (given)| () Bool (= |destination.isNew| (_ bv0 1)))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of ledger| () Bool (and |source in ledger| |source unknown IPv4| |source unknown IPv6| |source (given)| (or (and |source app=(absent)| |source role=monitoring|) (and |source app=(other)| |source role=(absent)|) (and |source app=apiserver| |source role=(absent)|))))
(define-fun |source is an address outside| () Bool (and |source outside| |source app=(absent)| |source role=(absent)| |source (given)| (or (and (not |IPv4|) |source no IPv4| |source ::/0|) (and |IPv4| |source 0.0.0.0/0| |source no IPv6|))))
(define-fun |source is as a new pod can be| () Bool (and (not |source outside|) (or (and (not |IPv4|) |source no IPv4| |source ::/0|) (and |IPv4| |source 0.0.0.0/0| |source no IPv6|))))
(define-fun |source exists| () Bool (and (=> |source (given)| (and |source in (outside),ledger| (=> |source in ledger| |source is a pod of ledger|) (=> |source outside| |source is an address outside|))) (or |source (given)| |source is as a new pod can be|)))
(define-fun |destination is a pod of ledger| () Bool (and |destination in ledger| |destination unknown IPv4| |destination unknown IPv6| |destination (given)| (or (and |destination app=(absent)| |destination role=monitoring|) (and |destination app=(other)| |destination role=(absent)|) (and |destination app=apiserver| |destination role=(absent)|))))
(define-fun |part 1| () Bool (and (=> |destination no IPv4| (=> |destination ::/0| |IPv4|)) (not (and |IPv4| |destination 0.0.0.0/0| |destination no IPv6|))))
(define-fun |destination is an address outside| () Bool (and |destination outside| |destination app=(absent)| |destination role=(absent)| |destination (given)| (not |part 1|)))
(define-fun |destination is as a new pod can be| () Bool (and (not |destination outside|) (not |part 1|)))
(define-fun |destination exists| () Bool (and (=> |destination (given)| (and |destination in (outside),ledger| (=> |destination in ledger| |destination is a pod of ledger|) (=> |destination outside| |destination is an address outside|))) (or |destination (given)| |destination is as a new pod can be|)))
(define-fun |the ends make a flow| () Bool (and (not |port 0|) (not |source in (second new)|) (=> |IPv4| (not (or |source no IPv4| |destination no IPv4|))) (=> |destination in (second new)| |source in (new)|) (not (and |source in ledger| |source app=(other)| |source role=(absent)| |source (given)| |destination in ledger| |destination app=(other)| |destination role=(absent)| |destination (given)|)) (not (and |source outside| |destination outside|)) (or (and (not |destination outside|) |destination (given)|) (and (not |source outside|) |source (given)|) (and (or (=> |destination ::1| |IPv4|) (=> |source ::1| |IPv4|)) (or (=> |destination ::| |IPv4|) (=> |source ::| |IPv4|)))) (or |IPv4| (not (or |source no IPv6| |destination no IPv6|)))))
(define-fun |the flow is of the world| () Bool (or |source (given)| |destination (given)|))
; pods role=monitoring in namespace ledger
(define-fun |source is MONITORING| () Bool (and (not |source outside|) |source in ledger| |source role=monitoring|))
; pods app=apiserver in namespace ledger
(define-fun |destination is APISERVER| () Bool (and (not |destination outside|) |destination in ledger| |destination app=apiserver|))
; ledger/apiserver-allow-5000 for ingress: manifests/apiserver-allow-5000.yaml:2
(define-fun |ledger/apiserver-allow-5000 ingress selects| () Bool (and |destination in ledger| |destination app=apiserver|))
(define-fun |ledger/apiserver-allow-5000 ingress rule 1| () Bool (and |TCP| |port 5000| (not |source outside|) |source in ledger| |source role=monitoring|))
; ingress into ledger: by NetworkPolicies, and what follows them
(define-fun |ingress into ledger| () Bool (=> |ledger/apiserver-allow-5000 ingress selects| (and |ledger/apiserver-allow-5000 ingress selects| |ledger/apiserver-allow-5000 ingress rule 1|)))
(define-fun |ingress lets it pass| () Bool (or |destination outside| (=> |destination in ledger| |ingress into ledger|)))
(define-fun |allowed| () Bool |ingress lets it pass|)

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |protocol| (_ bv2 2)))
(assert (bvule |source.address.ipv4| (_ bv17 5)))
(assert (bvule |source.address.ipv6| (_ bv9 4)))
(assert (bvule |source.label.app| (_ bv2 2)))
(assert (bvule |source.label.role| (_ bv2 2)))
(assert (bvule |destination.address.ipv4| (_ bv17 5)))
(assert (bvule |destination.address.ipv6| (_ bv9 4)))
(assert (bvule |destination.label.app| (_ bv2 2)))
(assert (bvule |destination.label.role| (_ bv2 2)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(define-fun |a prohibited flow is allowed| () Bool (and |the ends make a flow| |the flow is of the world| |source is MONITORING| |destination is APISERVER| |allowed| (or (and |TCP| (not |port 0-5000|)) (and |TCP| |port 1-4999|))))
(assert |a prohibited flow is allowed|)
(check-sat)
(exit)

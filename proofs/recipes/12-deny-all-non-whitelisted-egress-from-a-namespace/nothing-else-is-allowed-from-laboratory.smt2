; netproof claim: "unsat" says that the intent holds
; sentence: nothing else is allowed from LABORATORY
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
; namespace: 0=(outside), 1=laboratory, 2=kube-system, 3=(new), 4=(second new)
(declare-const |source.namespace| (_ BitVec 3))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0/8, 5=11.0.0.0-100.63.255.255,
;   6=100.64.0.0/10, 7=100.128.0.0-126.255.255.255, 8=127.0.0.0/8, 9=128.0.0.0-169.253.255.255, 10=169.254.0.0/16,
;   11=169.255.0.0-172.15.255.255, 12=172.16.0.0/12, 13=172.32.0.0-192.167.255.255, 14=192.168.0.0/16,
;   15=192.169.0.0-223.255.255.255, 16=224.0.0.0/4, 17=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
; IPv6 address: 0=(none), 1=(unknown), 2=::, 3=::1, 4=::2-fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 5=fc00::/7,
;   6=fe00::/9, 7=fe80::/10, 8=fec0::/10, 9=ff00::/8
(declare-const |source.address.ipv6| (_ BitVec 4))
; label k8s-app: 0=(absent), 1=(other), 2=kube-dns
(declare-const |source.label.k8s-app| (_ BitVec 2))
; label app: 0=(absent), 1=(other), 2=experiment, 3=instrument
(declare-const |source.label.app| (_ BitVec 2))
; pod: 0=(given), 1=(new)
(declare-const |source.isNew| (_ BitVec 1))
(declare-const |destination.namespace| (_ BitVec 3))
(declare-const |destination.address.ipv4| (_ BitVec 5))
(declare-const |destination.address.ipv6| (_ BitVec 4))
(declare-const |destination.label.k8s-app| (_ BitVec 2))
(declare-const |destination.label.app| (_ BitVec 2))
(declare-const |destination.isNew| (_ BitVec 1))

; What is said of it.
(define-fun |IPv4| () Bool (= |family| (_ bv0 1)))
(define-fun |TCP| () Bool (= |protocol| (_ bv0 2)))
(define-fun |UDP| () Bool (= |protocol| (_ bv1 2)))
(define-fun |port 0| () Bool (= |port| (_ bv0 16)))
(define-fun |port 21| () Bool (= |port| (_ bv21 16)))
(define-fun |port 53| () Bool (= |port| (_ bv53 16)))
(define-fun |port 8080| () Bool (= |port| (_ bv8080 16)))
(define-fun |port 30000-30099| () Bool (and (bvule (_ bv30000 16) |port|) (bvule |port| (_ bv30099 16))))
(define-fun |port 30000-30100| () Bool (and (bvule (_ bv30000 16) |port|) (bvule |port| (_ bv30100 16))))
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 3)))
(define-fun |source in laboratory| () Bool (= |source.namespace| (_ bv1 3)))
(define-fun |source in kube-system| () Bool (= |source.namespace| (_ bv2 3)))
(define-fun |source in (new)| () Bool (= |source.namespace| (_ bv3 3)))
(define-fun |source in (new),(second new)| () Bool (bvule (_ bv3 3) |source.namespace|))
(define-fun |source in (second new)| () Bool (= |source.namespace| (_ bv4 3)))
(define-fun |source no IPv4| () Bool (= |source.address.ipv4| (_ bv0 5)))
(define-fun |source unknown IPv4| () Bool (= |source.address.ipv4| (_ bv1 5)))
(define-fun |source 0.0.0.0/0| () Bool (bvule (_ bv2 5) |source.address.ipv4|))
(define-fun |source no IPv6| () Bool (= |source.address.ipv6| (_ bv0 4)))
(define-fun |source unknown IPv6| () Bool (= |source.address.ipv6| (_ bv1 4)))
(define-fun |source ::| () Bool (= |source.address.ipv6| (_ bv2 4)))
(define-fun |source ::/0| () Bool (bvule (_ bv2 4) |source.address.ipv6|))
(define-fun |source ::1| () Bool (= |source.address.ipv6| (_ bv3 4)))
(define-fun |source k8s-app=(absent)| () Bool (= |source.label.k8s-app| (_ bv0 2)))
(define-fun |source k8s-app=kube-dns| () Bool (= |source.label.k8s-app| (_ bv2 2)))
(define-fun |source app=(absent)| () Bool (= |source.label.app| (_ bv0 2)))
(define-fun |source app=experiment| () Bool (= |source.label.app| (_ bv2 2)))
(define-fun |source app=instrument| () Bool (= |source.label.app| (_ bv3 2)))
(define-fun |source (given)| () Bool (= |source.isNew| (_ bv0 1)))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 3)))
(define-fun |destination in laboratory| () Bool (= |destination.namespace| (_ bv1 3)))
(define-fun |destination in kube-system| () Bool (= |destination.namespace| (_ bv2 3)))
(define-fun |destination in (new),(second new)| () Bool (bvule (_ bv3 3) |destination.namespace|))
(define-fun |destination in (second new)| () Bool (= |destination.namespace| (_ bv4 3)))
(define-fun |destination no IPv4| () Bool (= |destination.address.ipv4| (_ bv0 5)))
(define-fun |destination unknown IPv4| () Bool (= |destination.address.ipv4| (_ bv1 5)))
(define-fun |destination 0.0.0.0/0| () Bool (bvule (_ bv2 5) |destination.address.ipv4|))
(define-fun |destination no IPv6| () Bool (= |destination.address.ipv6| (_ bv0 4)))
(define-fun |destination unknown IPv6| () Bool (= |destination.address.ipv6| (_ bv1 4)))
(define-fun |destination ::| () Bool (= |destination.address.ipv6| (_ bv2 4)))
(define-fun |destination ::/0| () Bool (bvule (_ bv2 4) |destination.address.ipv6|))
(define-fun |destination ::1| () Bool (= |destination.address.ipv6| (_ bv3 4)))
(define-fun |destination k8s-app=(absent)| () Bool (= |destination.label.k8s-app| (_ bv0 2)))
(define-fun |destination k8s-app=kube-dns| () Bool (= |destination.label.k8s-app| (_ bv2 2)))
(define-fun |destination app=(absent)| () Bool (= |destination.label.app| (_ bv0 2)))
(define-fun |destination app=experiment| () Bool (= |destination.label.app| (_ bv2 2)))
(define-fun |destination app=instrument| () Bool (= |destination.label.app| (_ bv3 2)))
(define-fun |destination (given)| () Bool (= |destination.isNew| (_ bv0 1)))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of kube-system| () Bool (and |source in kube-system| |source unknown IPv4| |source unknown IPv6| |source k8s-app=kube-dns| |source app=(absent)| |source (given)|))
(define-fun |source is a pod of laboratory| () Bool (and |source in laboratory| |source unknown IPv4| |source unknown IPv6| |source k8s-app=(absent)| |source (given)| (or |source app=experiment| |source app=instrument|)))
(define-fun |source is an address outside| () Bool (and |source outside| |source k8s-app=(absent)| |source app=(absent)| |source (given)| (or (and (not |IPv4|) |source no IPv4| |source ::/0|) (and |IPv4| |source 0.0.0.0/0| |source no IPv6|))))
(define-fun |source is as a new pod can be| () Bool (and (not |source outside|) (or (and (not |IPv4|) |source no IPv4| |source ::/0|) (and |IPv4| |source 0.0.0.0/0| |source no IPv6|))))
(define-fun |source exists| () Bool (and (=> |source (given)| (and (not |source in (new),(second new)|) (=> |source in kube-system| |source is a pod of kube-system|) (=> |source in laboratory| |source is a pod of laboratory|) (=> |source outside| |source is an address outside|))) (or |source (given)| |source is as a new pod can be|)))
(define-fun |destination is a pod of kube-system| () Bool (and |destination in kube-system| |destination unknown IPv4| |destination unknown IPv6| |destination k8s-app=kube-dns| |destination app=(absent)| |destination (given)|))
(define-fun |destination is a pod of laboratory| () Bool (and |destination in laboratory| |destination unknown IPv4| |destination unknown IPv6| |destination k8s-app=(absent)| |destination (given)| (or |destination app=experiment| |destination app=instrument|)))
(define-fun |part 1| () Bool (and (=> |destination no IPv4| (=> |destination ::/0| |IPv4|)) (not (and |IPv4| |destination 0.0.0.0/0| |destination no IPv6|))))
(define-fun |destination is an address outside| () Bool (and |destination outside| |destination k8s-app=(absent)| |destination app=(absent)| |destination (given)| (not |part 1|)))
(define-fun |destination is as a new pod can be| () Bool (and (not |destination outside|) (not |part 1|)))
(define-fun |destination exists| () Bool (and (=> |destination (given)| (and (not |destination in (new),(second new)|) (=> |destination in kube-system| |destination is a pod of kube-system|) (=> |destination in laboratory| |destination is a pod of laboratory|) (=> |destination outside| |destination is an address outside|))) (or |destination (given)| |destination is as a new pod can be|)))
(define-fun |the ends make a flow| () Bool (and (not |port 0|) (not |source in (second new)|) (=> |IPv4| (not (or |source no IPv4| |destination no IPv4|))) (=> |destination in (second new)| |source in (new)|) (not (and |source outside| |destination outside|)) (or (and (not |destination outside|) |destination (given)|) (and (not |source outside|) |source (given)|) (and (or (=> |destination ::1| |IPv4|) (=> |source ::1| |IPv4|)) (or (=> |destination ::| |IPv4|) (=> |source ::| |IPv4|)))) (or |IPv4| (not (or |source no IPv6| |destination no IPv6|)))))
(define-fun |the flow is of the world| () Bool (or |source (given)| |destination (given)|))
; any pod in namespace laboratory
(define-fun |source is LABORATORY| () Bool (and (not |source outside|) |source in laboratory|))
; pods app=experiment in namespace laboratory
(define-fun |source is EXPERIMENT| () Bool (and (not |source outside|) |source in laboratory| |source app=experiment|))
; pods app=instrument in namespace laboratory
(define-fun |destination is INSTRUMENT| () Bool (and (not |destination outside|) |destination in laboratory| |destination app=instrument|))
; EXPERIMENT reaches INSTRUMENT:21,30000-30099
(define-fun |sentence 1 accepts it| () Bool (and |source is EXPERIMENT| |destination is INSTRUMENT| (or (and |TCP| |port 21|) (and |TCP| |port 30000-30099|))))
; EXPERIMENT cannot reach INSTRUMENT:*/SCTP
(define-fun |sentence 2 accepts it| () Bool false)
; any pod in namespace laboratory
(define-fun |source is any pod in namespace laboratory| () Bool (and (not |source outside|) |source in laboratory|))
; pods k8s-app=kube-dns in namespace kube-system
(define-fun |destination is DNS| () Bool (and (not |destination outside|) |destination in kube-system| |destination k8s-app=kube-dns|))
; any pod in namespace laboratory reaches DNS:53/UDP, DNS:53/TCP
(define-fun |sentence 3 accepts it| () Bool (and |source is any pod in namespace laboratory| (or (and |TCP| |port 53| |destination is DNS|) (and |UDP| |port 53| |destination is DNS|))))
; EXPERIMENT has no egress except to INSTRUMENT:21,30000-30099, DNS:53/UDP,53/TCP
(define-fun |sentence 4 accepts it| () Bool (and |source is EXPERIMENT| (or (and |destination is DNS| (or (and |TCP| |port 53|) (and |UDP| |port 53|))) (and |destination is INSTRUMENT| (or (and |TCP| |port 21|) (and |TCP| |port 30000-30099|))))))
; pods app=instrument in namespace laboratory
(define-fun |source is INSTRUMENT| () Bool (and (not |source outside|) |source in laboratory| |source app=instrument|))
; INSTRUMENT has no egress except to DNS:53/UDP,53/TCP
(define-fun |sentence 5 accepts it| () Bool (and |destination is DNS| |source is INSTRUMENT| (or (and |TCP| |port 53|) (and |UDP| |port 53|))))
; nothing else is allowed from LABORATORY
(define-fun |sentence 6 accepts it| () Bool false)
; LABORATORY cannot reach Internet
(define-fun |sentence 7 accepts it| () Bool false)
; EXPERIMENT reaches INSTRUMENT:30000-30100
(define-fun |sentence 8 accepts it| () Bool (and |TCP| |port 30000-30100| |source is EXPERIMENT| |destination is INSTRUMENT|))
; pods app=experiment in namespace laboratory
(define-fun |destination is EXPERIMENT| () Bool (and (not |destination outside|) |destination in laboratory| |destination app=experiment|))
; INSTRUMENT reaches EXPERIMENT:8080
(define-fun |sentence 9 accepts it| () Bool (and |TCP| |port 8080| |source is INSTRUMENT| |destination is EXPERIMENT|))
; laboratory/allow-dns for egress: manifests/allow-dns.yaml:2
(define-fun |laboratory/allow-dns egress selects| () Bool |source in laboratory|)
(define-fun |laboratory/allow-dns egress rule 1| () Bool (and (not |destination outside|) |destination k8s-app=kube-dns| (or (and |TCP| |port 53|) (and |UDP| |port 53|)) (or |destination in kube-system| (and |destination in kube-system| |destination in (new),(second new)|))))
; laboratory/default-deny-egress for egress: manifests/default-deny-egress.yaml:2
(define-fun |laboratory/default-deny-egress egress selects| () Bool |source in laboratory|)
; laboratory/experiment-to-instrument for egress: manifests/experiment-to-instrument.yaml:2
(define-fun |laboratory/experiment-to-instrument egress selects| () Bool (and |source in laboratory| |source app=experiment|))
(define-fun |laboratory/experiment-to-instrument egress rule 1| () Bool (and (not |destination outside|) |destination in laboratory| |destination app=instrument| (or (and |TCP| |port 21|) (and |TCP| |port 30000-30099|))))
; egress from laboratory: by NetworkPolicies, and what follows them
(define-fun |egress from laboratory| () Bool (or (and |laboratory/allow-dns egress selects| |laboratory/allow-dns egress rule 1|) (and |laboratory/experiment-to-instrument egress selects| |laboratory/experiment-to-instrument egress rule 1|) (not (or |laboratory/allow-dns egress selects| |laboratory/default-deny-egress egress selects| |laboratory/experiment-to-instrument egress selects|))))
(define-fun |egress lets it pass| () Bool (or |source outside| (=> |source in laboratory| |egress from laboratory|)))
(define-fun |allowed| () Bool |egress lets it pass|)

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |protocol| (_ bv2 2)))
(assert (bvule |source.namespace| (_ bv4 3)))
(assert (bvule |source.address.ipv4| (_ bv17 5)))
(assert (bvule |source.address.ipv6| (_ bv9 4)))
(assert (bvule |source.label.k8s-app| (_ bv2 2)))
(assert (bvule |destination.namespace| (_ bv4 3)))
(assert (bvule |destination.address.ipv4| (_ bv17 5)))
(assert (bvule |destination.address.ipv6| (_ bv9 4)))
(assert (bvule |destination.label.k8s-app| (_ bv2 2)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(define-fun |a prohibited flow is allowed| () Bool (and |the ends make a flow| |the flow is of the world| |source is LABORATORY| (not |sentence 1 accepts it|) (not |sentence 2 accepts it|) (not |sentence 3 accepts it|) (not |sentence 4 accepts it|) (not |sentence 5 accepts it|) (not |sentence 6 accepts it|) (not |sentence 7 accepts it|) (not |sentence 8 accepts it|) (not |sentence 9 accepts it|) |allowed|))
(assert |a prohibited flow is allowed|)
(check-sat)
(exit)

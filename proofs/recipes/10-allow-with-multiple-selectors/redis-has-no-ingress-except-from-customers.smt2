; netproof claim: "unsat" says that the intent holds
; sentence: REDIS has no ingress except from CUSTOMERS
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
; namespace: 0=(outside), 1=books, 2=(new), 3=(second new)
(declare-const |source.namespace| (_ BitVec 2))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0/8, 5=11.0.0.0-100.63.255.255,
;   6=100.64.0.0/10, 7=100.128.0.0-126.255.255.255, 8=127.0.0.0/8, 9=128.0.0.0-169.253.255.255, 10=169.254.0.0/16,
;   11=169.255.0.0-172.15.255.255, 12=172.16.0.0/12, 13=172.32.0.0-192.167.255.255, 14=192.168.0.0/16,
;   15=192.169.0.0-223.255.255.255, 16=224.0.0.0/4, 17=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
; IPv6 address: 0=(none), 1=(unknown), 2=::, 3=::1, 4=::2-fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 5=fc00::/7,
;   6=fe00::/9, 7=fe80::/10, 8=fec0::/10, 9=ff00::/8
(declare-const |source.address.ipv6| (_ BitVec 4))
; label app: 0=(absent), 1=(other), 2=bookstore, 3=inventory
(declare-const |source.label.app| (_ BitVec 2))
; label role: 0=(absent), 1=(other), 2=db, 3=search, 4=api, 5=web, 6=warehouse
(declare-const |source.label.role| (_ BitVec 3))
; pod: 0=(given), 1=(new)
(declare-const |source.isNew| (_ BitVec 1))
(declare-const |destination.namespace| (_ BitVec 2))
(declare-const |destination.address.ipv4| (_ BitVec 5))
(declare-const |destination.address.ipv6| (_ BitVec 4))
(declare-const |destination.label.app| (_ BitVec 2))
(declare-const |destination.label.role| (_ BitVec 3))
(declare-const |destination.isNew| (_ BitVec 1))

; What is said of it.
(define-fun |IPv4| () Bool (= |family| (_ bv0 1)))
(define-fun |TCP| () Bool (= |protocol| (_ bv0 2)))
(define-fun |port 0| () Bool (= |port| (_ bv0 16)))
(define-fun |port 6379| () Bool (= |port| (_ bv6379 16)))
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 2)))
(define-fun |source in (outside),books| () Bool (bvule |source.namespace| (_ bv1 2)))
(define-fun |source in books| () Bool (= |source.namespace| (_ bv1 2)))
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
(define-fun |source app=(absent),(other)| () Bool (bvule |source.label.app| (_ bv1 2)))
(define-fun |source app=bookstore| () Bool (= |source.label.app| (_ bv2 2)))
(define-fun |source app=inventory| () Bool (= |source.label.app| (_ bv3 2)))
(define-fun |source role=(absent)| () Bool (= |source.label.role| (_ bv0 3)))
(define-fun |source role=db| () Bool (= |source.label.role| (_ bv2 3)))
(define-fun |source role=search| () Bool (= |source.label.role| (_ bv3 3)))
(define-fun |source role=search,api| () Bool (and (bvule (_ bv3 3) |source.label.role|) (bvule |source.label.role| (_ bv4 3))))
(define-fun |source role=api| () Bool (= |source.label.role| (_ bv4 3)))
(define-fun |source role=web| () Bool (= |source.label.role| (_ bv5 3)))
(define-fun |source role=warehouse| () Bool (= |source.label.role| (_ bv6 3)))
(define-fun |source (given)| () Bool (= |source.isNew| (_ bv0 1)))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 2)))
(define-fun |destination in (outside),books| () Bool (bvule |destination.namespace| (_ bv1 2)))
(define-fun |destination in books| () Bool (= |destination.namespace| (_ bv1 2)))
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
(define-fun |destination app=bookstore| () Bool (= |destination.label.app| (_ bv2 2)))
(define-fun |destination app=inventory| () Bool (= |destination.label.app| (_ bv3 2)))
(define-fun |destination role=(absent)| () Bool (= |destination.label.role| (_ bv0 3)))
(define-fun |destination role=db| () Bool (= |destination.label.role| (_ bv2 3)))
(define-fun |destination role=search| () Bool (= |destination.label.role| (_ bv3 3)))
(define-fun |destination role=api| () Bool (= |destination.label.role| (_ bv4 3)))
(define-fun |destination role=web| () Bool (= |destination.label.role| (_ bv5 3)))
(define-fun |destination role=warehouse| () Bool (= |destination.label.role| (_ bv6 3)))
(define-fun |destination (given)| () Bool (= |destination.isNew| (_ bv0 1)))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of books| () Bool (and |source in books| |source unknown IPv4| |source unknown IPv6| |source (given)| (or (and |source app=bookstore| |source role=api|) (and |source app=bookstore| |source role=db|) (and |source app=bookstore| |source role=search|) (and |source app=inventory| |source role=warehouse|) (and |source app=inventory| |source role=web|))))
(define-fun |source is an address outside| () Bool (and |source outside| |source app=(absent)| |source role=(absent)| |source (given)| (or (and (not |IPv4|) |source no IPv4| |source ::/0|) (and |IPv4| |source 0.0.0.0/0| |source no IPv6|))))
(define-fun |source is as a new pod can be| () Bool (and (not |source outside|) (or (and (not |IPv4|) |source no IPv4| |source ::/0|) (and |IPv4| |source 0.0.0.0/0| |source no IPv6|))))
(define-fun |source exists| () Bool (and (=> |source (given)| (and |source in (outside),books| (=> |source in books| |source is a pod of books|) (=> |source outside| |source is an address outside|))) (or |source (given)| |source is as a new pod can be|)))
(define-fun |destination is a pod of books| () Bool (and |destination in books| |destination unknown IPv4| |destination unknown IPv6| |destination (given)| (or (and |destination app=bookstore| |destination role=api|) (and |destination app=bookstore| |destination role=db|) (and |destination app=bookstore| |destination role=search|) (and |destination app=inventory| |destination role=warehouse|) (and |destination app=inventory| |destination role=web|))))
(define-fun |part 1| () Bool (and (=> |destination no IPv4| (=> |destination ::/0| |IPv4|)) (not (and |IPv4| |destination 0.0.0.0/0| |destination no IPv6|))))
(define-fun |destination is an address outside| () Bool (and |destination outside| |destination app=(absent)| |destination role=(absent)| |destination (given)| (not |part 1|)))
(define-fun |destination is as a new pod can be| () Bool (and (not |destination outside|) (not |part 1|)))
(define-fun |destination exists| () Bool (and (=> |destination (given)| (and |destination in (outside),books| (=> |destination in books| |destination is a pod of books|) (=> |destination outside| |destination is an address outside|))) (or |destination (given)| |destination is as a new pod can be|)))
(define-fun |the ends make a flow| () Bool (and (not |port 0|) (not |source in (second new)|) (=> |IPv4| (not (or |source no IPv4| |destination no IPv4|))) (=> |destination in (second new)| |source in (new)|) (not (and |source outside| |destination outside|)) (or (and (not |destination outside|) |destination (given)|) (and (not |source outside|) |source (given)|) (and (or (=> |destination ::1| |IPv4|) (=> |source ::1| |IPv4|)) (or (=> |destination ::| |IPv4|) (=> |source ::| |IPv4|)))) (or |IPv4| (not (or |source no IPv6| |destination no IPv6|)))))
(define-fun |the flow is of the world| () Bool (or |source (given)| |destination (given)|))
; pods app=bookstore,role=db in namespace books
(define-fun |destination is REDIS| () Bool (and (not |destination outside|) |destination in books| |destination app=bookstore| |destination role=db|))
; pods app in (bookstore,inventory),role notin (db,warehouse) in namespace books
(define-fun |source is CUSTOMERS| () Bool (and (not |source outside|) |source in books| (not |source app=(absent),(other)|) (not |source role=db|) (not |source role=warehouse|)))
; books/redis-allow-services for ingress: manifests/redis-allow-services.yaml:2
(define-fun |books/redis-allow-services ingress selects| () Bool (and |destination in books| |destination app=bookstore| |destination role=db|))
(define-fun |books/redis-allow-services ingress rule 1| () Bool (and |TCP| |port 6379| (or (and (not |source outside|) |source in books| |source app=bookstore| |source role=search,api|) (and (not |source outside|) |source in books| |source app=inventory| |source role=web|))))
; ingress into books: by NetworkPolicies, and what follows them
(define-fun |ingress into books| () Bool (=> |books/redis-allow-services ingress selects| (and |books/redis-allow-services ingress selects| |books/redis-allow-services ingress rule 1|)))
(define-fun |ingress lets it pass| () Bool (or |destination outside| (=> |destination in books| |ingress into books|)))
(define-fun |allowed| () Bool |ingress lets it pass|)

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |protocol| (_ bv2 2)))
(assert (bvule |source.address.ipv4| (_ bv17 5)))
(assert (bvule |source.address.ipv6| (_ bv9 4)))
(assert (bvule |source.label.role| (_ bv6 3)))
(assert (bvule |destination.address.ipv4| (_ bv17 5)))
(assert (bvule |destination.address.ipv6| (_ bv9 4)))
(assert (bvule |destination.label.role| (_ bv6 3)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(define-fun |a prohibited flow is allowed| () Bool (and |the ends make a flow| |the flow is of the world| |destination is REDIS| (not |source is CUSTOMERS|) |allowed|))
(assert |a prohibited flow is allowed|)
(check-sat)
(exit)

; netproof claim: "unsat" says that the intent holds
; sentence: Internet cannot reach BACKEND
; states: no flow that the sentence prohibits may be allowed, whatever the manifests leave open turns out to be
;   (addresses that nobody knows, a port name with several numbers, which of two policies with one priority is tried
;   first)
; world: open-cluster
; universe: every pod of the manifests and every address outside the cluster, with any labels where the manifests leave
;   them open, and one pod of the pod network that nobody has deployed, in any namespace
; assumptions: cni upstream; pod addresses lie in 10.244.0.0/16; client addresses preserved
; check: z3 FILE | cvc5 FILE | bitwuzla FILE must print exactly "unsat", and exit with 0
(set-info :smt-lib-version 2.6)
(set-logic QF_BV)
(set-info :status unsat)

; The flow that is asked about. A word is a number; 0 is what an address outside has.
(declare-const |port| (_ BitVec 16))
; namespace: 0=(outside), 1=development, 2=production, 3=(new), 4=(second new)
(declare-const |source.namespace| (_ BitVec 3))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0-10.243.255.255,
;   5=10.244.0.0/16, 6=10.245.0.0-10.255.255.255, 7=11.0.0.0-100.63.255.255, 8=100.64.0.0/10,
;   9=100.128.0.0-126.255.255.255, 10=127.0.0.0/8, 11=128.0.0.0-169.253.255.255, 12=169.254.0.0/16,
;   13=169.255.0.0-172.15.255.255, 14=172.16.0.0/12, 15=172.32.0.0-192.167.255.255, 16=192.168.0.0/16,
;   17=192.169.0.0-223.255.255.255, 18=224.0.0.0/4, 19=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
; label app: 0=(absent), 1=(other), 2=webapp
(declare-const |source.label.app| (_ BitVec 2))
; label role: 0=(absent), 1=(other), 2=backend, 3=frontend
(declare-const |source.label.role| (_ BitVec 2))
; pod: 0=(given), 1=(new)
(declare-const |source.isNew| (_ BitVec 1))
(declare-const |destination.namespace| (_ BitVec 3))
(declare-const |destination.address.ipv4| (_ BitVec 5))
(declare-const |destination.label.app| (_ BitVec 2))
(declare-const |destination.label.role| (_ BitVec 2))
(declare-const |destination.isNew| (_ BitVec 1))

; What is said of it.
(define-fun |port 0| () Bool (= |port| (_ bv0 16)))
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 3)))
(define-fun |source in development| () Bool (= |source.namespace| (_ bv1 3)))
(define-fun |source in development,production| () Bool (and (bvule (_ bv1 3) |source.namespace|) (bvule |source.namespace| (_ bv2 3))))
(define-fun |source in production| () Bool (= |source.namespace| (_ bv2 3)))
(define-fun |source in (new)| () Bool (= |source.namespace| (_ bv3 3)))
(define-fun |source in (new),(second new)| () Bool (bvule (_ bv3 3) |source.namespace|))
(define-fun |source in (second new)| () Bool (= |source.namespace| (_ bv4 3)))
(define-fun |source no IPv4| () Bool (= |source.address.ipv4| (_ bv0 5)))
(define-fun |source unknown IPv4| () Bool (= |source.address.ipv4| (_ bv1 5)))
(define-fun |source 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |source.address.ipv4|) (bvule |source.address.ipv4| (_ bv4 5))))
(define-fun |source 1.0.0.0-9.255.255.255| () Bool (= |source.address.ipv4| (_ bv3 5)))
(define-fun |source 10.244.0.0/16| () Bool (= |source.address.ipv4| (_ bv5 5)))
(define-fun |source 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |source.address.ipv4|))
(define-fun |source 11.0.0.0-100.63.255.255| () Bool (= |source.address.ipv4| (_ bv7 5)))
(define-fun |source 100.128.0.0-126.255.255.255| () Bool (= |source.address.ipv4| (_ bv9 5)))
(define-fun |source 128.0.0.0-169.253.255.255| () Bool (= |source.address.ipv4| (_ bv11 5)))
(define-fun |source 169.255.0.0-172.15.255.255| () Bool (= |source.address.ipv4| (_ bv13 5)))
(define-fun |source 172.32.0.0-192.167.255.255| () Bool (= |source.address.ipv4| (_ bv15 5)))
(define-fun |source 192.169.0.0-223.255.255.255| () Bool (= |source.address.ipv4| (_ bv17 5)))
(define-fun |source app=(absent)| () Bool (= |source.label.app| (_ bv0 2)))
(define-fun |source app=webapp| () Bool (= |source.label.app| (_ bv2 2)))
(define-fun |source role=(absent)| () Bool (= |source.label.role| (_ bv0 2)))
(define-fun |source role=backend| () Bool (= |source.label.role| (_ bv2 2)))
(define-fun |source role=frontend| () Bool (= |source.label.role| (_ bv3 2)))
(define-fun |source (given)| () Bool (= |source.isNew| (_ bv0 1)))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 3)))
(define-fun |destination in development| () Bool (= |destination.namespace| (_ bv1 3)))
(define-fun |destination in production| () Bool (= |destination.namespace| (_ bv2 3)))
(define-fun |destination in (new),(second new)| () Bool (bvule (_ bv3 3) |destination.namespace|))
(define-fun |destination in (second new)| () Bool (= |destination.namespace| (_ bv4 3)))
(define-fun |destination no IPv4| () Bool (= |destination.address.ipv4| (_ bv0 5)))
(define-fun |destination unknown IPv4| () Bool (= |destination.address.ipv4| (_ bv1 5)))
(define-fun |destination 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |destination.address.ipv4|) (bvule |destination.address.ipv4| (_ bv4 5))))
(define-fun |destination 10.244.0.0/16| () Bool (= |destination.address.ipv4| (_ bv5 5)))
(define-fun |destination 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |destination.address.ipv4|))
(define-fun |destination app=(absent)| () Bool (= |destination.label.app| (_ bv0 2)))
(define-fun |destination app=webapp| () Bool (= |destination.label.app| (_ bv2 2)))
(define-fun |destination role=(absent)| () Bool (= |destination.label.role| (_ bv0 2)))
(define-fun |destination role=backend| () Bool (= |destination.label.role| (_ bv2 2)))
(define-fun |destination role=frontend| () Bool (= |destination.label.role| (_ bv3 2)))
(define-fun |destination (given)| () Bool (= |destination.isNew| (_ bv0 1)))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of development| () Bool (and |source in development| |source unknown IPv4| |source (given)| (or (and |source app=(absent)| |source role=(absent)|) (and |source app=webapp| |source role=backend|) (and |source app=webapp| |source role=frontend|))))
(define-fun |source is a pod of production| () Bool (and |source in production| |source unknown IPv4| |source app=webapp| |source role=frontend| |source (given)|))
(define-fun |source is an address outside| () Bool (and |source outside| |source app=(absent)| |source role=(absent)| |source (given)| (or |source 0.0.0.0-10.243.255.255| |source 10.245.0.0-255.255.255.255|)))
(define-fun |source is as a new pod can be| () Bool (and (not |source outside|) |source 10.244.0.0/16|))
(define-fun |source exists| () Bool (and (=> |source (given)| (and (not |source in (new),(second new)|) (=> |source in development| |source is a pod of development|) (=> |source in production| |source is a pod of production|) (=> |source outside| |source is an address outside|))) (or |source (given)| |source is as a new pod can be|)))
(define-fun |destination is a pod of development| () Bool (and |destination in development| |destination unknown IPv4| |destination (given)| (or (and |destination app=(absent)| |destination role=(absent)|) (and |destination app=webapp| |destination role=backend|) (and |destination app=webapp| |destination role=frontend|))))
(define-fun |destination is a pod of production| () Bool (and |destination in production| |destination unknown IPv4| |destination app=webapp| |destination role=frontend| |destination (given)|))
(define-fun |destination is an address outside| () Bool (and |destination outside| |destination app=(absent)| |destination role=(absent)| |destination (given)| (or |destination 0.0.0.0-10.243.255.255| |destination 10.245.0.0-255.255.255.255|)))
(define-fun |destination is as a new pod can be| () Bool (and (not |destination outside|) |destination 10.244.0.0/16|))
(define-fun |destination exists| () Bool (and (=> |destination (given)| (and (not |destination in (new),(second new)|) (=> |destination in development| |destination is a pod of development|) (=> |destination in production| |destination is a pod of production|) (=> |destination outside| |destination is an address outside|))) (or |destination (given)| |destination is as a new pod can be|)))
(define-fun |the ends make a flow| () Bool (and (not |port 0|) (not |source in (second new)|) (not |source no IPv4|) (not |destination no IPv4|) (=> |destination in (second new)| |source in (new)|) (not (and |source in development| |source app=(absent)| |source role=(absent)| |source (given)| |destination in development| |destination app=(absent)| |destination role=(absent)| |destination (given)|)) (not (and |source outside| |destination outside|))))
(define-fun |the flow is of the world| () Bool (or |source (given)| |destination (given)|))
; Internet
(define-fun |source is Internet| () Bool (and |source outside| (or |source 1.0.0.0-9.255.255.255| |source 11.0.0.0-100.63.255.255| |source 100.128.0.0-126.255.255.255| |source 128.0.0.0-169.253.255.255| |source 169.255.0.0-172.15.255.255| |source 172.32.0.0-192.167.255.255| |source 192.169.0.0-223.255.255.255|)))
; pods app=webapp,role=backend in namespace development
(define-fun |destination is BACKEND| () Bool (and (not |destination outside|) |destination in development| |destination app=webapp| |destination role=backend|))
; development/backend-policy for ingress: manifests/backend-policy.yaml:2
(define-fun |development/backend-policy ingress selects| () Bool (and |destination in development| |destination app=webapp| |destination role=backend|))
(define-fun |development/backend-policy ingress rule 1| () Bool (and (not |source outside|) |source app=webapp| |source role=frontend| (or |source in development,production| |source in (new),(second new)|)))
; ingress into development: by NetworkPolicies, and what follows them
(define-fun |ingress into development| () Bool (=> |development/backend-policy ingress selects| (and |development/backend-policy ingress selects| |development/backend-policy ingress rule 1|)))
(define-fun |ingress lets it pass| () Bool (or |destination outside| (=> |destination in development| |ingress into development|)))
(define-fun |allowed| () Bool |ingress lets it pass|)

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |source.namespace| (_ bv4 3)))
(assert (bvule |source.address.ipv4| (_ bv19 5)))
(assert (bvule |source.label.app| (_ bv2 2)))
(assert (bvule |destination.namespace| (_ bv4 3)))
(assert (bvule |destination.address.ipv4| (_ bv19 5)))
(assert (bvule |destination.label.app| (_ bv2 2)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(define-fun |a prohibited flow is allowed| () Bool (and |the ends make a flow| |the flow is of the world| |source is Internet| |destination is BACKEND| |allowed|))
(assert |a prohibited flow is allowed|)
(check-sat)
(exit)

; netproof claim: "unsat" says that the intent holds
; sentence: any pod reaches Internet
; states: every flow that the sentence requires must be allowed, whatever the manifests leave open turns out to be
;   (addresses that nobody knows, a port name with several numbers, which of two policies with one priority is tried
;   first)
; world: deployed
; universe: every pod of the manifests and every address outside the cluster
; assumptions: cni upstream; pod addresses lie in 10.244.0.0/16; client addresses preserved
; check: z3 FILE | cvc5 FILE | bitwuzla FILE must print exactly "unsat", and exit with 0
(set-info :smt-lib-version 2.6)
(set-logic QF_BV)
(set-info :status unsat)

; The flow that is asked about. A word is a number; 0 is what an address outside has.
; namespace: 0=(outside), 1=shop, 2=kube-system
(declare-const |source.namespace| (_ BitVec 2))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0-10.243.255.255,
;   5=10.244.0.0/16, 6=10.245.0.0-10.255.255.255, 7=11.0.0.0-100.63.255.255, 8=100.64.0.0/10,
;   9=100.128.0.0-126.255.255.255, 10=127.0.0.0/8, 11=128.0.0.0-169.253.255.255, 12=169.254.0.0/16,
;   13=169.255.0.0-172.15.255.255, 14=172.16.0.0/12, 15=172.32.0.0-192.167.255.255, 16=192.168.0.0/16,
;   17=192.169.0.0-223.255.255.255, 18=224.0.0.0/4, 19=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
(declare-const |destination.namespace| (_ BitVec 2))
(declare-const |destination.address.ipv4| (_ BitVec 5))

; What is said of it.
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 2)))
(define-fun |source in shop| () Bool (= |source.namespace| (_ bv1 2)))
(define-fun |source in kube-system| () Bool (= |source.namespace| (_ bv2 2)))
(define-fun |source unknown IPv4| () Bool (= |source.address.ipv4| (_ bv1 5)))
(define-fun |source 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |source.address.ipv4|) (bvule |source.address.ipv4| (_ bv4 5))))
(define-fun |source 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |source.address.ipv4|))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 2)))
(define-fun |destination in shop| () Bool (= |destination.namespace| (_ bv1 2)))
(define-fun |destination in kube-system| () Bool (= |destination.namespace| (_ bv2 2)))
(define-fun |destination unknown IPv4| () Bool (= |destination.address.ipv4| (_ bv1 5)))
(define-fun |destination 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |destination.address.ipv4|) (bvule |destination.address.ipv4| (_ bv4 5))))
(define-fun |destination 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |destination.address.ipv4|))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of shop| () Bool (and |source in shop| |source unknown IPv4|))
(define-fun |source is a pod of kube-system| () Bool (and |source in kube-system| |source unknown IPv4|))
(define-fun |source is an address outside| () Bool (and |source outside| (or |source 0.0.0.0-10.243.255.255| |source 10.245.0.0-255.255.255.255|)))
(define-fun |source exists| () Bool (and (=> |source in kube-system| |source is a pod of kube-system|) (=> |source in shop| |source is a pod of shop|) (=> |source outside| |source is an address outside|)))
(define-fun |destination is a pod of shop| () Bool (and |destination in shop| |destination unknown IPv4|))
(define-fun |destination is a pod of kube-system| () Bool (and |destination in kube-system| |destination unknown IPv4|))
(define-fun |destination is an address outside| () Bool (and |destination outside| (or |destination 0.0.0.0-10.243.255.255| |destination 10.245.0.0-255.255.255.255|)))
(define-fun |destination exists| () Bool (and (=> |destination in kube-system| |destination is a pod of kube-system|) (=> |destination in shop| |destination is a pod of shop|) (=> |destination outside| |destination is an address outside|)))

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |source.namespace| (_ bv2 2)))
(assert (bvule |source.address.ipv4| (_ bv19 5)))
(assert (bvule |destination.namespace| (_ bv2 2)))
(assert (bvule |destination.address.ipv4| (_ bv19 5)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(assert false)
(check-sat)
(exit)

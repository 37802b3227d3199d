; netproof claim: "unsat" says that the intent holds
; sentence: REPORTS cannot reach Internet
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
(declare-const |port| (_ BitVec 16))
; namespace: 0=(outside), 1=kube-system, 2=office, 3=(new), 4=(second new)
(declare-const |source.namespace| (_ BitVec 3))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0/8, 5=11.0.0.0-100.63.255.255,
;   6=100.64.0.0/10, 7=100.128.0.0-126.255.255.255, 8=127.0.0.0/8, 9=128.0.0.0-169.253.255.255, 10=169.254.0.0/16,
;   11=169.255.0.0-172.15.255.255, 12=172.16.0.0/12, 13=172.32.0.0-192.167.255.255, 14=192.168.0.0/16,
;   15=192.169.0.0-223.255.255.255, 16=224.0.0.0/4, 17=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
; IPv6 address: 0=(none), 1=(unknown), 2=::, 3=::1, 4=::2-fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 5=fc00::/7,
;   6=fe00::/9, 7=fe80::/10, 8=fec0::/10, 9=ff00::/8
(declare-const |source.address.ipv6| (_ BitVec 4))
; label app: 0=(absent), 1=(other), 2=reports
(declare-const |source.label.app| (_ BitVec 2))
; pod: 0=(given), 1=(new)
(declare-const |source.isNew| (_ BitVec 1))
(declare-const |destination.namespace| (_ BitVec 3))
(declare-const |destination.address.ipv4| (_ BitVec 5))
(declare-const |destination.address.ipv6| (_ BitVec 4))
(declare-const |destination.label.app| (_ BitVec 2))
(declare-const |destination.isNew| (_ BitVec 1))

; What is said of it.
(define-fun |IPv4| () Bool (= |family| (_ bv0 1)))
(define-fun |port 0| () Bool (= |port| (_ bv0 16)))
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 3)))
(define-fun |source in kube-system| () Bool (= |source.namespace| (_ bv1 3)))
(define-fun |source in office| () Bool (= |source.namespace| (_ bv2 3)))
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
(define-fun |source app=(absent)| () Bool (= |source.label.app| (_ bv0 2)))
(define-fun |source app=(other)| () Bool (= |source.label.app| (_ bv1 2)))
(define-fun |source app=reports| () Bool (= |source.label.app| (_ bv2 2)))
(define-fun |source (given)| () Bool (= |source.isNew| (_ bv0 1)))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 3)))
(define-fun |destination in kube-system| () Bool (= |destination.namespace| (_ bv1 3)))
(define-fun |destination in office| () Bool (= |destination.namespace| (_ bv2 3)))
(define-fun |destination in (new),(second new)| () Bool (bvule (_ bv3 3) |destination.namespace|))
(define-fun |destination in (second new)| () Bool (= |destination.namespace| (_ bv4 3)))
(define-fun |destination no IPv4| () Bool (= |destination.address.ipv4| (_ bv0 5)))
(define-fun |destination unknown IPv4| () Bool (= |destination.address.ipv4| (_ bv1 5)))
(define-fun |destination 0.0.0.0/0| () Bool (bvule (_ bv2 5) |destination.address.ipv4|))
(define-fun |destination 1.0.0.0-9.255.255.255| () Bool (= |destination.address.ipv4| (_ bv3 5)))
(define-fun |destination 11.0.0.0-100.63.255.255| () Bool (= |destination.address.ipv4| (_ bv5 5)))
(define-fun |destination 100.128.0.0-126.255.255.255| () Bool (= |destination.address.ipv4| (_ bv7 5)))
(define-fun |destination 128.0.0.0-169.253.255.255| () Bool (= |destination.address.ipv4| (_ bv9 5)))
(define-fun |destination 169.255.0.0-172.15.255.255| () Bool (= |destination.address.ipv4| (_ bv11 5)))
(define-fun |destination 172.32.0.0-192.167.255.255| () Bool (= |destination.address.ipv4| (_ bv13 5)))
(define-fun |destination 192.169.0.0-223.255.255.255| () Bool (= |destination.address.ipv4| (_ bv15 5)))
(define-fun |destination no IPv6| () Bool (= |destination.address.ipv6| (_ bv0 4)))
(define-fun |destination unknown IPv6| () Bool (= |destination.address.ipv6| (_ bv1 4)))
(define-fun |destination ::| () Bool (= |destination.address.ipv6| (_ bv2 4)))
(define-fun |destination ::/0| () Bool (bvule (_ bv2 4) |destination.address.ipv6|))
(define-fun |destination ::1| () Bool (= |destination.address.ipv6| (_ bv3 4)))
(define-fun |destination ::2-fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff| () Bool (= |destination.address.ipv6| (_ bv4 4)))
(define-fun |destination fe00::/9| () Bool (= |destination.address.ipv6| (_ bv6 4)))
(define-fun |destination fec0::/10| () Bool (= |destination.address.ipv6| (_ bv8 4)))
(define-fun |destination app=(absent)| () Bool (= |destination.label.app| (_ bv0 2)))
(define-fun |destination app=(other)| () Bool (= |destination.label.app| (_ bv1 2)))
(define-fun |destination app=reports| () Bool (= |destination.label.app| (_ bv2 2)))
(define-fun |destination (given)| () Bool (= |destination.isNew| (_ bv0 1)))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of kube-system| () Bool (and |source in kube-system| |source unknown IPv4| |source unknown IPv6| |source app=(absent)| |source (given)|))
(define-fun |source is a pod of office| () Bool (and |source in office| |source unknown IPv4| |source unknown IPv6| |source (given)| (or |source app=(other)| |source app=reports|)))
(define-fun |source is an address outside| () Bool (and |source outside| |source app=(absent)| |source (given)| (or (and (not |IPv4|) |source no IPv4| |source ::/0|) (and |IPv4| |source 0.0.0.0/0| |source no IPv6|))))
(define-fun |source is as a new pod can be| () Bool (and (not |source outside|) (or (and (not |IPv4|) |source no IPv4| |source ::/0|) (and |IPv4| |source 0.0.0.0/0| |source no IPv6|))))
(define-fun |source exists| () Bool (and (=> |source (given)| (and (not |source in (new),(second new)|) (=> |source in kube-system| |source is a pod of kube-system|) (=> |source in office| |source is a pod of office|) (=> |source outside| |source is an address outside|))) (or |source (given)| |source is as a new pod can be|)))
(define-fun |destination is a pod of kube-system| () Bool (and |destination in kube-system| |destination unknown IPv4| |destination unknown IPv6| |destination app=(absent)| |destination (given)|))
(define-fun |destination is a pod of office| () Bool (and |destination in office| |destination unknown IPv4| |destination unknown IPv6| |destination (given)| (or |destination app=(other)| |destination app=reports|)))
(define-fun |part 1| () Bool (and (=> |destination no IPv4| (=> |destination ::/0| |IPv4|)) (not (and |IPv4| |destination 0.0.0.0/0| |destination no IPv6|))))
(define-fun |destination is an address outside| () Bool (and |destination outside| |destination app=(absent)| |destination (given)| (not |part 1|)))
(define-fun |destination is as a new pod can be| () Bool (and (not |destination outside|) (not |part 1|)))
(define-fun |destination exists| () Bool (and (=> |destination (given)| (and (not |destination in (new),(second new)|) (=> |destination in kube-system| |destination is a pod of kube-system|) (=> |destination in office| |destination is a pod of office|) (=> |destination outside| |destination is an address outside|))) (or |destination (given)| |destination is as a new pod can be|)))
(define-fun |the ends make a flow| () Bool (and (not |port 0|) (not |source in (second new)|) (=> |IPv4| (not (or |source no IPv4| |destination no IPv4|))) (=> |destination in (second new)| |source in (new)|) (not (and |source outside| |destination outside|)) (or (and (not |destination outside|) |destination (given)|) (and (not |source outside|) |source (given)|) (and (or (=> |destination ::1| |IPv4|) (=> |source ::1| |IPv4|)) (or (=> |destination ::| |IPv4|) (=> |source ::| |IPv4|)))) (or |IPv4| (not (or |source no IPv6| |destination no IPv6|)))))
(define-fun |the flow is of the world| () Bool (or |source (given)| |destination (given)|))
; pods app=reports in namespace office
(define-fun |source is REPORTS| () Bool (and (not |source outside|) |source in office| |source app=reports|))
; Internet
(define-fun |destination is Internet| () Bool (and |destination outside| (or (and (not |IPv4|) (or |destination ::2-fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff| |destination fe00::/9| |destination fec0::/10|)) (and |IPv4| (or |destination 1.0.0.0-9.255.255.255| |destination 11.0.0.0-100.63.255.255| |destination 100.128.0.0-126.255.255.255| |destination 128.0.0.0-169.253.255.255| |destination 169.255.0.0-172.15.255.255| |destination 172.32.0.0-192.167.255.255| |destination 192.169.0.0-223.255.255.255|)))))
; office/reports-deny-egress for egress: manifests/reports-deny-egress.yaml:2
(define-fun |office/reports-deny-egress egress selects| () Bool (and |source in office| |source app=reports|))
; egress from office: by NetworkPolicies, and what follows them
(define-fun |egress from office| () Bool (not |office/reports-deny-egress egress selects|))
(define-fun |egress lets it pass| () Bool (or |source outside| (=> |source in office| |egress from office|)))
(define-fun |allowed| () Bool |egress lets it pass|)

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |source.namespace| (_ bv4 3)))
(assert (bvule |source.address.ipv4| (_ bv17 5)))
(assert (bvule |source.address.ipv6| (_ bv9 4)))
(assert (bvule |source.label.app| (_ bv2 2)))
(assert (bvule |destination.namespace| (_ bv4 3)))
(assert (bvule |destination.address.ipv4| (_ bv17 5)))
(assert (bvule |destination.address.ipv6| (_ bv9 4)))
(assert (bvule |destination.label.app| (_ bv2 2)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(define-fun |a prohibited flow is allowed| () Bool (and |the ends make a flow| |the flow is of the world| |source is REPORTS| |destination is Internet| |allowed|))
(assert |a prohibited flow is allowed|)
(check-sat)
(exit)

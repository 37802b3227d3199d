; netproof claim: "unsat" says that the intent holds
; sentence: only BLUE may reach BLUE
; states: no flow that the sentence prohibits may be allowed, whatever the manifests leave open turns out to be
;   (addresses that nobody knows, a port name with several numbers, which of two policies with one priority is tried
;   first)
; world: open-cluster
; universe: every pod of the manifests and every address outside the cluster, with any labels where the manifests leave
;   them open, and one pod of the pod network that nobody has deployed, in any namespace
; assumptions: cni upstream; pod addresses lie in 10.244.0.0/16; client addresses preserved; only an administrator
;   labels namespaces tenant
; check: z3 FILE | cvc5 FILE | bitwuzla FILE must print exactly "unsat", and exit with 0
(set-info :smt-lib-version 2.6)
(set-logic QF_BV)
(set-info :status unsat)

; The flow that is asked about. A word is a number; 0 is what an address outside has.
; protocol: 0=TCP, 1=UDP, 2=SCTP
(declare-const |protocol| (_ BitVec 2))
(declare-const |port| (_ BitVec 16))
; namespace: 0=(outside), 1=blue-app, 2=green-app, 3=kube-system, 4=(new), 5=(second new)
(declare-const |source.namespace| (_ BitVec 3))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0-10.243.255.255,
;   5=10.244.0.0/16, 6=10.245.0.0-10.255.255.255, 7=11.0.0.0-100.63.255.255, 8=100.64.0.0/10,
;   9=100.128.0.0-126.255.255.255, 10=127.0.0.0/8, 11=128.0.0.0-169.253.255.255, 12=169.254.0.0/16,
;   13=169.255.0.0-172.15.255.255, 14=172.16.0.0/12, 15=172.32.0.0-192.167.255.255, 16=192.168.0.0/16,
;   17=192.169.0.0-223.255.255.255, 18=224.0.0.0/4, 19=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
; pod: 0=(given), 1=(new)
(declare-const |source.isNew| (_ BitVec 1))
; label tenant of a namespace that is not declared: 0=(absent), 1=(other), 2=blue
(declare-const |source.namespaceLabel.tenant| (_ BitVec 2))
(declare-const |destination.namespace| (_ BitVec 3))
(declare-const |destination.address.ipv4| (_ BitVec 5))
(declare-const |destination.isNew| (_ BitVec 1))
(declare-const |destination.namespaceLabel.tenant| (_ BitVec 2))

; What is said of it.
(define-fun |TCP| () Bool (= |protocol| (_ bv0 2)))
(define-fun |UDP| () Bool (= |protocol| (_ bv1 2)))
(define-fun |port 0| () Bool (= |port| (_ bv0 16)))
(define-fun |port 53| () Bool (= |port| (_ bv53 16)))
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 3)))
(define-fun |source in blue-app| () Bool (= |source.namespace| (_ bv1 3)))
(define-fun |source in green-app| () Bool (= |source.namespace| (_ bv2 3)))
(define-fun |source in kube-system| () Bool (= |source.namespace| (_ bv3 3)))
(define-fun |source in (new)| () Bool (= |source.namespace| (_ bv4 3)))
(define-fun |source in (new),(second new)| () Bool (bvule (_ bv4 3) |source.namespace|))
(define-fun |source in (second new)| () Bool (= |source.namespace| (_ bv5 3)))
(define-fun |source no IPv4| () Bool (= |source.address.ipv4| (_ bv0 5)))
(define-fun |source unknown IPv4| () Bool (= |source.address.ipv4| (_ bv1 5)))
(define-fun |source 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |source.address.ipv4|) (bvule |source.address.ipv4| (_ bv4 5))))
(define-fun |source 10.244.0.0/16| () Bool (= |source.address.ipv4| (_ bv5 5)))
(define-fun |source 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |source.address.ipv4|))
(define-fun |source (given)| () Bool (= |source.isNew| (_ bv0 1)))
(define-fun |source in namespace tenant=(absent)| () Bool (= |source.namespaceLabel.tenant| (_ bv0 2)))
(define-fun |source in namespace tenant=blue| () Bool (= |source.namespaceLabel.tenant| (_ bv2 2)))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 3)))
(define-fun |destination in blue-app| () Bool (= |destination.namespace| (_ bv1 3)))
(define-fun |destination in green-app| () Bool (= |destination.namespace| (_ bv2 3)))
(define-fun |destination in kube-system| () Bool (= |destination.namespace| (_ bv3 3)))
(define-fun |destination in (new),(second new)| () Bool (bvule (_ bv4 3) |destination.namespace|))
(define-fun |destination in (second new)| () Bool (= |destination.namespace| (_ bv5 3)))
(define-fun |destination no IPv4| () Bool (= |destination.address.ipv4| (_ bv0 5)))
(define-fun |destination unknown IPv4| () Bool (= |destination.address.ipv4| (_ bv1 5)))
(define-fun |destination 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |destination.address.ipv4|) (bvule |destination.address.ipv4| (_ bv4 5))))
(define-fun |destination 10.244.0.0/16| () Bool (= |destination.address.ipv4| (_ bv5 5)))
(define-fun |destination 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |destination.address.ipv4|))
(define-fun |destination (given)| () Bool (= |destination.isNew| (_ bv0 1)))
(define-fun |destination in namespace tenant=(absent)| () Bool (= |destination.namespaceLabel.tenant| (_ bv0 2)))
(define-fun |destination in namespace tenant=blue| () Bool (= |destination.namespaceLabel.tenant| (_ bv2 2)))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of blue-app| () Bool (and |source in blue-app| |source unknown IPv4| |source (given)| |source in namespace tenant=(absent)|))
(define-fun |source is a pod of green-app| () Bool (and |source in green-app| |source unknown IPv4| |source (given)| |source in namespace tenant=(absent)|))
(define-fun |source is a pod of kube-system| () Bool (and |source in kube-system| |source unknown IPv4| |source (given)| |source in namespace tenant=(absent)|))
(define-fun |source is an address outside| () Bool (and |source outside| |source (given)| |source in namespace tenant=(absent)| (or |source 0.0.0.0-10.243.255.255| |source 10.245.0.0-255.255.255.255|)))
(define-fun |source is as a new pod can be| () Bool (and (not |source outside|) |source 10.244.0.0/16|))
(define-fun |source exists| () Bool (and (=> |source (given)| (and (not |source in (new),(second new)|) (=> |source in blue-app| |source is a pod of blue-app|) (=> |source in green-app| |source is a pod of green-app|) (=> |source in kube-system| |source is a pod of kube-system|) (=> |source outside| |source is an address outside|))) (not (and |source in (new),(second new)| |source in namespace tenant=blue|)) (or |source (given)| |source is as a new pod can be|) (or |source in (new),(second new)| |source in namespace tenant=(absent)|)))
(define-fun |destination is a pod of blue-app| () Bool (and |destination in blue-app| |destination unknown IPv4| |destination (given)| |destination in namespace tenant=(absent)|))
(define-fun |destination is a pod of green-app| () Bool (and |destination in green-app| |destination unknown IPv4| |destination (given)| |destination in namespace tenant=(absent)|))
(define-fun |destination is a pod of kube-system| () Bool (and |destination in kube-system| |destination unknown IPv4| |destination (given)| |destination in namespace tenant=(absent)|))
(define-fun |destination is an address outside| () Bool (and |destination outside| |destination (given)| |destination in namespace tenant=(absent)| (or |destination 0.0.0.0-10.243.255.255| |destination 10.245.0.0-255.255.255.255|)))
(define-fun |destination is as a new pod can be| () Bool (and (not |destination outside|) |destination 10.244.0.0/16|))
(define-fun |destination exists| () Bool (and (=> |destination (given)| (and (not |destination in (new),(second new)|) (=> |destination in blue-app| |destination is a pod of blue-app|) (=> |destination in green-app| |destination is a pod of green-app|) (=> |destination in kube-system| |destination is a pod of kube-system|) (=> |destination outside| |destination is an address outside|))) (not (and |destination in (new),(second new)| |destination in namespace tenant=blue|)) (or |destination (given)| |destination is as a new pod can be|) (or |destination in (new),(second new)| |destination in namespace tenant=(absent)|)))
(define-fun |the ends make a flow| () Bool (and (not |port 0|) (not |source in (second new)|) (not |source no IPv4|) (not |destination no IPv4|) (=> (and |source in (new),(second new)| (= |source.namespace| |destination.namespace|)) (= |source.namespaceLabel.tenant| |destination.namespaceLabel.tenant|)) (=> |destination in (second new)| |source in (new)|) (not (and |source outside| |destination outside|))))
(define-fun |the flow is of the world| () Bool (or |source (given)| |destination (given)|))
; any pod in namespaces labelled tenant=blue
(define-fun |source is BLUE| () Bool (and (not |source outside|) (or |source in blue-app| (and |source in (new),(second new)| |source in namespace tenant=blue|))))
; any pod in namespaces labelled tenant=blue
(define-fun |destination is BLUE| () Bool (and (not |destination outside|) (or |destination in blue-app| (and |destination in (new),(second new)| |destination in namespace tenant=blue|))))
; blue-app/baseline for egress: manifests/baseline-blue-app.yaml:1
(define-fun |blue-app/baseline egress selects| () Bool |source in blue-app|)
(define-fun |blue-app/baseline egress rule 1| () Bool (and (not |destination outside|) |destination in blue-app|))
(define-fun |blue-app/baseline egress rule 2| () Bool (and (not |destination outside|) (or (and |TCP| |port 53|) (and |UDP| |port 53|)) (or |destination in kube-system| (and |destination in kube-system| |destination in (new),(second new)|))))
; green-app/baseline for egress: manifests/baseline-green-app.yaml:1
(define-fun |green-app/baseline egress selects| () Bool |source in green-app|)
(define-fun |green-app/baseline egress rule 1| () Bool (and (not |destination outside|) |destination in green-app|))
(define-fun |green-app/baseline egress rule 2| () Bool (and (not |destination outside|) (or (and |TCP| |port 53|) (and |UDP| |port 53|)) (or |destination in kube-system| (and |destination in kube-system| |destination in (new),(second new)|))))
; kube-system/system for egress: manifests/tenants.yaml:57
(define-fun |kube-system/system egress selects| () Bool |source in kube-system|)
(define-fun |kube-system/system egress rule 1| () Bool (and (not |destination outside|) |destination in kube-system|))
(define-fun |kube-system/system egress rule 2| () Bool (or |destination 0.0.0.0-10.243.255.255| |destination 10.245.0.0-255.255.255.255|))
; egress from blue-app: by NetworkPolicies, and what follows them
(define-fun |egress from blue-app| () Bool (=> |blue-app/baseline egress selects| (and |blue-app/baseline egress selects| (or |blue-app/baseline egress rule 1| |blue-app/baseline egress rule 2|))))
; egress from green-app: by NetworkPolicies, and what follows them
(define-fun |egress from green-app| () Bool (=> |green-app/baseline egress selects| (and |green-app/baseline egress selects| (or |green-app/baseline egress rule 1| |green-app/baseline egress rule 2|))))
; egress from kube-system: by NetworkPolicies, and what follows them
(define-fun |egress from kube-system| () Bool (=> |kube-system/system egress selects| (and |kube-system/system egress selects| (or |kube-system/system egress rule 1| |kube-system/system egress rule 2|))))
(define-fun |egress lets it pass| () Bool (or |source outside| (and (=> |source in blue-app| |egress from blue-app|) (=> |source in green-app| |egress from green-app|) (=> |source in kube-system| |egress from kube-system|))))
; blue-app/baseline for ingress: manifests/baseline-blue-app.yaml:1
(define-fun |blue-app/baseline ingress selects| () Bool |destination in blue-app|)
(define-fun |blue-app/baseline ingress rule 1| () Bool (and (not |source outside|) |source in blue-app|))
; green-app/baseline for ingress: manifests/baseline-green-app.yaml:1
(define-fun |green-app/baseline ingress selects| () Bool |destination in green-app|)
(define-fun |green-app/baseline ingress rule 1| () Bool (and (not |source outside|) |source in green-app|))
; kube-system/system for ingress: manifests/tenants.yaml:57
(define-fun |kube-system/system ingress selects| () Bool |destination in kube-system|)
(define-fun |kube-system/system ingress rule 1| () Bool (or (and |TCP| |port 53|) (and |UDP| |port 53|)))
; ingress into blue-app: by NetworkPolicies, and what follows them
(define-fun |ingress into blue-app| () Bool (=> |blue-app/baseline ingress selects| (and |blue-app/baseline ingress selects| |blue-app/baseline ingress rule 1|)))
; ingress into green-app: by NetworkPolicies, and what follows them
(define-fun |ingress into green-app| () Bool (=> |green-app/baseline ingress selects| (and |green-app/baseline ingress selects| |green-app/baseline ingress rule 1|)))
; ingress into kube-system: by NetworkPolicies, and what follows them
(define-fun |ingress into kube-system| () Bool (=> |kube-system/system ingress selects| (and |kube-system/system ingress selects| |kube-system/system ingress rule 1|)))
(define-fun |ingress lets it pass| () Bool (or |destination outside| (and (=> |destination in blue-app| |ingress into blue-app|) (=> |destination in green-app| |ingress into green-app|) (=> |destination in kube-system| |ingress into kube-system|))))
(define-fun |allowed| () Bool (and |egress lets it pass| |ingress lets it pass|))

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |protocol| (_ bv2 2)))
(assert (bvule |source.namespace| (_ bv5 3)))
(assert (bvule |source.address.ipv4| (_ bv19 5)))
(assert (bvule |source.namespaceLabel.tenant| (_ bv2 2)))
(assert (bvule |destination.namespace| (_ bv5 3)))
(assert (bvule |destination.address.ipv4| (_ bv19 5)))
(assert (bvule |destination.namespaceLabel.tenant| (_ bv2 2)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(define-fun |a prohibited flow is allowed| () Bool (and |the ends make a flow| |the flow is of the world| (not |source is BLUE|) |destination is BLUE| |allowed|))
(assert |a prohibited flow is allowed|)
(check-sat)
(exit)

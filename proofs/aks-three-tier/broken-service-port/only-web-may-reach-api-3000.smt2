; netproof claim: "unsat" says that the intent holds
; sentence: only WEB may reach API:3000
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
; protocol: 0=TCP, 1=UDP, 2=SCTP
(declare-const |protocol| (_ BitVec 2))
(declare-const |port| (_ BitVec 16))
; namespace: 0=(outside), 1=shop, 2=kube-system, 3=(new), 4=(second new)
(declare-const |source.namespace| (_ BitVec 3))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0-10.243.255.255,
;   5=10.244.0.0/16, 6=10.245.0.0-10.255.255.255, 7=11.0.0.0-100.63.255.255, 8=100.64.0.0/10,
;   9=100.128.0.0-126.255.255.255, 10=127.0.0.0/8, 11=128.0.0.0-169.253.255.255, 12=169.254.0.0/16,
;   13=169.255.0.0-172.15.255.255, 14=172.16.0.0/12, 15=172.32.0.0-192.167.255.255, 16=192.168.0.0/16,
;   17=192.169.0.0-223.255.255.255, 18=224.0.0.0/4, 19=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
; label app: 0=(absent), 1=(other), 2=api, 3=web, 4=db
(declare-const |source.label.app| (_ BitVec 3))
; pod: 0=(given), 1=(new)
(declare-const |source.isNew| (_ BitVec 1))
; label name of a namespace that is not declared: 0=(absent), 1=(other), 2=kube-system
(declare-const |source.namespaceLabel.name| (_ BitVec 2))
(declare-const |destination.namespace| (_ BitVec 3))
(declare-const |destination.address.ipv4| (_ BitVec 5))
(declare-const |destination.label.app| (_ BitVec 3))
(declare-const |destination.isNew| (_ BitVec 1))
(declare-const |destination.namespaceLabel.name| (_ BitVec 2))

; What is said of it.
(define-fun |TCP| () Bool (= |protocol| (_ bv0 2)))
(define-fun |UDP| () Bool (= |protocol| (_ bv1 2)))
(define-fun |port 0| () Bool (= |port| (_ bv0 16)))
(define-fun |port 53| () Bool (= |port| (_ bv53 16)))
(define-fun |port 80| () Bool (= |port| (_ bv80 16)))
(define-fun |port 3000| () Bool (= |port| (_ bv3000 16)))
(define-fun |port 5984| () Bool (= |port| (_ bv5984 16)))
(define-fun |port 8080| () Bool (= |port| (_ bv8080 16)))
(define-fun |port 15984| () Bool (= |port| (_ bv15984 16)))
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 3)))
(define-fun |source in shop| () Bool (= |source.namespace| (_ bv1 3)))
(define-fun |source in kube-system| () Bool (= |source.namespace| (_ bv2 3)))
(define-fun |source in (new)| () Bool (= |source.namespace| (_ bv3 3)))
(define-fun |source in (new),(second new)| () Bool (bvule (_ bv3 3) |source.namespace|))
(define-fun |source in (second new)| () Bool (= |source.namespace| (_ bv4 3)))
(define-fun |source no IPv4| () Bool (= |source.address.ipv4| (_ bv0 5)))
(define-fun |source unknown IPv4| () Bool (= |source.address.ipv4| (_ bv1 5)))
(define-fun |source 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |source.address.ipv4|) (bvule |source.address.ipv4| (_ bv4 5))))
(define-fun |source 10.244.0.0/16| () Bool (= |source.address.ipv4| (_ bv5 5)))
(define-fun |source 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |source.address.ipv4|))
(define-fun |source app=(absent)| () Bool (= |source.label.app| (_ bv0 3)))
(define-fun |source app=(other)| () Bool (= |source.label.app| (_ bv1 3)))
(define-fun |source app=api| () Bool (= |source.label.app| (_ bv2 3)))
(define-fun |source app=web| () Bool (= |source.label.app| (_ bv3 3)))
(define-fun |source app=db| () Bool (= |source.label.app| (_ bv4 3)))
(define-fun |source (given)| () Bool (= |source.isNew| (_ bv0 1)))
(define-fun |source in namespace name=(absent)| () Bool (= |source.namespaceLabel.name| (_ bv0 2)))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 3)))
(define-fun |destination in shop| () Bool (= |destination.namespace| (_ bv1 3)))
(define-fun |destination in kube-system| () Bool (= |destination.namespace| (_ bv2 3)))
(define-fun |destination in (new),(second new)| () Bool (bvule (_ bv3 3) |destination.namespace|))
(define-fun |destination in (second new)| () Bool (= |destination.namespace| (_ bv4 3)))
(define-fun |destination no IPv4| () Bool (= |destination.address.ipv4| (_ bv0 5)))
(define-fun |destination unknown IPv4| () Bool (= |destination.address.ipv4| (_ bv1 5)))
(define-fun |destination 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |destination.address.ipv4|) (bvule |destination.address.ipv4| (_ bv4 5))))
(define-fun |destination 10.244.0.0/16| () Bool (= |destination.address.ipv4| (_ bv5 5)))
(define-fun |destination 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |destination.address.ipv4|))
(define-fun |destination app=(absent)| () Bool (= |destination.label.app| (_ bv0 3)))
(define-fun |destination app=(other)| () Bool (= |destination.label.app| (_ bv1 3)))
(define-fun |destination app=api| () Bool (= |destination.label.app| (_ bv2 3)))
(define-fun |destination app=web| () Bool (= |destination.label.app| (_ bv3 3)))
(define-fun |destination app=db| () Bool (= |destination.label.app| (_ bv4 3)))
(define-fun |destination (given)| () Bool (= |destination.isNew| (_ bv0 1)))
(define-fun |destination in namespace name=(absent)| () Bool (= |destination.namespaceLabel.name| (_ bv0 2)))
(define-fun |destination in namespace name=kube-system| () Bool (= |destination.namespaceLabel.name| (_ bv2 2)))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of shop| () Bool (and |source in shop| |source unknown IPv4| |source (given)| |source in namespace name=(absent)| (or |source app=(other)| |source app=api| |source app=web| |source app=db|)))
(define-fun |source is a pod of kube-system| () Bool (and |source in kube-system| |source unknown IPv4| |source app=(absent)| |source (given)| |source in namespace name=(absent)|))
(define-fun |source is an address outside| () Bool (and |source outside| |source app=(absent)| |source (given)| |source in namespace name=(absent)| (or |source 0.0.0.0-10.243.255.255| |source 10.245.0.0-255.255.255.255|)))
(define-fun |source is as a new pod can be| () Bool (and (not |source outside|) |source 10.244.0.0/16|))
(define-fun |source exists| () Bool (and (=> |source (given)| (and (not |source in (new),(second new)|) (=> |source in kube-system| |source is a pod of kube-system|) (=> |source in shop| |source is a pod of shop|) (=> |source outside| |source is an address outside|))) (or |source (given)| |source is as a new pod can be|) (or |source in (new),(second new)| |source in namespace name=(absent)|)))
(define-fun |destination is a pod of shop| () Bool (and |destination in shop| |destination unknown IPv4| |destination (given)| |destination in namespace name=(absent)| (or |destination app=(other)| |destination app=api| |destination app=web| |destination app=db|)))
(define-fun |destination is a pod of kube-system| () Bool (and |destination in kube-system| |destination unknown IPv4| |destination app=(absent)| |destination (given)| |destination in namespace name=(absent)|))
(define-fun |destination is an address outside| () Bool (and |destination outside| |destination app=(absent)| |destination (given)| |destination in namespace name=(absent)| (or |destination 0.0.0.0-10.243.255.255| |destination 10.245.0.0-255.255.255.255|)))
(define-fun |destination is as a new pod can be| () Bool (and (not |destination outside|) |destination 10.244.0.0/16|))
(define-fun |destination exists| () Bool (and (=> |destination (given)| (and (not |destination in (new),(second new)|) (=> |destination in kube-system| |destination is a pod of kube-system|) (=> |destination in shop| |destination is a pod of shop|) (=> |destination outside| |destination is an address outside|))) (or |destination (given)| |destination is as a new pod can be|) (or |destination in (new),(second new)| |destination in namespace name=(absent)|)))
(define-fun |the ends make a flow| () Bool (and (not |port 0|) (not |source in (second new)|) (not |source no IPv4|) (not |destination no IPv4|) (=> (and |source in (new),(second new)| (= |source.namespace| |destination.namespace|)) (= |source.namespaceLabel.name| |destination.namespaceLabel.name|)) (=> |destination in (second new)| |source in (new)|) (not (and |source in shop| |source app=(other)| |source (given)| |destination in shop| |destination app=(other)| |destination (given)|)) (not (and |source outside| |destination outside|))))
(define-fun |the flow is of the world| () Bool (or |source (given)| |destination (given)|))
; pods app=web in namespace shop
(define-fun |source is WEB| () Bool (and (not |source outside|) |source in shop| |source app=web|))
; pods app=api in namespace shop
(define-fun |destination is API| () Bool (and (not |destination outside|) |destination in shop| |destination app=api|))
; shop/api for egress: manifests/api-policy.yaml:2
(define-fun |shop/api egress selects| () Bool (and |source in shop| |source app=api|))
(define-fun |shop/api egress rule 1| () Bool (and |TCP| |port 15984| (not |destination outside|) |destination in shop| |destination app=db|))
(define-fun |shop/api egress rule 2| () Bool (and (not |destination outside|) (or (and |TCP| |port 53|) (and |UDP| |port 53|)) (or |destination in kube-system| (and |destination in (new),(second new)| |destination in namespace name=kube-system|))))
; shop/db for egress: manifests/db-policy.yaml:2
(define-fun |shop/db egress selects| () Bool (and |source in shop| |source app=db|))
; shop/deny-all for egress: manifests/deny-all.yaml:2
(define-fun |shop/deny-all egress selects| () Bool |source in shop|)
; shop/web for egress: manifests/web-policy.yaml:3
(define-fun |shop/web egress selects| () Bool (and |source in shop| |source app=web|))
(define-fun |shop/web egress rule 1| () Bool (and |TCP| |port 8080| (not |destination outside|) |destination in shop| |destination app=api|))
(define-fun |shop/web egress rule 2| () Bool (and (not |destination outside|) (or (and |TCP| |port 53|) (and |UDP| |port 53|)) (or |destination in kube-system| (and |destination in (new),(second new)| |destination in namespace name=kube-system|))))
; egress from shop: by NetworkPolicies, and what follows them
(define-fun |egress from shop| () Bool (or (and |shop/api egress selects| (or |shop/api egress rule 1| |shop/api egress rule 2|)) (and |shop/web egress selects| (or |shop/web egress rule 1| |shop/web egress rule 2|)) (not (or |shop/api egress selects| |shop/db egress selects| |shop/deny-all egress selects| |shop/web egress selects|))))
(define-fun |egress lets it pass| () Bool (or |source outside| (=> |source in shop| |egress from shop|)))
; shop/api for ingress: manifests/api-policy.yaml:2
(define-fun |shop/api ingress selects| () Bool (and |destination in shop| |destination app=api|))
(define-fun |shop/api ingress rule 1| () Bool (and |TCP| |port 8080| (not |source outside|) |source in shop| |source app=web|))
; shop/db for ingress: manifests/db-policy.yaml:2
(define-fun |shop/db ingress selects| () Bool (and |destination in shop| |destination app=db|))
(define-fun |shop/db ingress rule 1| () Bool (and |TCP| |port 5984| (not |source outside|) |source in shop| |source app=api|))
; shop/deny-all for ingress: manifests/deny-all.yaml:2
(define-fun |shop/deny-all ingress selects| () Bool |destination in shop|)
; shop/web for ingress: manifests/web-policy.yaml:3
(define-fun |shop/web ingress selects| () Bool (and |destination in shop| |destination app=web|))
(define-fun |shop/web ingress rule 1| () Bool (and |TCP| |port 80|))
; ingress into shop: by NetworkPolicies, and what follows them
(define-fun |ingress into shop| () Bool (or (and |shop/api ingress selects| |shop/api ingress rule 1|) (and |shop/db ingress selects| |shop/db ingress rule 1|) (and |shop/web ingress selects| |shop/web ingress rule 1|) (not (or |shop/api ingress selects| |shop/db ingress selects| |shop/deny-all ingress selects| |shop/web ingress selects|))))
(define-fun |ingress lets it pass| () Bool (or |destination outside| (=> |destination in shop| |ingress into shop|)))
(define-fun |allowed| () Bool (and |egress lets it pass| |ingress lets it pass|))

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |protocol| (_ bv2 2)))
(assert (bvule |source.namespace| (_ bv4 3)))
(assert (bvule |source.address.ipv4| (_ bv19 5)))
(assert (bvule |source.label.app| (_ bv4 3)))
(assert (bvule |source.namespaceLabel.name| (_ bv2 2)))
(assert (bvule |destination.namespace| (_ bv4 3)))
(assert (bvule |destination.address.ipv4| (_ bv19 5)))
(assert (bvule |destination.label.app| (_ bv4 3)))
(assert (bvule |destination.namespaceLabel.name| (_ bv2 2)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(define-fun |a prohibited flow is allowed| () Bool (and |TCP| |port 3000| |the ends make a flow| |the flow is of the world| (not |source is WEB|) |destination is API| |allowed|))
(assert |a prohibited flow is allowed|)
(check-sat)
(exit)

; netproof claim: "unsat" says that the intent holds
; sentence: nothing else is allowed to WEB
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
; namespace: 0=(outside), 1=operations, 2=website, 3=(new), 4=(second new)
(declare-const |source.namespace| (_ BitVec 3))
; service account: 0=(other), 1=prometheus
(declare-const |source.serviceAccount| (_ BitVec 1))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0/8, 5=11.0.0.0-100.63.255.255,
;   6=100.64.0.0/10, 7=100.128.0.0-126.255.255.255, 8=127.0.0.0/8, 9=128.0.0.0-169.253.255.255, 10=169.254.0.0/16,
;   11=169.255.0.0-172.15.255.255, 12=172.16.0.0/12, 13=172.32.0.0-192.167.255.255, 14=192.168.0.0/16,
;   15=192.169.0.0-223.255.255.255, 16=224.0.0.0/4, 17=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
; IPv6 address: 0=(none), 1=(unknown), 2=::, 3=::1, 4=::2-fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 5=fc00::/7,
;   6=fe00::/9, 7=fe80::/10, 8=fec0::/10, 9=ff00::/8
(declare-const |source.address.ipv6| (_ BitVec 4))
; label app: 0=(absent), 1=(other), 2=web
(declare-const |source.label.app| (_ BitVec 2))
; label type: 0=(absent), 1=(other), 2=monitoring
(declare-const |source.label.type| (_ BitVec 2))
; pod: 0=(given), 1=(new)
(declare-const |source.isNew| (_ BitVec 1))
; label team of a namespace that is not declared: 0=(absent), 1=(other), 2=operations
(declare-const |source.namespaceLabel.team| (_ BitVec 2))
(declare-const |destination.namespace| (_ BitVec 3))
(declare-const |destination.serviceAccount| (_ BitVec 1))
(declare-const |destination.address.ipv4| (_ BitVec 5))
(declare-const |destination.address.ipv6| (_ BitVec 4))
(declare-const |destination.label.app| (_ BitVec 2))
(declare-const |destination.label.type| (_ BitVec 2))
(declare-const |destination.isNew| (_ BitVec 1))
(declare-const |destination.namespaceLabel.team| (_ BitVec 2))
; port metrics TCP: 0=(none), 1=9113, 2=(that of the flow)
(declare-const |destination.port.metrics.TCP| (_ BitVec 2))
; port metrics UDP: 0=(none), 1=(that of the flow)
(declare-const |destination.port.metrics.UDP| (_ BitVec 1))
; port metrics SCTP: 0=(none), 1=(that of the flow)
(declare-const |destination.port.metrics.SCTP| (_ BitVec 1))

; What is said of it.
(define-fun |IPv4| () Bool (= |family| (_ bv0 1)))
(define-fun |TCP| () Bool (= |protocol| (_ bv0 2)))
(define-fun |UDP| () Bool (= |protocol| (_ bv1 2)))
(define-fun |SCTP| () Bool (= |protocol| (_ bv2 2)))
(define-fun |port 0| () Bool (= |port| (_ bv0 16)))
(define-fun |port 9113| () Bool (= |port| (_ bv9113 16)))
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 3)))
(define-fun |source in operations| () Bool (= |source.namespace| (_ bv1 3)))
(define-fun |source in website| () Bool (= |source.namespace| (_ bv2 3)))
(define-fun |source in (new)| () Bool (= |source.namespace| (_ bv3 3)))
(define-fun |source in (new),(second new)| () Bool (bvule (_ bv3 3) |source.namespace|))
(define-fun |source in (second new)| () Bool (= |source.namespace| (_ bv4 3)))
(define-fun |source as service account (other)| () Bool (= |source.serviceAccount| (_ bv0 1)))
(define-fun |source no IPv4| () Bool (= |source.address.ipv4| (_ bv0 5)))
(define-fun |source unknown IPv4| () Bool (= |source.address.ipv4| (_ bv1 5)))
(define-fun |source 0.0.0.0/0| () Bool (bvule (_ bv2 5) |source.address.ipv4|))
(define-fun |source no IPv6| () Bool (= |source.address.ipv6| (_ bv0 4)))
(define-fun |source unknown IPv6| () Bool (= |source.address.ipv6| (_ bv1 4)))
(define-fun |source ::| () Bool (= |source.address.ipv6| (_ bv2 4)))
(define-fun |source ::/0| () Bool (bvule (_ bv2 4) |source.address.ipv6|))
(define-fun |source ::1| () Bool (= |source.address.ipv6| (_ bv3 4)))
(define-fun |source app=(absent)| () Bool (= |source.label.app| (_ bv0 2)))
(define-fun |source app=web| () Bool (= |source.label.app| (_ bv2 2)))
(define-fun |source type=(absent)| () Bool (= |source.label.type| (_ bv0 2)))
(define-fun |source type=(other)| () Bool (= |source.label.type| (_ bv1 2)))
(define-fun |source type=monitoring| () Bool (= |source.label.type| (_ bv2 2)))
(define-fun |source (given)| () Bool (= |source.isNew| (_ bv0 1)))
(define-fun |source in namespace team=(absent)| () Bool (= |source.namespaceLabel.team| (_ bv0 2)))
(define-fun |source in namespace team=operations| () Bool (= |source.namespaceLabel.team| (_ bv2 2)))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 3)))
(define-fun |destination in operations| () Bool (= |destination.namespace| (_ bv1 3)))
(define-fun |destination in website| () Bool (= |destination.namespace| (_ bv2 3)))
(define-fun |destination in (new),(second new)| () Bool (bvule (_ bv3 3) |destination.namespace|))
(define-fun |destination in (second new)| () Bool (= |destination.namespace| (_ bv4 3)))
(define-fun |destination as service account (other)| () Bool (= |destination.serviceAccount| (_ bv0 1)))
(define-fun |destination no IPv4| () Bool (= |destination.address.ipv4| (_ bv0 5)))
(define-fun |destination unknown IPv4| () Bool (= |destination.address.ipv4| (_ bv1 5)))
(define-fun |destination 0.0.0.0/0| () Bool (bvule (_ bv2 5) |destination.address.ipv4|))
(define-fun |destination no IPv6| () Bool (= |destination.address.ipv6| (_ bv0 4)))
(define-fun |destination unknown IPv6| () Bool (= |destination.address.ipv6| (_ bv1 4)))
(define-fun |destination ::| () Bool (= |destination.address.ipv6| (_ bv2 4)))
(define-fun |destination ::/0| () Bool (bvule (_ bv2 4) |destination.address.ipv6|))
(define-fun |destination ::1| () Bool (= |destination.address.ipv6| (_ bv3 4)))
(define-fun |destination app=(absent)| () Bool (= |destination.label.app| (_ bv0 2)))
(define-fun |destination app=web| () Bool (= |destination.label.app| (_ bv2 2)))
(define-fun |destination type=(absent)| () Bool (= |destination.label.type| (_ bv0 2)))
(define-fun |destination type=(other)| () Bool (= |destination.label.type| (_ bv1 2)))
(define-fun |destination type=monitoring| () Bool (= |destination.label.type| (_ bv2 2)))
(define-fun |destination (given)| () Bool (= |destination.isNew| (_ bv0 1)))
(define-fun |destination in namespace team=(absent)| () Bool (= |destination.namespaceLabel.team| (_ bv0 2)))
(define-fun |destination calls metrics TCP (none)| () Bool (= |destination.port.metrics.TCP| (_ bv0 2)))
(define-fun |destination calls metrics TCP 9113| () Bool (= |destination.port.metrics.TCP| (_ bv1 2)))
(define-fun |destination calls metrics TCP (that of the flow)| () Bool (= |destination.port.metrics.TCP| (_ bv2 2)))
(define-fun |destination calls metrics UDP (none)| () Bool (= |destination.port.metrics.UDP| (_ bv0 1)))
(define-fun |destination calls metrics SCTP (none)| () Bool (= |destination.port.metrics.SCTP| (_ bv0 1)))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of operations| () Bool (and |source in operations| |source unknown IPv4| |source unknown IPv6| |source app=(absent)| |source (given)| |source in namespace team=(absent)| (or (and (not |source as service account (other)|) |source type=monitoring|) (and |source as service account (other)| |source type=(other)|))))
(define-fun |source is a pod of website| () Bool (and |source in website| |source as service account (other)| |source unknown IPv4| |source unknown IPv6| |source (given)| |source in namespace team=(absent)| (or (and |source app=(absent)| |source type=monitoring|) (and |source app=web| |source type=(absent)|))))
(define-fun |source is an address outside| () Bool (and |source outside| |source as service account (other)| |source app=(absent)| |source type=(absent)| |source (given)| |source in namespace team=(absent)| (or (and (not |IPv4|) |source no IPv4| |source ::/0|) (and |IPv4| |source 0.0.0.0/0| |source no IPv6|))))
(define-fun |source is as a new pod can be| () Bool (and (not |source outside|) (or (and (not |IPv4|) |source no IPv4| |source ::/0|) (and |IPv4| |source 0.0.0.0/0| |source no IPv6|))))
(define-fun |source exists| () Bool (and (=> |source (given)| (and (not |source in (new),(second new)|) (=> |source in operations| |source is a pod of operations|) (=> |source in website| |source is a pod of website|) (=> |source outside| |source is an address outside|))) (or |source (given)| |source is as a new pod can be|) (or |source in (new),(second new)| |source in namespace team=(absent)|)))
(define-fun |destination is a pod of operations| () Bool (and |destination in operations| |destination unknown IPv4| |destination unknown IPv6| |destination app=(absent)| |destination (given)| |destination in namespace team=(absent)| |destination calls metrics TCP (none)| |destination calls metrics UDP (none)| |destination calls metrics SCTP (none)| (or (and (not |destination as service account (other)|) |destination type=monitoring|) (and |destination as service account (other)| |destination type=(other)|))))
(define-fun |destination is a pod of website| () Bool (and |destination in website| |destination as service account (other)| |destination unknown IPv4| |destination unknown IPv6| |destination (given)| |destination in namespace team=(absent)| |destination calls metrics UDP (none)| |destination calls metrics SCTP (none)| (or (and |destination app=(absent)| |destination type=monitoring| |destination calls metrics TCP (none)|) (and |destination app=web| |destination type=(absent)| |destination calls metrics TCP 9113|))))
(define-fun |part 1| () Bool (and (=> |destination no IPv4| (=> |destination ::/0| |IPv4|)) (not (and |IPv4| |destination 0.0.0.0/0| |destination no IPv6|))))
(define-fun |destination is an address outside| () Bool (and |destination outside| |destination as service account (other)| |destination app=(absent)| |destination type=(absent)| |destination (given)| |destination in namespace team=(absent)| |destination calls metrics TCP (none)| |destination calls metrics UDP (none)| |destination calls metrics SCTP (none)| (not |part 1|)))
(define-fun |destination is as a new pod can be| () Bool (and (not |destination outside|) (not |destination calls metrics TCP 9113|) (not |part 1|)))
(define-fun |destination exists| () Bool (and (=> |destination (given)| (and (not |destination in (new),(second new)|) (=> |destination in operations| |destination is a pod of operations|) (=> |destination in website| |destination is a pod of website|) (=> |destination outside| |destination is an address outside|))) (or |destination (given)| |destination is as a new pod can be|) (or |destination in (new),(second new)| |destination in namespace team=(absent)|)))
(define-fun |the ends make a flow| () Bool (and (not |port 0|) (not |source in (second new)|) (=> (and |source in (new),(second new)| (= |source.namespace| |destination.namespace|)) (= |source.namespaceLabel.team| |destination.namespaceLabel.team|)) (=> |IPv4| (not (or |source no IPv4| |destination no IPv4|))) (=> |destination in (second new)| |source in (new)|) (not (and |source in website| |source app=(absent)| |source type=monitoring| |source (given)| |destination in website| |destination app=(absent)| |destination type=monitoring| |destination (given)| |destination calls metrics TCP (none)|)) (not (and |source outside| |destination outside|)) (or (and (not |destination outside|) |destination (given)|) (and (not |source outside|) |source (given)|) (and (or (=> |destination ::1| |IPv4|) (=> |source ::1| |IPv4|)) (or (=> |destination ::| |IPv4|) (=> |source ::| |IPv4|)))) (or |IPv4| (not (or |source no IPv6| |destination no IPv6|)))))
(define-fun |the flow is of the world| () Bool (or |source (given)| |destination (given)|))
; pods app=web in namespace website
(define-fun |destination is WEB| () Bool (and (not |destination outside|) |destination in website| |destination app=web|))
; pods type=monitoring in namespaces labelled team=operations
(define-fun |source is MONITORING| () Bool (and (not |source outside|) |source type=monitoring| (or |source in operations| (and |source in (new),(second new)| |source in namespace team=operations|))))
; MONITORING reaches WEB:metrics
(define-fun |part 3| () Bool (and |destination is WEB| (or (and |SCTP| (not |destination calls metrics SCTP (none)|)) (and |TCP| (or |destination calls metrics TCP (that of the flow)| (and |port 9113| |destination calls metrics TCP 9113|))) (and |UDP| (not |destination calls metrics UDP (none)|)))))
(define-fun |sentence 1 accepts it| () Bool (and |source is MONITORING| |part 3|))
; any pod in namespace operations with service account prometheus
(define-fun |source is PROMETHEUS| () Bool (and (not |source outside|) |source in operations| (not |source as service account (other)|)))
; PROMETHEUS reaches WEB:metrics
(define-fun |sentence 2 accepts it| () Bool (and |source is PROMETHEUS| |part 3|))
; only MONITORING may reach WEB
(define-fun |sentence 3 accepts it| () Bool (and |destination is WEB| |source is MONITORING|))
; nothing else is allowed to WEB
(define-fun |sentence 4 accepts it| () Bool false)
; PROBE cannot reach WEB
(define-fun |sentence 5 accepts it| () Bool false)
; BUILD cannot reach WEB
(define-fun |sentence 6 accepts it| () Bool false)
; pods type=monitoring in namespace website
(define-fun |source is PROBE| () Bool (and (not |source outside|) |source in website| |source type=monitoring|))
; PROBE reaches WEB:metrics
(define-fun |sentence 7 accepts it| () Bool (and |source is PROBE| |part 3|))
; MONITORING cannot reach WEB:80
(define-fun |sentence 8 accepts it| () Bool false)
; website/web-allow-monitoring for ingress: manifests/web-allow-monitoring.yaml:3
(define-fun |website/web-allow-monitoring ingress selects| () Bool (and |destination in website| |destination app=web|))
(define-fun |website/web-allow-monitoring ingress rule 1| () Bool (and (not |source outside|) |source type=monitoring| (or |source in operations| (and |source in (new),(second new)| |source in namespace team=operations|))))
; ingress into website: by NetworkPolicies, and what follows them
(define-fun |ingress into website| () Bool (=> |website/web-allow-monitoring ingress selects| (and |website/web-allow-monitoring ingress selects| |website/web-allow-monitoring ingress rule 1|)))
(define-fun |ingress lets it pass| () Bool (or |destination outside| (=> |destination in website| |ingress into website|)))
(define-fun |allowed| () Bool |ingress lets it pass|)

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |protocol| (_ bv2 2)))
(assert (bvule |source.namespace| (_ bv4 3)))
(assert (bvule |source.address.ipv4| (_ bv17 5)))
(assert (bvule |source.address.ipv6| (_ bv9 4)))
(assert (bvule |source.label.app| (_ bv2 2)))
(assert (bvule |source.label.type| (_ bv2 2)))
(assert (bvule |source.namespaceLabel.team| (_ bv2 2)))
(assert (bvule |destination.namespace| (_ bv4 3)))
(assert (bvule |destination.address.ipv4| (_ bv17 5)))
(assert (bvule |destination.address.ipv6| (_ bv9 4)))
(assert (bvule |destination.label.app| (_ bv2 2)))
(assert (bvule |destination.label.type| (_ bv2 2)))
(assert (bvule |destination.namespaceLabel.team| (_ bv2 2)))
(assert (bvule |destination.port.metrics.TCP| (_ bv2 2)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(define-fun |a prohibited flow is allowed| () Bool (and |the ends make a flow| |the flow is of the world| |destination is WEB| (not |sentence 1 accepts it|) (not |sentence 2 accepts it|) (not |sentence 3 accepts it|) (not |sentence 4 accepts it|) (not |sentence 5 accepts it|) (not |sentence 6 accepts it|) (not |sentence 7 accepts it|) (not |sentence 8 accepts it|) |allowed|))
(assert |a prohibited flow is allowed|)
(check-sat)
(exit)

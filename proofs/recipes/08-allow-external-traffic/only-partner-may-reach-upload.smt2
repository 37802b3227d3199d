; netproof claim: "unsat" says that the intent holds
; sentence: only PARTNER may reach UPLOAD
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
; namespace: 0=(outside), 1=website, 2=(new), 3=(second new)
(declare-const |source.namespace| (_ BitVec 2))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0-10.243.255.255,
;   5=10.244.0.0/16, 6=10.245.0.0-10.255.255.255, 7=11.0.0.0-100.63.255.255, 8=100.64.0.0/10,
;   9=100.128.0.0-126.255.255.255, 10=127.0.0.0/8, 11=128.0.0.0-169.253.255.255, 12=169.254.0.0/16,
;   13=169.255.0.0-172.15.255.255, 14=172.16.0.0/12, 15=172.32.0.0-192.167.255.255, 16=192.168.0.0/16,
;   17=192.169.0.0-203.0.112.255, 18=203.0.113.0/25, 19=203.0.113.128/25, 20=203.0.114.0-223.255.255.255,
;   21=224.0.0.0/4, 22=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
; label app: 0=(absent), 1=(other), 2=upload, 3=web
(declare-const |source.label.app| (_ BitVec 2))
; pod: 0=(given), 1=(new)
(declare-const |source.isNew| (_ BitVec 1))
(declare-const |destination.namespace| (_ BitVec 2))
(declare-const |destination.address.ipv4| (_ BitVec 5))
(declare-const |destination.label.app| (_ BitVec 2))
(declare-const |destination.isNew| (_ BitVec 1))
; port http TCP: 0=(none), 1=80, 2=(that of the flow)
(declare-const |destination.port.http.TCP| (_ BitVec 2))

; What is said of it.
(define-fun |TCP| () Bool (= |protocol| (_ bv0 2)))
(define-fun |port 0| () Bool (= |port| (_ bv0 16)))
(define-fun |port 80| () Bool (= |port| (_ bv80 16)))
(define-fun |port 443| () Bool (= |port| (_ bv443 16)))
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 2)))
(define-fun |source in (outside),website| () Bool (bvule |source.namespace| (_ bv1 2)))
(define-fun |source in website| () Bool (= |source.namespace| (_ bv1 2)))
(define-fun |source in (new)| () Bool (= |source.namespace| (_ bv2 2)))
(define-fun |source in (second new)| () Bool (= |source.namespace| (_ bv3 2)))
(define-fun |source no IPv4| () Bool (= |source.address.ipv4| (_ bv0 5)))
(define-fun |source unknown IPv4| () Bool (= |source.address.ipv4| (_ bv1 5)))
(define-fun |source 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |source.address.ipv4|) (bvule |source.address.ipv4| (_ bv4 5))))
(define-fun |source 10.244.0.0/16| () Bool (= |source.address.ipv4| (_ bv5 5)))
(define-fun |source 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |source.address.ipv4|))
(define-fun |source 203.0.113.0/25| () Bool (= |source.address.ipv4| (_ bv18 5)))
(define-fun |source app=(absent)| () Bool (= |source.label.app| (_ bv0 2)))
(define-fun |source app=(other)| () Bool (= |source.label.app| (_ bv1 2)))
(define-fun |source app=upload| () Bool (= |source.label.app| (_ bv2 2)))
(define-fun |source app=web| () Bool (= |source.label.app| (_ bv3 2)))
(define-fun |source (given)| () Bool (= |source.isNew| (_ bv0 1)))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 2)))
(define-fun |destination in (outside),website| () Bool (bvule |destination.namespace| (_ bv1 2)))
(define-fun |destination in website| () Bool (= |destination.namespace| (_ bv1 2)))
(define-fun |destination in (second new)| () Bool (= |destination.namespace| (_ bv3 2)))
(define-fun |destination no IPv4| () Bool (= |destination.address.ipv4| (_ bv0 5)))
(define-fun |destination unknown IPv4| () Bool (= |destination.address.ipv4| (_ bv1 5)))
(define-fun |destination 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |destination.address.ipv4|) (bvule |destination.address.ipv4| (_ bv4 5))))
(define-fun |destination 10.244.0.0/16| () Bool (= |destination.address.ipv4| (_ bv5 5)))
(define-fun |destination 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |destination.address.ipv4|))
(define-fun |destination app=(absent)| () Bool (= |destination.label.app| (_ bv0 2)))
(define-fun |destination app=(other)| () Bool (= |destination.label.app| (_ bv1 2)))
(define-fun |destination app=upload| () Bool (= |destination.label.app| (_ bv2 2)))
(define-fun |destination app=web| () Bool (= |destination.label.app| (_ bv3 2)))
(define-fun |destination (given)| () Bool (= |destination.isNew| (_ bv0 1)))
(define-fun |destination calls http TCP (none)| () Bool (= |destination.port.http.TCP| (_ bv0 2)))
(define-fun |destination calls http TCP 80| () Bool (= |destination.port.http.TCP| (_ bv1 2)))
(define-fun |destination calls http TCP (that of the flow)| () Bool (= |destination.port.http.TCP| (_ bv2 2)))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of website| () Bool (and |source in website| |source unknown IPv4| |source (given)| (or |source app=(other)| |source app=upload| |source app=web|)))
(define-fun |source is an address outside| () Bool (and |source outside| |source app=(absent)| |source (given)| (or |source 0.0.0.0-10.243.255.255| |source 10.245.0.0-255.255.255.255|)))
(define-fun |source is as a new pod can be| () Bool (and (not |source outside|) |source 10.244.0.0/16|))
(define-fun |source exists| () Bool (and (=> |source (given)| (and |source in (outside),website| (=> |source in website| |source is a pod of website|) (=> |source outside| |source is an address outside|))) (or |source (given)| |source is as a new pod can be|)))
(define-fun |destination is a pod of website| () Bool (and |destination in website| |destination unknown IPv4| |destination (given)| (or (and |destination app=(other)| |destination calls http TCP (none)|) (and |destination app=upload| |destination calls http TCP (none)|) (and |destination app=web| |destination calls http TCP 80|))))
(define-fun |destination is an address outside| () Bool (and |destination outside| |destination app=(absent)| |destination (given)| |destination calls http TCP (none)| (or |destination 0.0.0.0-10.243.255.255| |destination 10.245.0.0-255.255.255.255|)))
(define-fun |destination is as a new pod can be| () Bool (and (not |destination outside|) |destination 10.244.0.0/16| (not |destination calls http TCP 80|)))
(define-fun |destination exists| () Bool (and (=> |destination (given)| (and |destination in (outside),website| (=> |destination in website| |destination is a pod of website|) (=> |destination outside| |destination is an address outside|))) (or |destination (given)| |destination is as a new pod can be|)))
(define-fun |the ends make a flow| () Bool (and (not |port 0|) (not |source in (second new)|) (not |source no IPv4|) (not |destination no IPv4|) (=> |destination in (second new)| |source in (new)|) (not (and |source in website| |source app=(other)| |source (given)| |destination in website| |destination app=(other)| |destination (given)| |destination calls http TCP (none)|)) (not (and |source outside| |destination outside|))))
(define-fun |the flow is of the world| () Bool (or |source (given)| |destination (given)|))
; 203.0.113.0/24 except 203.0.113.128/25
(define-fun |source is PARTNER| () Bool (and |source outside| |source 203.0.113.0/25|))
; pods app=upload in namespace website
(define-fun |destination is UPLOAD| () Bool (and (not |destination outside|) |destination in website| |destination app=upload|))
; website/default-deny for ingress: manifests/default-deny.yaml:1
(define-fun |website/default-deny ingress selects| () Bool |destination in website|)
; website/upload-allow-partner for ingress: manifests/upload-allow-partner.yaml:2
(define-fun |website/upload-allow-partner ingress selects| () Bool (and |destination in website| |destination app=upload|))
(define-fun |website/upload-allow-partner ingress rule 1| () Bool (and |TCP| |port 443| |source 203.0.113.0/25|))
; website/web-allow-external for ingress: manifests/web-allow-external.yaml:2
(define-fun |website/web-allow-external ingress selects| () Bool (and |destination in website| |destination app=web|))
(define-fun |website/web-allow-external ingress rule 1| () Bool (and |TCP| (not |destination outside|) (or |destination calls http TCP (that of the flow)| (and |port 80| |destination calls http TCP 80|))))
; ingress into website: by NetworkPolicies, and what follows them
(define-fun |ingress into website| () Bool (or (and |website/upload-allow-partner ingress selects| |website/upload-allow-partner ingress rule 1|) (and |website/web-allow-external ingress selects| |website/web-allow-external ingress rule 1|) (not (or |website/default-deny ingress selects| |website/upload-allow-partner ingress selects| |website/web-allow-external ingress selects|))))
(define-fun |ingress lets it pass| () Bool (or |destination outside| (=> |destination in website| |ingress into website|)))
(define-fun |allowed| () Bool |ingress lets it pass|)

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |protocol| (_ bv2 2)))
(assert (bvule |source.address.ipv4| (_ bv22 5)))
(assert (bvule |destination.address.ipv4| (_ bv22 5)))
(assert (bvule |destination.port.http.TCP| (_ bv2 2)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(define-fun |a prohibited flow is allowed| () Bool (and |the ends make a flow| |the flow is of the world| (not |source is PARTNER|) |destination is UPLOAD| |allowed|))
(assert |a prohibited flow is allowed|)
(check-sat)
(exit)

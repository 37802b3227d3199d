; netproof claim: "unsat" says that the intent holds
; sentence: NGINX reaches WEB:8080
; states: every flow that the sentence requires must be allowed, whatever the manifests leave open turns out to be
;   (addresses that nobody knows, a port name with several numbers, which of two policies with one priority is tried
;   first)
; world: deployed
; universe: every pod of the manifests and every address outside the cluster
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
; namespace: 0=(outside), 1=blue-shop, 2=blue-data, 3=monitoring, 4=ingress-nginx, 5=green-shop
(declare-const |source.namespace| (_ BitVec 3))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0-10.243.255.255,
;   5=10.244.0.0/16, 6=10.245.0.0-10.255.255.255, 7=11.0.0.0-100.63.255.255, 8=100.64.0.0/10,
;   9=100.128.0.0-126.255.255.255, 10=127.0.0.0/8, 11=128.0.0.0-169.253.255.255, 12=169.254.0.0-169.254.169.253,
;   13=169.254.169.254, 14=169.254.169.255-169.254.255.255, 15=169.255.0.0-172.15.255.255, 16=172.16.0.0/12,
;   17=172.32.0.0-192.167.255.255, 18=192.168.0.0/16, 19=192.169.0.0-223.255.255.255, 20=224.0.0.0/4, 21=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
; label app: 0=(absent), 1=(other), 2=web, 3=db, 4=prometheus
(declare-const |source.label.app| (_ BitVec 3))
(declare-const |destination.namespace| (_ BitVec 3))
(declare-const |destination.address.ipv4| (_ BitVec 5))
(declare-const |destination.label.app| (_ BitVec 3))

; What is said of it.
(define-fun |TCP| () Bool (= |protocol| (_ bv0 2)))
(define-fun |port 0| () Bool (= |port| (_ bv0 16)))
(define-fun |port 5432| () Bool (= |port| (_ bv5432 16)))
(define-fun |port 8080| () Bool (= |port| (_ bv8080 16)))
(define-fun |port 9100| () Bool (= |port| (_ bv9100 16)))
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 3)))
(define-fun |source in blue-shop| () Bool (= |source.namespace| (_ bv1 3)))
(define-fun |source in blue-shop,blue-data| () Bool (and (bvule (_ bv1 3) |source.namespace|) (bvule |source.namespace| (_ bv2 3))))
(define-fun |source in blue-data| () Bool (= |source.namespace| (_ bv2 3)))
(define-fun |source in monitoring| () Bool (= |source.namespace| (_ bv3 3)))
(define-fun |source in ingress-nginx| () Bool (= |source.namespace| (_ bv4 3)))
(define-fun |source in green-shop| () Bool (= |source.namespace| (_ bv5 3)))
(define-fun |source no IPv4| () Bool (= |source.address.ipv4| (_ bv0 5)))
(define-fun |source unknown IPv4| () Bool (= |source.address.ipv4| (_ bv1 5)))
(define-fun |source 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |source.address.ipv4|) (bvule |source.address.ipv4| (_ bv4 5))))
(define-fun |source 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |source.address.ipv4|))
(define-fun |source app=(absent)| () Bool (= |source.label.app| (_ bv0 3)))
(define-fun |source app=(other)| () Bool (= |source.label.app| (_ bv1 3)))
(define-fun |source app=web| () Bool (= |source.label.app| (_ bv2 3)))
(define-fun |source app=db| () Bool (= |source.label.app| (_ bv3 3)))
(define-fun |source app=prometheus| () Bool (= |source.label.app| (_ bv4 3)))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 3)))
(define-fun |destination in blue-shop| () Bool (= |destination.namespace| (_ bv1 3)))
(define-fun |destination in blue-shop,blue-data| () Bool (and (bvule (_ bv1 3) |destination.namespace|) (bvule |destination.namespace| (_ bv2 3))))
(define-fun |destination in blue-data| () Bool (= |destination.namespace| (_ bv2 3)))
(define-fun |destination in monitoring| () Bool (= |destination.namespace| (_ bv3 3)))
(define-fun |destination in ingress-nginx| () Bool (= |destination.namespace| (_ bv4 3)))
(define-fun |destination in green-shop| () Bool (= |destination.namespace| (_ bv5 3)))
(define-fun |destination no IPv4| () Bool (= |destination.address.ipv4| (_ bv0 5)))
(define-fun |destination unknown IPv4| () Bool (= |destination.address.ipv4| (_ bv1 5)))
(define-fun |destination 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |destination.address.ipv4|) (bvule |destination.address.ipv4| (_ bv4 5))))
(define-fun |destination 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |destination.address.ipv4|))
(define-fun |destination 169.254.169.254| () Bool (= |destination.address.ipv4| (_ bv13 5)))
(define-fun |destination app=(absent)| () Bool (= |destination.label.app| (_ bv0 3)))
(define-fun |destination app=(other)| () Bool (= |destination.label.app| (_ bv1 3)))
(define-fun |destination app=web| () Bool (= |destination.label.app| (_ bv2 3)))
(define-fun |destination app=db| () Bool (= |destination.label.app| (_ bv3 3)))
(define-fun |destination app=prometheus| () Bool (= |destination.label.app| (_ bv4 3)))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of monitoring| () Bool (and |source in monitoring| |source unknown IPv4| |source app=prometheus|))
(define-fun |source is a pod of ingress-nginx| () Bool (and |source in ingress-nginx| |source unknown IPv4| |source app=(other)|))
(define-fun |source is a pod of blue-shop| () Bool (and |source in blue-shop| |source unknown IPv4| |source app=web|))
(define-fun |source is a pod of blue-data| () Bool (and |source in blue-data| |source unknown IPv4| |source app=db|))
(define-fun |source is a pod of green-shop| () Bool (and |source in green-shop| |source unknown IPv4| |source app=web|))
(define-fun |source is an address outside| () Bool (and |source outside| |source app=(absent)| (or |source 0.0.0.0-10.243.255.255| |source 10.245.0.0-255.255.255.255|)))
(define-fun |source exists| () Bool (and (=> |source in blue-data| |source is a pod of blue-data|) (=> |source in blue-shop| |source is a pod of blue-shop|) (=> |source in green-shop| |source is a pod of green-shop|) (=> |source in ingress-nginx| |source is a pod of ingress-nginx|) (=> |source in monitoring| |source is a pod of monitoring|) (=> |source outside| |source is an address outside|)))
(define-fun |destination is a pod of monitoring| () Bool (and |destination in monitoring| |destination unknown IPv4| |destination app=prometheus|))
(define-fun |destination is a pod of ingress-nginx| () Bool (and |destination in ingress-nginx| |destination unknown IPv4| |destination app=(other)|))
(define-fun |destination is a pod of blue-shop| () Bool (and |destination in blue-shop| |destination unknown IPv4| |destination app=web|))
(define-fun |destination is a pod of blue-data| () Bool (and |destination in blue-data| |destination unknown IPv4| |destination app=db|))
(define-fun |destination is a pod of green-shop| () Bool (and |destination in green-shop| |destination unknown IPv4| |destination app=web|))
(define-fun |destination is an address outside| () Bool (and |destination outside| |destination app=(absent)| (or |destination 0.0.0.0-10.243.255.255| |destination 10.245.0.0-255.255.255.255|)))
(define-fun |destination exists| () Bool (and (=> |destination in blue-data| |destination is a pod of blue-data|) (=> |destination in blue-shop| |destination is a pod of blue-shop|) (=> |destination in green-shop| |destination is a pod of green-shop|) (=> |destination in ingress-nginx| |destination is a pod of ingress-nginx|) (=> |destination in monitoring| |destination is a pod of monitoring|) (=> |destination outside| |destination is an address outside|)))
(define-fun |the ends make a flow| () Bool (and (not |port 0|) (not |source no IPv4|) (not |destination no IPv4|) (not (and |source outside| |destination outside|))))
; any pod in namespace ingress-nginx
(define-fun |source is NGINX| () Bool (and (not |source outside|) |source in ingress-nginx|))
; pods app=web in namespace blue-shop
(define-fun |destination is WEB| () Bool (and (not |destination outside|) |destination in blue-shop| |destination app=web|))
; ClusterNetworkPolicy no-metadata-service for egress: manifests/admin-metadata.yaml:1
(define-fun |ClusterNetworkPolicy no-metadata-service egress selects| () Bool (or |source in blue-shop,blue-data| |source in green-shop|))
(define-fun |ClusterNetworkPolicy no-metadata-service egress rule 1| () Bool |destination 169.254.169.254|)
; egress: by the policies of the Admin tier, and what follows them
(define-fun |egress from the Admin tier on| () Bool (not (and |ClusterNetworkPolicy no-metadata-service egress selects| |ClusterNetworkPolicy no-metadata-service egress rule 1|)))
(define-fun |egress lets it pass| () Bool (or |source outside| |egress from the Admin tier on|))
; ClusterNetworkPolicy blue-border for ingress: manifests/admin-borders.yaml:2
(define-fun |ClusterNetworkPolicy blue-border ingress selects| () Bool |destination in blue-shop,blue-data|)
(define-fun |ClusterNetworkPolicy blue-border ingress rule 1| () Bool (and (not |source outside|) |source in blue-shop,blue-data|))
(define-fun |ClusterNetworkPolicy blue-border ingress rule 2| () Bool (and (not |source outside|) |source in ingress-nginx|))
(define-fun |ClusterNetworkPolicy blue-border ingress rule 3| () Bool (not |source outside|))
; ClusterNetworkPolicy green-border for ingress: manifests/admin-borders.yaml:31
(define-fun |ClusterNetworkPolicy green-border ingress selects| () Bool |destination in green-shop|)
(define-fun |ClusterNetworkPolicy green-border ingress rule 1| () Bool (and (not |source outside|) |source in green-shop|))
(define-fun |ClusterNetworkPolicy green-border ingress rule 2| () Bool (and (not |source outside|) |source in ingress-nginx|))
(define-fun |ClusterNetworkPolicy green-border ingress rule 3| () Bool (not |source outside|))
; ClusterNetworkPolicy monitoring for ingress: manifests/admin-monitoring.yaml:1
(define-fun |ClusterNetworkPolicy monitoring ingress selects| () Bool (not |destination outside|))
(define-fun |ClusterNetworkPolicy monitoring ingress rule 1| () Bool (and |TCP| |port 9100| (not |source outside|) |source in monitoring| |source app=prometheus|))
; blue-shop/web for ingress: manifests/blue-policies.yaml:1
(define-fun |blue-shop/web ingress selects| () Bool (and |destination in blue-shop| |destination app=web|))
(define-fun |blue-shop/web ingress rule 1| () Bool (and |TCP| |port 8080| (not |source outside|) |source in ingress-nginx|))
; blue-data/db for ingress: manifests/blue-policies.yaml:19
(define-fun |blue-data/db ingress selects| () Bool (and |destination in blue-data| |destination app=db|))
(define-fun |blue-data/db ingress rule 1| () Bool (and |TCP| |port 5432| (not |source outside|) |source in blue-shop| |source app=web|))
; ClusterNetworkPolicy default for ingress: manifests/baseline-default.yaml:1
(define-fun |ClusterNetworkPolicy default ingress selects| () Bool (or |destination in blue-shop,blue-data| |destination in green-shop|))
(define-fun |ClusterNetworkPolicy default ingress rule 1| () Bool (not |source outside|))
; ingress: by the policies of the Baseline tier
(define-fun |ingress from the Baseline tier on| () Bool (not (and |ClusterNetworkPolicy default ingress selects| |ClusterNetworkPolicy default ingress rule 1|)))
; ingress into blue-shop: by NetworkPolicies, and what follows them
(define-fun |ingress into blue-shop| () Bool (or (and (not |blue-shop/web ingress selects|) |ingress from the Baseline tier on|) (and |blue-shop/web ingress selects| |blue-shop/web ingress rule 1|)))
; ingress into blue-data: by NetworkPolicies, and what follows them
(define-fun |ingress into blue-data| () Bool (or (and (not |blue-data/db ingress selects|) |ingress from the Baseline tier on|) (and |blue-data/db ingress selects| |blue-data/db ingress rule 1|)))
; ingress: by the policies of the Admin tier, and what follows them
(define-fun |part 3| () Bool (and (not (and |ClusterNetworkPolicy green-border ingress selects| |ClusterNetworkPolicy green-border ingress rule 1|)) (not (and |ClusterNetworkPolicy green-border ingress selects| |ClusterNetworkPolicy green-border ingress rule 2|))))
(define-fun |part 1| () Bool (and (=> |destination in blue-data| |ingress into blue-data|) (=> |destination in blue-shop| |ingress into blue-shop|) (or |destination in blue-shop,blue-data| |ingress from the Baseline tier on|)))
(define-fun |part 2| () Bool (and (not (and |ClusterNetworkPolicy blue-border ingress selects| |ClusterNetworkPolicy blue-border ingress rule 1|)) (not (and |ClusterNetworkPolicy blue-border ingress selects| |ClusterNetworkPolicy blue-border ingress rule 2|))))
(define-fun |ingress from the Admin tier on (must)| () Bool (or (and (=> (and |ClusterNetworkPolicy blue-border ingress selects| |ClusterNetworkPolicy blue-border ingress rule 3|) (not |part 2|)) (=> (and |ClusterNetworkPolicy green-border ingress selects| |ClusterNetworkPolicy green-border ingress rule 3|) (not |part 3|)) (or (and (not |part 2|) (or |part 1| |part 2|)) (and (not |part 3|) (or |part 1| |part 3|)) |part 1|) (or |part 1| |part 2|) (or |part 1| |part 3|)) (and |ClusterNetworkPolicy monitoring ingress selects| |ClusterNetworkPolicy monitoring ingress rule 1|)))
(define-fun |ingress lets it pass (must)| () Bool (or |destination outside| |ingress from the Admin tier on (must)|))
(define-fun |allowed (must)| () Bool (and |egress lets it pass| |ingress lets it pass (must)|))

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |protocol| (_ bv2 2)))
(assert (bvule |source.namespace| (_ bv5 3)))
(assert (bvule |source.address.ipv4| (_ bv21 5)))
(assert (bvule |source.label.app| (_ bv4 3)))
(assert (bvule |destination.namespace| (_ bv5 3)))
(assert (bvule |destination.address.ipv4| (_ bv21 5)))
(assert (bvule |destination.label.app| (_ bv4 3)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(define-fun |a flow that is owed is not allowed| () Bool (and |TCP| |port 8080| |the ends make a flow| |source is NGINX| |destination is WEB| (not |allowed (must)|)))
(assert |a flow that is owed is not allowed|)
(check-sat)
(exit)

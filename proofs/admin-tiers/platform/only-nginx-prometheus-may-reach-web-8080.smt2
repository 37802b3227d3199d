; netproof claim: "unsat" says that the intent holds
; sentence: only NGINX, PROMETHEUS may reach WEB:8080
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
; namespace: 0=(outside), 1=blue-shop, 2=blue-data, 3=monitoring, 4=ingress-nginx, 5=green-shop, 6=(new), 7=(second
;   new)
(declare-const |source.namespace| (_ BitVec 3))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0-10.243.255.255,
;   5=10.244.0.0/16, 6=10.245.0.0-10.255.255.255, 7=11.0.0.0-100.63.255.255, 8=100.64.0.0/10,
;   9=100.128.0.0-126.255.255.255, 10=127.0.0.0/8, 11=128.0.0.0-169.253.255.255, 12=169.254.0.0-169.254.169.253,
;   13=169.254.169.254, 14=169.254.169.255-169.254.255.255, 15=169.255.0.0-172.15.255.255, 16=172.16.0.0/12,
;   17=172.32.0.0-192.167.255.255, 18=192.168.0.0/16, 19=192.169.0.0-223.255.255.255, 20=224.0.0.0/4, 21=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
; label app: 0=(absent), 1=(other), 2=web, 3=db, 4=prometheus
(declare-const |source.label.app| (_ BitVec 3))
; pod: 0=(given), 1=(new)
(declare-const |source.isNew| (_ BitVec 1))
; label tenant of a namespace that is not declared: 0=(absent), 1=(other), 2=blue, 3=green
(declare-const |source.namespaceLabel.tenant| (_ BitVec 2))
(declare-const |destination.namespace| (_ BitVec 3))
(declare-const |destination.address.ipv4| (_ BitVec 5))
(declare-const |destination.label.app| (_ BitVec 3))
(declare-const |destination.isNew| (_ BitVec 1))
(declare-const |destination.namespaceLabel.tenant| (_ BitVec 2))

; What is said of it.
(define-fun |TCP| () Bool (= |protocol| (_ bv0 2)))
(define-fun |port 0| () Bool (= |port| (_ bv0 16)))
(define-fun |port 5432| () Bool (= |port| (_ bv5432 16)))
(define-fun |port 8080| () Bool (= |port| (_ bv8080 16)))
(define-fun |port 9100| () Bool (= |port| (_ bv9100 16)))
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 3)))
(define-fun |source in blue-shop| () Bool (= |source.namespace| (_ bv1 3)))
(define-fun |source in blue-shop,blue-data| () Bool (and (bvule (_ bv1 3) |source.namespace|) (bvule |source.namespace| (_ bv2 3))))
(define-fun |source in number 1-5| () Bool (and (bvule (_ bv1 3) |source.namespace|) (bvule |source.namespace| (_ bv5 3))))
(define-fun |source in blue-data| () Bool (= |source.namespace| (_ bv2 3)))
(define-fun |source in monitoring| () Bool (= |source.namespace| (_ bv3 3)))
(define-fun |source in ingress-nginx| () Bool (= |source.namespace| (_ bv4 3)))
(define-fun |source in green-shop| () Bool (= |source.namespace| (_ bv5 3)))
(define-fun |source in (new)| () Bool (= |source.namespace| (_ bv6 3)))
(define-fun |source in (new),(second new)| () Bool (bvule (_ bv6 3) |source.namespace|))
(define-fun |source in (second new)| () Bool (= |source.namespace| (_ bv7 3)))
(define-fun |source no IPv4| () Bool (= |source.address.ipv4| (_ bv0 5)))
(define-fun |source unknown IPv4| () Bool (= |source.address.ipv4| (_ bv1 5)))
(define-fun |source 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |source.address.ipv4|) (bvule |source.address.ipv4| (_ bv4 5))))
(define-fun |source 10.244.0.0/16| () Bool (= |source.address.ipv4| (_ bv5 5)))
(define-fun |source 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |source.address.ipv4|))
(define-fun |source app=(absent)| () Bool (= |source.label.app| (_ bv0 3)))
(define-fun |source app=(other)| () Bool (= |source.label.app| (_ bv1 3)))
(define-fun |source app=web| () Bool (= |source.label.app| (_ bv2 3)))
(define-fun |source app=db| () Bool (= |source.label.app| (_ bv3 3)))
(define-fun |source app=prometheus| () Bool (= |source.label.app| (_ bv4 3)))
(define-fun |source (given)| () Bool (= |source.isNew| (_ bv0 1)))
(define-fun |source in namespace tenant=(absent)| () Bool (= |source.namespaceLabel.tenant| (_ bv0 2)))
(define-fun |source in namespace tenant=(absent),(other)| () Bool (bvule |source.namespaceLabel.tenant| (_ bv1 2)))
(define-fun |source in namespace tenant=blue| () Bool (= |source.namespaceLabel.tenant| (_ bv2 2)))
(define-fun |source in namespace tenant=green| () Bool (= |source.namespaceLabel.tenant| (_ bv3 2)))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 3)))
(define-fun |destination in blue-shop| () Bool (= |destination.namespace| (_ bv1 3)))
(define-fun |destination in blue-shop,blue-data| () Bool (and (bvule (_ bv1 3) |destination.namespace|) (bvule |destination.namespace| (_ bv2 3))))
(define-fun |destination in number 1-5| () Bool (and (bvule (_ bv1 3) |destination.namespace|) (bvule |destination.namespace| (_ bv5 3))))
(define-fun |destination in blue-data| () Bool (= |destination.namespace| (_ bv2 3)))
(define-fun |destination in monitoring| () Bool (= |destination.namespace| (_ bv3 3)))
(define-fun |destination in ingress-nginx| () Bool (= |destination.namespace| (_ bv4 3)))
(define-fun |destination in green-shop| () Bool (= |destination.namespace| (_ bv5 3)))
(define-fun |destination in (new),(second new)| () Bool (bvule (_ bv6 3) |destination.namespace|))
(define-fun |destination in (second new)| () Bool (= |destination.namespace| (_ bv7 3)))
(define-fun |destination no IPv4| () Bool (= |destination.address.ipv4| (_ bv0 5)))
(define-fun |destination unknown IPv4| () Bool (= |destination.address.ipv4| (_ bv1 5)))
(define-fun |destination 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |destination.address.ipv4|) (bvule |destination.address.ipv4| (_ bv4 5))))
(define-fun |destination 10.244.0.0/16| () Bool (= |destination.address.ipv4| (_ bv5 5)))
(define-fun |destination 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv6 5) |destination.address.ipv4|))
(define-fun |destination 169.254.169.254| () Bool (= |destination.address.ipv4| (_ bv13 5)))
(define-fun |destination app=(absent)| () Bool (= |destination.label.app| (_ bv0 3)))
(define-fun |destination app=(other)| () Bool (= |destination.label.app| (_ bv1 3)))
(define-fun |destination app=web| () Bool (= |destination.label.app| (_ bv2 3)))
(define-fun |destination app=db| () Bool (= |destination.label.app| (_ bv3 3)))
(define-fun |destination app=prometheus| () Bool (= |destination.label.app| (_ bv4 3)))
(define-fun |destination (given)| () Bool (= |destination.isNew| (_ bv0 1)))
(define-fun |destination in namespace tenant=(absent)| () Bool (= |destination.namespaceLabel.tenant| (_ bv0 2)))
(define-fun |destination in namespace tenant=(absent),(other)| () Bool (bvule |destination.namespaceLabel.tenant| (_ bv1 2)))
(define-fun |destination in namespace tenant=blue| () Bool (= |destination.namespaceLabel.tenant| (_ bv2 2)))
(define-fun |destination in namespace tenant=green| () Bool (= |destination.namespaceLabel.tenant| (_ bv3 2)))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of monitoring| () Bool (and |source in monitoring| |source unknown IPv4| |source app=prometheus| |source (given)| |source in namespace tenant=(absent)|))
(define-fun |source is a pod of ingress-nginx| () Bool (and |source in ingress-nginx| |source unknown IPv4| |source app=(other)| |source (given)| |source in namespace tenant=(absent)|))
(define-fun |source is a pod of blue-shop| () Bool (and |source in blue-shop| |source unknown IPv4| |source app=web| |source (given)| |source in namespace tenant=(absent)|))
(define-fun |source is a pod of blue-data| () Bool (and |source in blue-data| |source unknown IPv4| |source app=db| |source (given)| |source in namespace tenant=(absent)|))
(define-fun |source is a pod of green-shop| () Bool (and |source in green-shop| |source unknown IPv4| |source app=web| |source (given)| |source in namespace tenant=(absent)|))
(define-fun |source is an address outside| () Bool (and |source outside| |source app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source 0.0.0.0-10.243.255.255| |source 10.245.0.0-255.255.255.255|)))
(define-fun |source is as a new pod can be| () Bool (and (not |source outside|) |source 10.244.0.0/16|))
(define-fun |source exists| () Bool (and (=> |source (given)| (and (not |source in (new),(second new)|) (=> |source in blue-data| |source is a pod of blue-data|) (=> |source in blue-shop| |source is a pod of blue-shop|) (=> |source in green-shop| |source is a pod of green-shop|) (=> |source in ingress-nginx| |source is a pod of ingress-nginx|) (=> |source in monitoring| |source is a pod of monitoring|) (=> |source outside| |source is an address outside|))) (=> |source in (new),(second new)| |source in namespace tenant=(absent),(other)|) (or |source (given)| |source is as a new pod can be|) (or |source in (new),(second new)| |source in namespace tenant=(absent)|)))
(define-fun |destination is a pod of monitoring| () Bool (and |destination in monitoring| |destination unknown IPv4| |destination app=prometheus| |destination (given)| |destination in namespace tenant=(absent)|))
(define-fun |destination is a pod of ingress-nginx| () Bool (and |destination in ingress-nginx| |destination unknown IPv4| |destination app=(other)| |destination (given)| |destination in namespace tenant=(absent)|))
(define-fun |destination is a pod of blue-shop| () Bool (and |destination in blue-shop| |destination unknown IPv4| |destination app=web| |destination (given)| |destination in namespace tenant=(absent)|))
(define-fun |destination is a pod of blue-data| () Bool (and |destination in blue-data| |destination unknown IPv4| |destination app=db| |destination (given)| |destination in namespace tenant=(absent)|))
(define-fun |destination is a pod of green-shop| () Bool (and |destination in green-shop| |destination unknown IPv4| |destination app=web| |destination (given)| |destination in namespace tenant=(absent)|))
(define-fun |destination is an address outside| () Bool (and |destination outside| |destination app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination 0.0.0.0-10.243.255.255| |destination 10.245.0.0-255.255.255.255|)))
(define-fun |destination is as a new pod can be| () Bool (and (not |destination outside|) |destination 10.244.0.0/16|))
(define-fun |destination exists| () Bool (and (=> |destination (given)| (and (not |destination in (new),(second new)|) (=> |destination in blue-data| |destination is a pod of blue-data|) (=> |destination in blue-shop| |destination is a pod of blue-shop|) (=> |destination in green-shop| |destination is a pod of green-shop|) (=> |destination in ingress-nginx| |destination is a pod of ingress-nginx|) (=> |destination in monitoring| |destination is a pod of monitoring|) (=> |destination outside| |destination is an address outside|))) (=> |destination in (new),(second new)| |destination in namespace tenant=(absent),(other)|) (or |destination (given)| |destination is as a new pod can be|) (or |destination in (new),(second new)| |destination in namespace tenant=(absent)|)))
(define-fun |the ends make a flow| () Bool (and (not |port 0|) (not |source in (second new)|) (not |source no IPv4|) (not |destination no IPv4|) (=> (and |source in (new),(second new)| (= |source.namespace| |destination.namespace|)) (= |source.namespaceLabel.tenant| |destination.namespaceLabel.tenant|)) (=> |destination in (second new)| |source in (new)|) (not (and |source outside| |destination outside|))))
(define-fun |the flow is of the world| () Bool (or |source (given)| |destination (given)|))
; any pod in namespace ingress-nginx
(define-fun |source is NGINX| () Bool (and (not |source outside|) |source in ingress-nginx|))
; pods app=prometheus in namespace monitoring
(define-fun |source is PROMETHEUS| () Bool (and (not |source outside|) |source in monitoring| |source app=prometheus|))
; pods app=web in namespace blue-shop
(define-fun |destination is WEB| () Bool (and (not |destination outside|) |destination in blue-shop| |destination app=web|))
; ClusterNetworkPolicy no-metadata-service for egress: manifests/admin-metadata.yaml:1
(define-fun |ClusterNetworkPolicy no-metadata-service egress selects| () Bool (or |source in blue-shop,blue-data| |source in green-shop| (and |source in (new),(second new)| (not |source in namespace tenant=(absent)|))))
(define-fun |ClusterNetworkPolicy no-metadata-service egress rule 1| () Bool |destination 169.254.169.254|)
; egress: by the policies of the Admin tier, and what follows them
(define-fun |egress from the Admin tier on| () Bool (not (and |ClusterNetworkPolicy no-metadata-service egress selects| |ClusterNetworkPolicy no-metadata-service egress rule 1|)))
(define-fun |egress lets it pass| () Bool (or |source outside| |egress from the Admin tier on|))
; ClusterNetworkPolicy blue-border for ingress: manifests/admin-borders.yaml:2
(define-fun |ClusterNetworkPolicy blue-border ingress selects| () Bool (or |destination in blue-shop,blue-data| (and |destination in (new),(second new)| |destination in namespace tenant=blue|)))
(define-fun |ClusterNetworkPolicy blue-border ingress rule 1| () Bool (and (not |source outside|) (or |source in blue-shop,blue-data| (and |source in (new),(second new)| |source in namespace tenant=blue|))))
(define-fun |ClusterNetworkPolicy blue-border ingress rule 2| () Bool (and (not |source outside|) (or |source in ingress-nginx| (and |source in ingress-nginx| |source in (new),(second new)|))))
(define-fun |ClusterNetworkPolicy blue-border ingress rule 3| () Bool (and (not |source outside|) (or |source in number 1-5| |source in (new),(second new)|)))
; ClusterNetworkPolicy green-border for ingress: manifests/admin-borders.yaml:31
(define-fun |ClusterNetworkPolicy green-border ingress selects| () Bool (or |destination in green-shop| (and |destination in (new),(second new)| |destination in namespace tenant=green|)))
(define-fun |ClusterNetworkPolicy green-border ingress rule 1| () Bool (and (not |source outside|) (or |source in green-shop| (and |source in (new),(second new)| |source in namespace tenant=green|))))
(define-fun |ClusterNetworkPolicy green-border ingress rule 2| () Bool (and (not |source outside|) (or |source in ingress-nginx| (and |source in ingress-nginx| |source in (new),(second new)|))))
(define-fun |ClusterNetworkPolicy green-border ingress rule 3| () Bool (and (not |source outside|) (or |source in number 1-5| |source in (new),(second new)|)))
; ClusterNetworkPolicy monitoring for ingress: manifests/admin-monitoring.yaml:1
(define-fun |ClusterNetworkPolicy monitoring ingress selects| () Bool (or |destination in number 1-5| |destination in (new),(second new)|))
(define-fun |ClusterNetworkPolicy monitoring ingress rule 1| () Bool (and |TCP| |port 9100| (not |source outside|) |source app=prometheus| (or |source in monitoring| (and |source in monitoring| |source in (new),(second new)|))))
; blue-shop/web for ingress: manifests/blue-policies.yaml:1
(define-fun |blue-shop/web ingress selects| () Bool (and |destination in blue-shop| |destination app=web|))
(define-fun |blue-shop/web ingress rule 1| () Bool (and |TCP| |port 8080| (not |source outside|) (or |source in ingress-nginx| (and |source in ingress-nginx| |source in (new),(second new)|))))
; blue-data/db for ingress: manifests/blue-policies.yaml:19
(define-fun |blue-data/db ingress selects| () Bool (and |destination in blue-data| |destination app=db|))
(define-fun |blue-data/db ingress rule 1| () Bool (and |TCP| |port 5432| (not |source outside|) |source app=web| (or |source in blue-shop| (and |source in blue-shop| |source in (new),(second new)|))))
; ClusterNetworkPolicy default for ingress: manifests/baseline-default.yaml:1
(define-fun |ClusterNetworkPolicy default ingress selects| () Bool (or |destination in blue-shop,blue-data| |destination in green-shop| (and |destination in (new),(second new)| (not |destination in namespace tenant=(absent)|))))
(define-fun |ClusterNetworkPolicy default ingress rule 1| () Bool (and (not |source outside|) (or |source in number 1-5| |source in (new),(second new)|)))
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
(define-fun |ingress from the Admin tier on (may)| () Bool (or (and (=> (and |ClusterNetworkPolicy blue-border ingress selects| |ClusterNetworkPolicy blue-border ingress rule 3|) (not |part 2|)) (=> (and |ClusterNetworkPolicy green-border ingress selects| |ClusterNetworkPolicy green-border ingress rule 3|) (not |part 3|)) (or |part 1| |part 2|) (or |part 1| |part 3|) |part 1|) (and (not |part 2|) (or |part 1| |part 2|)) (and (not |part 3|) (or |part 1| |part 3|)) (and |ClusterNetworkPolicy monitoring ingress selects| |ClusterNetworkPolicy monitoring ingress rule 1|)))
(define-fun |ingress lets it pass (may)| () Bool (or |destination outside| |ingress from the Admin tier on (may)|))
(define-fun |allowed (may)| () Bool (and |egress lets it pass| |ingress lets it pass (may)|))

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |protocol| (_ bv2 2)))
(assert (bvule |source.address.ipv4| (_ bv21 5)))
(assert (bvule |source.label.app| (_ bv4 3)))
(assert (bvule |destination.address.ipv4| (_ bv21 5)))
(assert (bvule |destination.label.app| (_ bv4 3)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(define-fun |a prohibited flow is allowed| () Bool (and |TCP| |port 8080| |the ends make a flow| |the flow is of the world| (not |source is NGINX|) (not |source is PROMETHEUS|) |destination is WEB| |allowed (may)|))
(assert |a prohibited flow is allowed|)
(check-sat)
(exit)

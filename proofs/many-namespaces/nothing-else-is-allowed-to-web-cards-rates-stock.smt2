; netproof claim: "unsat" says that the intent holds
; sentence: nothing else is allowed to WEB, CARDS, RATES, STOCK
; states: no flow that the sentence prohibits may be allowed, whatever the manifests leave open turns out to be
;   (addresses that nobody knows, a port name with several numbers, which of two policies with one priority is tried
;   first)
; world: open
; universe: every pod of the manifests and every address outside the cluster, with any labels where the manifests leave
;   them open, and one pod of the pod network that nobody has deployed, in a namespace of theirs
; assumptions: cni upstream; pod addresses lie in 10.244.0.0/16; client addresses preserved
; check: z3 FILE | cvc5 FILE | bitwuzla FILE must print exactly "unsat", and exit with 0
(set-info :smt-lib-version 2.6)
(set-logic QF_BV)
(set-info :status unsat)

; The flow that is asked about. A word is a number; 0 is what an address outside has.
; protocol: 0=TCP, 1=UDP, 2=SCTP
(declare-const |protocol| (_ BitVec 2))
(declare-const |port| (_ BitVec 16))
; namespace: 0=(outside), 1=kube-system, 2=ns-1, 3=ns-10, 4=ns-11, 5=ns-12, 6=ns-2, 7=ns-3, 8=ns-4, 9=ns-5, 10=ns-6,
;   11=ns-7, 12=ns-8, 13=ns-9, 14=tools, 15=(new), 16=(second new)
(declare-const |source.namespace| (_ BitVec 5))
; IPv4 address: 0=(none), 1=(unknown), 2=0.0.0.0/8, 3=1.0.0.0-9.255.255.255, 4=10.0.0.0-10.243.255.255,
;   5=10.244.0.0-10.244.10.16, 6=10.244.10.17, 7=10.244.10.18-10.244.255.255, 8=10.245.0.0-10.255.255.255,
;   9=11.0.0.0-100.63.255.255, 10=100.64.0.0/10, 11=100.128.0.0-126.255.255.255, 12=127.0.0.0/8,
;   13=128.0.0.0-169.253.255.255, 14=169.254.0.0/16, 15=169.255.0.0-172.15.255.255, 16=172.16.0.0/12,
;   17=172.32.0.0-192.167.255.255, 18=192.168.0.0/16, 19=192.169.0.0-223.255.255.255, 20=224.0.0.0/4, 21=240.0.0.0/4
(declare-const |source.address.ipv4| (_ BitVec 5))
; label app: 0=(absent), 1=(other), 2=web, 3=nginx, 4=cards, 5=orders, 6=rates, 7=totals, 8=stock, 9=products,
;   10=forecast, 11=reports, 12=exporter, 13=sales
(declare-const |source.label.app| (_ BitVec 4))
; label k8s-app: 0=(absent), 1=(other), 2=kube-dns
(declare-const |source.label.k8s-app| (_ BitVec 2))
; pod: 0=(given), 1=(new)
(declare-const |source.isNew| (_ BitVec 1))
; label tenant of a namespace that is not declared: 0=(absent), 1=(other), 2=(second other), 3=checkout, 4=catalogue,
;   5=reporting, 6=logistics, 7=storefront, 8=analytics, 9=support, 10=partners, 11=payments, 12=shipping, 13=warehouse
(declare-const |source.namespaceLabel.tenant| (_ BitVec 4))
(declare-const |destination.namespace| (_ BitVec 5))
(declare-const |destination.address.ipv4| (_ BitVec 5))
(declare-const |destination.label.app| (_ BitVec 4))
(declare-const |destination.label.k8s-app| (_ BitVec 2))
(declare-const |destination.isNew| (_ BitVec 1))
(declare-const |destination.namespaceLabel.tenant| (_ BitVec 4))

; What is said of it.
(define-fun |TCP| () Bool (= |protocol| (_ bv0 2)))
(define-fun |port 0| () Bool (= |port| (_ bv0 16)))
(define-fun |port 80| () Bool (= |port| (_ bv80 16)))
(define-fun |port 8080| () Bool (= |port| (_ bv8080 16)))
(define-fun |source outside| () Bool (= |source.namespace| (_ bv0 5)))
(define-fun |source in kube-system| () Bool (= |source.namespace| (_ bv1 5)))
(define-fun |source in ns-1| () Bool (= |source.namespace| (_ bv2 5)))
(define-fun |source in number 2-13| () Bool (and (bvule (_ bv2 5) |source.namespace|) (bvule |source.namespace| (_ bv13 5))))
(define-fun |source in ns-10| () Bool (= |source.namespace| (_ bv3 5)))
(define-fun |source in ns-11| () Bool (= |source.namespace| (_ bv4 5)))
(define-fun |source in ns-12| () Bool (= |source.namespace| (_ bv5 5)))
(define-fun |source in ns-2| () Bool (= |source.namespace| (_ bv6 5)))
(define-fun |source in ns-3| () Bool (= |source.namespace| (_ bv7 5)))
(define-fun |source in ns-4| () Bool (= |source.namespace| (_ bv8 5)))
(define-fun |source in ns-5| () Bool (= |source.namespace| (_ bv9 5)))
(define-fun |source in ns-6| () Bool (= |source.namespace| (_ bv10 5)))
(define-fun |source in ns-7| () Bool (= |source.namespace| (_ bv11 5)))
(define-fun |source in ns-7,ns-8| () Bool (and (bvule (_ bv11 5) |source.namespace|) (bvule |source.namespace| (_ bv12 5))))
(define-fun |source in ns-8| () Bool (= |source.namespace| (_ bv12 5)))
(define-fun |source in ns-9| () Bool (= |source.namespace| (_ bv13 5)))
(define-fun |source in tools| () Bool (= |source.namespace| (_ bv14 5)))
(define-fun |source in (new)| () Bool (= |source.namespace| (_ bv15 5)))
(define-fun |source in (new),(second new)| () Bool (bvule (_ bv15 5) |source.namespace|))
(define-fun |source in (second new)| () Bool (= |source.namespace| (_ bv16 5)))
(define-fun |source no IPv4| () Bool (= |source.address.ipv4| (_ bv0 5)))
(define-fun |source unknown IPv4| () Bool (= |source.address.ipv4| (_ bv1 5)))
(define-fun |source 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |source.address.ipv4|) (bvule |source.address.ipv4| (_ bv4 5))))
(define-fun |source 10.244.0.0/16| () Bool (and (bvule (_ bv5 5) |source.address.ipv4|) (bvule |source.address.ipv4| (_ bv7 5))))
(define-fun |source 10.244.10.17| () Bool (= |source.address.ipv4| (_ bv6 5)))
(define-fun |source 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv8 5) |source.address.ipv4|))
(define-fun |source app=(absent)| () Bool (= |source.label.app| (_ bv0 4)))
(define-fun |source app=(other)| () Bool (= |source.label.app| (_ bv1 4)))
(define-fun |source app=web| () Bool (= |source.label.app| (_ bv2 4)))
(define-fun |source app=nginx| () Bool (= |source.label.app| (_ bv3 4)))
(define-fun |source app=cards| () Bool (= |source.label.app| (_ bv4 4)))
(define-fun |source app=orders| () Bool (= |source.label.app| (_ bv5 4)))
(define-fun |source app=rates| () Bool (= |source.label.app| (_ bv6 4)))
(define-fun |source app=totals| () Bool (= |source.label.app| (_ bv7 4)))
(define-fun |source app=stock| () Bool (= |source.label.app| (_ bv8 4)))
(define-fun |source app=products| () Bool (= |source.label.app| (_ bv9 4)))
(define-fun |source app=forecast| () Bool (= |source.label.app| (_ bv10 4)))
(define-fun |source app=reports| () Bool (= |source.label.app| (_ bv11 4)))
(define-fun |source app=exporter| () Bool (= |source.label.app| (_ bv12 4)))
(define-fun |source app=sales| () Bool (= |source.label.app| (_ bv13 4)))
(define-fun |source k8s-app=(absent)| () Bool (= |source.label.k8s-app| (_ bv0 2)))
(define-fun |source k8s-app=kube-dns| () Bool (= |source.label.k8s-app| (_ bv2 2)))
(define-fun |source (given)| () Bool (= |source.isNew| (_ bv0 1)))
(define-fun |source in namespace tenant=(absent)| () Bool (= |source.namespaceLabel.tenant| (_ bv0 4)))
(define-fun |source in namespace tenant=(other)| () Bool (= |source.namespaceLabel.tenant| (_ bv1 4)))
(define-fun |source in namespace tenant=(second other)| () Bool (= |source.namespaceLabel.tenant| (_ bv2 4)))
(define-fun |source in namespace tenant=checkout| () Bool (= |source.namespaceLabel.tenant| (_ bv3 4)))
(define-fun |source in namespace tenant=catalogue| () Bool (= |source.namespaceLabel.tenant| (_ bv4 4)))
(define-fun |source in namespace tenant=reporting| () Bool (= |source.namespaceLabel.tenant| (_ bv5 4)))
(define-fun |source in namespace tenant=logistics| () Bool (= |source.namespaceLabel.tenant| (_ bv6 4)))
(define-fun |destination outside| () Bool (= |destination.namespace| (_ bv0 5)))
(define-fun |destination in kube-system| () Bool (= |destination.namespace| (_ bv1 5)))
(define-fun |destination in ns-1| () Bool (= |destination.namespace| (_ bv2 5)))
(define-fun |destination in number 2-13| () Bool (and (bvule (_ bv2 5) |destination.namespace|) (bvule |destination.namespace| (_ bv13 5))))
(define-fun |destination in ns-10| () Bool (= |destination.namespace| (_ bv3 5)))
(define-fun |destination in ns-11| () Bool (= |destination.namespace| (_ bv4 5)))
(define-fun |destination in ns-12| () Bool (= |destination.namespace| (_ bv5 5)))
(define-fun |destination in ns-2| () Bool (= |destination.namespace| (_ bv6 5)))
(define-fun |destination in ns-3| () Bool (= |destination.namespace| (_ bv7 5)))
(define-fun |destination in ns-4| () Bool (= |destination.namespace| (_ bv8 5)))
(define-fun |destination in ns-5| () Bool (= |destination.namespace| (_ bv9 5)))
(define-fun |destination in ns-6| () Bool (= |destination.namespace| (_ bv10 5)))
(define-fun |destination in ns-7| () Bool (= |destination.namespace| (_ bv11 5)))
(define-fun |destination in ns-7,ns-8| () Bool (and (bvule (_ bv11 5) |destination.namespace|) (bvule |destination.namespace| (_ bv12 5))))
(define-fun |destination in ns-8| () Bool (= |destination.namespace| (_ bv12 5)))
(define-fun |destination in ns-9| () Bool (= |destination.namespace| (_ bv13 5)))
(define-fun |destination in tools| () Bool (= |destination.namespace| (_ bv14 5)))
(define-fun |destination in (new),(second new)| () Bool (bvule (_ bv15 5) |destination.namespace|))
(define-fun |destination in (second new)| () Bool (= |destination.namespace| (_ bv16 5)))
(define-fun |destination no IPv4| () Bool (= |destination.address.ipv4| (_ bv0 5)))
(define-fun |destination unknown IPv4| () Bool (= |destination.address.ipv4| (_ bv1 5)))
(define-fun |destination 0.0.0.0-10.243.255.255| () Bool (and (bvule (_ bv2 5) |destination.address.ipv4|) (bvule |destination.address.ipv4| (_ bv4 5))))
(define-fun |destination 1.0.0.0-9.255.255.255| () Bool (= |destination.address.ipv4| (_ bv3 5)))
(define-fun |destination 10.244.0.0/16| () Bool (and (bvule (_ bv5 5) |destination.address.ipv4|) (bvule |destination.address.ipv4| (_ bv7 5))))
(define-fun |destination 10.244.10.17| () Bool (= |destination.address.ipv4| (_ bv6 5)))
(define-fun |destination 10.245.0.0-255.255.255.255| () Bool (bvule (_ bv8 5) |destination.address.ipv4|))
(define-fun |destination 11.0.0.0-100.63.255.255| () Bool (= |destination.address.ipv4| (_ bv9 5)))
(define-fun |destination 100.128.0.0-126.255.255.255| () Bool (= |destination.address.ipv4| (_ bv11 5)))
(define-fun |destination 128.0.0.0-169.253.255.255| () Bool (= |destination.address.ipv4| (_ bv13 5)))
(define-fun |destination 169.255.0.0-172.15.255.255| () Bool (= |destination.address.ipv4| (_ bv15 5)))
(define-fun |destination 172.32.0.0-192.167.255.255| () Bool (= |destination.address.ipv4| (_ bv17 5)))
(define-fun |destination 192.169.0.0-223.255.255.255| () Bool (= |destination.address.ipv4| (_ bv19 5)))
(define-fun |destination app=(absent)| () Bool (= |destination.label.app| (_ bv0 4)))
(define-fun |destination app=(other)| () Bool (= |destination.label.app| (_ bv1 4)))
(define-fun |destination app=web| () Bool (= |destination.label.app| (_ bv2 4)))
(define-fun |destination app=nginx| () Bool (= |destination.label.app| (_ bv3 4)))
(define-fun |destination app=cards| () Bool (= |destination.label.app| (_ bv4 4)))
(define-fun |destination app=orders| () Bool (= |destination.label.app| (_ bv5 4)))
(define-fun |destination app=rates| () Bool (= |destination.label.app| (_ bv6 4)))
(define-fun |destination app=totals| () Bool (= |destination.label.app| (_ bv7 4)))
(define-fun |destination app=stock| () Bool (= |destination.label.app| (_ bv8 4)))
(define-fun |destination app=products| () Bool (= |destination.label.app| (_ bv9 4)))
(define-fun |destination app=forecast| () Bool (= |destination.label.app| (_ bv10 4)))
(define-fun |destination app=reports| () Bool (= |destination.label.app| (_ bv11 4)))
(define-fun |destination app=exporter| () Bool (= |destination.label.app| (_ bv12 4)))
(define-fun |destination app=sales| () Bool (= |destination.label.app| (_ bv13 4)))
(define-fun |destination k8s-app=(absent)| () Bool (= |destination.label.k8s-app| (_ bv0 2)))
(define-fun |destination k8s-app=kube-dns| () Bool (= |destination.label.k8s-app| (_ bv2 2)))
(define-fun |destination (given)| () Bool (= |destination.isNew| (_ bv0 1)))
(define-fun |destination in namespace tenant=(absent)| () Bool (= |destination.namespaceLabel.tenant| (_ bv0 4)))
(define-fun |destination in namespace tenant=(second other)| () Bool (= |destination.namespaceLabel.tenant| (_ bv2 4)))
(define-fun |destination in namespace tenant=logistics| () Bool (= |destination.namespaceLabel.tenant| (_ bv6 4)))

; What is named: groups, pods, policies, rules, in the order in which one is made of another.
(define-fun |source is a pod of kube-system| () Bool (and |source in kube-system| |source unknown IPv4| |source app=(absent)| |source k8s-app=kube-dns| |source (given)| |source in namespace tenant=(absent)|))
(define-fun |source is a pod of ns-1| () Bool (and |source in ns-1| |source unknown IPv4| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source app=(other)| |source app=web|)))
(define-fun |source is a pod of ns-10| () Bool (and |source in ns-10| |source unknown IPv4| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source app=(other)| |source app=web| |source app=exporter|)))
(define-fun |source is a pod of ns-11| () Bool (and |source in ns-11| |source unknown IPv4| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source app=(other)| |source app=web|)))
(define-fun |source is a pod of ns-12| () Bool (and |source in ns-12| |source unknown IPv4| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source app=(other)| |source app=web|)))
(define-fun |source is a pod of ns-2| () Bool (and |source in ns-2| |source unknown IPv4| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source app=(other)| |source app=web| |source app=products|)))
(define-fun |source is a pod of ns-3| () Bool (and |source in ns-3| |source unknown IPv4| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source app=(other)| |source app=web| |source app=orders| |source app=totals|)))
(define-fun |source is a pod of ns-4| () Bool (and |source in ns-4| |source unknown IPv4| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source app=(other)| |source app=web| |source app=cards|)))
(define-fun |source is a pod of ns-5| () Bool (and |source in ns-5| |source unknown IPv4| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source app=(other)| |source app=web| |source app=rates|)))
(define-fun |source is a pod of ns-6| () Bool (and |source in ns-6| |source unknown IPv4| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source app=(other)| |source app=web| |source app=stock| |source app=forecast|)))
(define-fun |source is a pod of ns-7| () Bool (and |source in ns-7| |source unknown IPv4| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source app=(other)| |source app=web|)))
(define-fun |source is a pod of ns-8| () Bool (and |source in ns-8| |source unknown IPv4| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source app=(other)| |source app=web|)))
(define-fun |source is a pod of ns-9| () Bool (and |source in ns-9| |source unknown IPv4| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source app=(other)| |source app=web| |source app=reports| |source app=sales|)))
(define-fun |source is a pod of tools| () Bool (and |source in tools| |source unknown IPv4| |source app=nginx| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)|))
(define-fun |source is an address outside| () Bool (and |source outside| |source app=(absent)| |source k8s-app=(absent)| |source (given)| |source in namespace tenant=(absent)| (or |source 0.0.0.0-10.243.255.255| |source 10.245.0.0-255.255.255.255|)))
(define-fun |source is as a new pod can be| () Bool (and (not |source outside|) |source 10.244.0.0/16|))
(define-fun |source exists| () Bool (and (=> |source (given)| (and (not |source in (new),(second new)|) (=> |source in kube-system| |source is a pod of kube-system|) (=> |source in ns-10| |source is a pod of ns-10|) (=> |source in ns-11| |source is a pod of ns-11|) (=> |source in ns-12| |source is a pod of ns-12|) (=> |source in ns-1| |source is a pod of ns-1|) (=> |source in ns-2| |source is a pod of ns-2|) (=> |source in ns-3| |source is a pod of ns-3|) (=> |source in ns-4| |source is a pod of ns-4|) (=> |source in ns-5| |source is a pod of ns-5|) (=> |source in ns-6| |source is a pod of ns-6|) (=> |source in ns-7| |source is a pod of ns-7|) (=> |source in ns-8| |source is a pod of ns-8|) (=> |source in ns-9| |source is a pod of ns-9|) (=> |source in tools| |source is a pod of tools|) (=> |source outside| |source is an address outside|))) (or |source (given)| |source is as a new pod can be|) (or |source in (new),(second new)| |source in namespace tenant=(absent)|)))
(define-fun |destination is a pod of kube-system| () Bool (and |destination in kube-system| |destination unknown IPv4| |destination app=(absent)| |destination k8s-app=kube-dns| |destination (given)| |destination in namespace tenant=(absent)|))
(define-fun |destination is a pod of ns-1| () Bool (and |destination in ns-1| |destination unknown IPv4| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination app=(other)| |destination app=web|)))
(define-fun |destination is a pod of ns-10| () Bool (and |destination in ns-10| |destination unknown IPv4| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination app=(other)| |destination app=web| |destination app=exporter|)))
(define-fun |destination is a pod of ns-11| () Bool (and |destination in ns-11| |destination unknown IPv4| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination app=(other)| |destination app=web|)))
(define-fun |destination is a pod of ns-12| () Bool (and |destination in ns-12| |destination unknown IPv4| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination app=(other)| |destination app=web|)))
(define-fun |destination is a pod of ns-2| () Bool (and |destination in ns-2| |destination unknown IPv4| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination app=(other)| |destination app=web| |destination app=products|)))
(define-fun |destination is a pod of ns-3| () Bool (and |destination in ns-3| |destination unknown IPv4| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination app=(other)| |destination app=web| |destination app=orders| |destination app=totals|)))
(define-fun |destination is a pod of ns-4| () Bool (and |destination in ns-4| |destination unknown IPv4| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination app=(other)| |destination app=web| |destination app=cards|)))
(define-fun |destination is a pod of ns-5| () Bool (and |destination in ns-5| |destination unknown IPv4| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination app=(other)| |destination app=web| |destination app=rates|)))
(define-fun |destination is a pod of ns-6| () Bool (and |destination in ns-6| |destination unknown IPv4| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination app=(other)| |destination app=web| |destination app=stock| |destination app=forecast|)))
(define-fun |destination is a pod of ns-7| () Bool (and |destination in ns-7| |destination unknown IPv4| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination app=(other)| |destination app=web|)))
(define-fun |destination is a pod of ns-8| () Bool (and |destination in ns-8| |destination unknown IPv4| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination app=(other)| |destination app=web|)))
(define-fun |destination is a pod of ns-9| () Bool (and |destination in ns-9| |destination unknown IPv4| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination app=(other)| |destination app=web| |destination app=reports| |destination app=sales|)))
(define-fun |destination is a pod of tools| () Bool (and |destination in tools| |destination unknown IPv4| |destination app=nginx| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)|))
(define-fun |destination is an address outside| () Bool (and |destination outside| |destination app=(absent)| |destination k8s-app=(absent)| |destination (given)| |destination in namespace tenant=(absent)| (or |destination 0.0.0.0-10.243.255.255| |destination 10.245.0.0-255.255.255.255|)))
(define-fun |destination is as a new pod can be| () Bool (and (not |destination outside|) |destination 10.244.0.0/16|))
(define-fun |destination exists| () Bool (and (=> |destination (given)| (and (not |destination in (new),(second new)|) (=> |destination in kube-system| |destination is a pod of kube-system|) (=> |destination in ns-10| |destination is a pod of ns-10|) (=> |destination in ns-11| |destination is a pod of ns-11|) (=> |destination in ns-12| |destination is a pod of ns-12|) (=> |destination in ns-1| |destination is a pod of ns-1|) (=> |destination in ns-2| |destination is a pod of ns-2|) (=> |destination in ns-3| |destination is a pod of ns-3|) (=> |destination in ns-4| |destination is a pod of ns-4|) (=> |destination in ns-5| |destination is a pod of ns-5|) (=> |destination in ns-6| |destination is a pod of ns-6|) (=> |destination in ns-7| |destination is a pod of ns-7|) (=> |destination in ns-8| |destination is a pod of ns-8|) (=> |destination in ns-9| |destination is a pod of ns-9|) (=> |destination in tools| |destination is a pod of tools|) (=> |destination outside| |destination is an address outside|))) (or |destination (given)| |destination is as a new pod can be|) (or |destination in (new),(second new)| |destination in namespace tenant=(absent)|)))
(define-fun |the ends make a flow| () Bool (and (not |port 0|) (not |source in (second new)|) (not |source no IPv4|) (not |source in namespace tenant=(second other)|) (not |destination no IPv4|) (=> (and |source 10.244.10.17| |destination 10.244.10.17|) (or (and (not |destination outside|) |destination (given)|) (and (not |source outside|) |source (given)|))) (=> (and |source in (new),(second new)| (= |source.namespace| |destination.namespace|)) (= |source.namespaceLabel.tenant| |destination.namespaceLabel.tenant|)) (=> |destination in (second new)| |source in (new)|) (=> |destination in namespace tenant=(second other)| |source in namespace tenant=(other)|) (not (and |source outside| |destination outside|))))
(define-fun |the flow is of the world| () Bool (and (not |source in (new),(second new)|) (not |destination in (new),(second new)|) (or |source (given)| |destination (given)|)))
; pods app=web in namespaces labelled tenant
(define-fun |destination is WEB| () Bool (and (not |destination outside|) |destination app=web| (or |destination in number 2-13| (and |destination in (new),(second new)| (not |destination in namespace tenant=(absent)|)))))
; pods app=cards in namespace ns-4
(define-fun |destination is CARDS| () Bool (and (not |destination outside|) |destination in ns-4| |destination app=cards|))
; pods app=rates in namespace ns-5
(define-fun |destination is RATES| () Bool (and (not |destination outside|) |destination in ns-5| |destination app=rates|))
; pods app=stock in namespace ns-6
(define-fun |destination is STOCK| () Bool (and (not |destination outside|) |destination in ns-6| |destination app=stock|))
; pods app=nginx in namespace tools
(define-fun |source is NGINX| () Bool (and (not |source outside|) |source in tools| |source app=nginx|))
; NGINX reaches WEB:80
(define-fun |sentence 1 accepts it| () Bool (and |TCP| |port 80| |destination is WEB| |source is NGINX|))
; pods app=web in namespaces labelled tenant
(define-fun |source is WEB| () Bool (and (not |source outside|) |source app=web| (or |source in number 2-13| (and |source in (new),(second new)| (not |source in namespace tenant=(absent)|)))))
; pods app=nginx in namespace tools
(define-fun |destination is NGINX| () Bool (and (not |destination outside|) |destination in tools| |destination app=nginx|))
; WEB reaches NGINX:80
(define-fun |sentence 2 accepts it| () Bool (and |TCP| |port 80| |source is WEB| |destination is NGINX|))
; Internet
(define-fun |destination is Internet| () Bool (and |destination outside| (or |destination 1.0.0.0-9.255.255.255| |destination 11.0.0.0-100.63.255.255| |destination 100.128.0.0-126.255.255.255| |destination 128.0.0.0-169.253.255.255| |destination 169.255.0.0-172.15.255.255| |destination 172.32.0.0-192.167.255.255| |destination 192.169.0.0-223.255.255.255|)))
; NGINX reaches Internet
(define-fun |sentence 3 accepts it| () Bool (and |source is NGINX| |destination is Internet|))
; only WEB may reach NGINX
(define-fun |sentence 4 accepts it| () Bool (and |source is WEB| |destination is NGINX|))
; pods k8s-app=kube-dns in namespace kube-system
(define-fun |destination is DNS| () Bool (and (not |destination outside|) |destination in kube-system| |destination k8s-app=kube-dns|))
; pods app=forecast in namespace ns-6
(define-fun |destination is FORECAST| () Bool (and (not |destination outside|) |destination in ns-6| |destination app=forecast|))
; pods app=reports in namespace ns-9
(define-fun |destination is REPORTS| () Bool (and (not |destination outside|) |destination in ns-9| |destination app=reports|))
; any of CARDS, RATES, STOCK, FORECAST, REPORTS
(define-fun |destination is COUNTERS| () Bool (or |destination is CARDS| |destination is RATES| |destination is STOCK| |destination is FORECAST| |destination is REPORTS|))
; namespaces labelled tenant are isolated from each other except to DNS, NGINX:80, COUNTERS:8080, on :80 from NGINX
(define-fun |part 2| () Bool (and (not |source outside|) (not |destination outside|) (not (= |source.namespace| |destination.namespace|)) (or |source in number 2-13| |destination in number 2-13| (and |destination in (new),(second new)| (not (and |destination in (new),(second new)| |destination in namespace tenant=(absent)|))) (and |source in (new),(second new)| (not (and |source in (new),(second new)| |source in namespace tenant=(absent)|))))))
(define-fun |sentence 5 accepts it| () Bool (and (or |destination is DNS| (and |TCP| |port 8080| |destination is COUNTERS|) (and |TCP| |port 80| |destination is NGINX|) (and |TCP| |port 80| |source is NGINX|)) |part 2|))
; external cannot reach TENANTS
(define-fun |sentence 6 accepts it| () Bool false)
; any pod in namespace ns-1 is isolated from any pod in namespace ns-5
(define-fun |sentence 7 accepts it| () Bool false)
; pods app=orders in namespace ns-3
(define-fun |source is ORDERS| () Bool (and (not |source outside|) |source in ns-3| |source app=orders|))
; ORDERS reaches CARDS:8080
(define-fun |sentence 8 accepts it| () Bool (and |TCP| |port 8080| |destination is CARDS| |source is ORDERS|))
; any pod in namespace ns-4
(define-fun |source is any pod in namespace ns-4| () Bool (and (not |source outside|) |source in ns-4|))
; only ORDERS, any pod in namespace ns-4 may reach CARDS
(define-fun |sentence 9 accepts it| () Bool (and |destination is CARDS| (or |source is ORDERS| |source is any pod in namespace ns-4|)))
; pods app=totals in namespace ns-3
(define-fun |source is TOTALS| () Bool (and (not |source outside|) |source in ns-3| |source app=totals|))
; TOTALS reaches RATES:8080
(define-fun |sentence 10 accepts it| () Bool (and |TCP| |port 8080| |destination is RATES| |source is TOTALS|))
; any pod in namespace ns-5
(define-fun |source is any pod in namespace ns-5| () Bool (and (not |source outside|) |source in ns-5|))
; only TOTALS, any pod in namespace ns-5 may reach RATES
(define-fun |sentence 11 accepts it| () Bool (and |destination is RATES| (or |source is TOTALS| |source is any pod in namespace ns-5|)))
; pods app=products in namespace ns-2
(define-fun |source is PRODUCTS| () Bool (and (not |source outside|) |source in ns-2| |source app=products|))
; PRODUCTS reaches STOCK:8080
(define-fun |sentence 12 accepts it| () Bool (and |TCP| |port 8080| |destination is STOCK| |source is PRODUCTS|))
; any pod in namespace ns-6
(define-fun |source is any pod in namespace ns-6| () Bool (and (not |source outside|) |source in ns-6|))
; only PRODUCTS, any pod in namespace ns-6 may reach STOCK
(define-fun |sentence 13 accepts it| () Bool (and |destination is STOCK| (or |source is PRODUCTS| |source is any pod in namespace ns-6|)))
; any pod in namespace ns-1
(define-fun |source is any pod in namespace ns-1| () Bool (and (not |source outside|) |source in ns-1|))
; any pod in namespace ns-1
(define-fun |destination is any pod in namespace ns-1| () Bool (and (not |destination outside|) |destination in ns-1|))
; any pod in namespace ns-1 reaches any pod in namespace ns-1
(define-fun |sentence 14 accepts it| () Bool (and |source is any pod in namespace ns-1| |destination is any pod in namespace ns-1|))
; any pod in namespace ns-2
(define-fun |source is any pod in namespace ns-2| () Bool (and (not |source outside|) |source in ns-2|))
; any pod in namespace ns-2
(define-fun |destination is any pod in namespace ns-2| () Bool (and (not |destination outside|) |destination in ns-2|))
; any pod in namespace ns-2 reaches any pod in namespace ns-2
(define-fun |sentence 15 accepts it| () Bool (and |source is any pod in namespace ns-2| |destination is any pod in namespace ns-2|))
; any pod in namespace ns-3
(define-fun |source is any pod in namespace ns-3| () Bool (and (not |source outside|) |source in ns-3|))
; any pod in namespace ns-3
(define-fun |destination is any pod in namespace ns-3| () Bool (and (not |destination outside|) |destination in ns-3|))
; any pod in namespace ns-3 reaches any pod in namespace ns-3
(define-fun |sentence 16 accepts it| () Bool (and |source is any pod in namespace ns-3| |destination is any pod in namespace ns-3|))
; any pod in namespace ns-4
(define-fun |destination is any pod in namespace ns-4| () Bool (and (not |destination outside|) |destination in ns-4|))
; any pod in namespace ns-4 reaches any pod in namespace ns-4
(define-fun |sentence 17 accepts it| () Bool (and |source is any pod in namespace ns-4| |destination is any pod in namespace ns-4|))
; any pod in namespace ns-5
(define-fun |destination is any pod in namespace ns-5| () Bool (and (not |destination outside|) |destination in ns-5|))
; any pod in namespace ns-5 reaches any pod in namespace ns-5
(define-fun |sentence 18 accepts it| () Bool (and |source is any pod in namespace ns-5| |destination is any pod in namespace ns-5|))
; any pod in namespace ns-6
(define-fun |destination is any pod in namespace ns-6| () Bool (and (not |destination outside|) |destination in ns-6|))
; any pod in namespace ns-6 reaches any pod in namespace ns-6
(define-fun |sentence 19 accepts it| () Bool (and |source is any pod in namespace ns-6| |destination is any pod in namespace ns-6|))
; any pod in namespace ns-7
(define-fun |source is any pod in namespace ns-7| () Bool (and (not |source outside|) |source in ns-7|))
; any pod in namespace ns-7
(define-fun |destination is any pod in namespace ns-7| () Bool (and (not |destination outside|) |destination in ns-7|))
; any pod in namespace ns-7 reaches any pod in namespace ns-7
(define-fun |sentence 20 accepts it| () Bool (and |source is any pod in namespace ns-7| |destination is any pod in namespace ns-7|))
; any pod in namespaces labelled tenant=logistics
(define-fun |source is LOGISTICS| () Bool (and (not |source outside|) (or |source in ns-7,ns-8| (and |source in (new),(second new)| |source in namespace tenant=logistics|))))
; any pod in namespace ns-8
(define-fun |destination is any pod in namespace ns-8| () Bool (and (not |destination outside|) |destination in ns-8|))
; LOGISTICS reaches any pod in namespace ns-8
(define-fun |sentence 21 accepts it| () Bool (and |source is LOGISTICS| |destination is any pod in namespace ns-8|))
; any pod in namespace ns-9
(define-fun |source is any pod in namespace ns-9| () Bool (and (not |source outside|) |source in ns-9|))
; any pod in namespace ns-9
(define-fun |destination is any pod in namespace ns-9| () Bool (and (not |destination outside|) |destination in ns-9|))
; any pod in namespace ns-9 reaches any pod in namespace ns-9
(define-fun |sentence 22 accepts it| () Bool (and |source is any pod in namespace ns-9| |destination is any pod in namespace ns-9|))
; any pod in namespace ns-10
(define-fun |source is any pod in namespace ns-10| () Bool (and (not |source outside|) |source in ns-10|))
; any pod in namespace ns-10
(define-fun |destination is any pod in namespace ns-10| () Bool (and (not |destination outside|) |destination in ns-10|))
; any pod in namespace ns-10 reaches any pod in namespace ns-10
(define-fun |sentence 23 accepts it| () Bool (and |source is any pod in namespace ns-10| |destination is any pod in namespace ns-10|))
; any pod in namespace ns-11
(define-fun |source is any pod in namespace ns-11| () Bool (and (not |source outside|) |source in ns-11|))
; any pod in namespace ns-11
(define-fun |destination is any pod in namespace ns-11| () Bool (and (not |destination outside|) |destination in ns-11|))
; any pod in namespace ns-11 reaches any pod in namespace ns-11
(define-fun |sentence 24 accepts it| () Bool (and |source is any pod in namespace ns-11| |destination is any pod in namespace ns-11|))
; any pod in namespace ns-12
(define-fun |source is any pod in namespace ns-12| () Bool (and (not |source outside|) |source in ns-12|))
; any pod in namespace ns-12
(define-fun |destination is any pod in namespace ns-12| () Bool (and (not |destination outside|) |destination in ns-12|))
; any pod in namespace ns-12 reaches any pod in namespace ns-12
(define-fun |sentence 25 accepts it| () Bool (and |source is any pod in namespace ns-12| |destination is any pod in namespace ns-12|))
; nothing else is allowed to WEB, CARDS, RATES, STOCK
(define-fun |sentence 26 accepts it| () Bool false)
; any pod in namespaces labelled tenant=logistics
(define-fun |destination is LOGISTICS| () Bool (and (not |destination outside|) (or |destination in ns-7,ns-8| (and |destination in (new),(second new)| |destination in namespace tenant=logistics|))))
; LOGISTICS reaches LOGISTICS
(define-fun |sentence 27 accepts it| () Bool (and |source is LOGISTICS| |destination is LOGISTICS|))
; namespaces labelled tenant are isolated from each other except to DNS, NGINX:80, from NGINX
(define-fun |sentence 28 accepts it| () Bool (and (or |source is NGINX| |destination is DNS| (and |TCP| |port 80| |destination is NGINX|)) |part 2|))
; pods app=exporter in namespace ns-10
(define-fun |source is EXPORTER| () Bool (and (not |source outside|) |source in ns-10| |source app=exporter|))
; EXPORTER reaches REPORTS:8080
(define-fun |sentence 29 accepts it| () Bool (and |TCP| |port 8080| |destination is REPORTS| |source is EXPORTER|))
; only EXPORTER, any pod in namespace ns-9 may reach REPORTS
(define-fun |sentence 30 accepts it| () Bool (and |destination is REPORTS| (or |source is any pod in namespace ns-9| |source is EXPORTER|)))
; pods app=sales in namespace ns-9
(define-fun |source is SALES| () Bool (and (not |source outside|) |source in ns-9| |source app=sales|))
; only SALES, any pod in namespace ns-6 may reach FORECAST
(define-fun |sentence 31 accepts it| () Bool (and |destination is FORECAST| (or |source is any pod in namespace ns-6| |source is SALES|)))
; ns-1/default-deny-ingress for ingress: manifests/ns-1.yaml:203
(define-fun |ns-1/default-deny-ingress ingress selects| () Bool |destination in ns-1|)
; ns-1/same-namespace for ingress: manifests/ns-1.yaml:210
(define-fun |ns-1/same-namespace ingress selects| () Bool |destination in ns-1|)
(define-fun |ns-1/same-namespace ingress rule 1| () Bool (and (not |source outside|) |source in ns-1|))
; ns-1/web-from-nginx for ingress: manifests/ns-1.yaml:220
(define-fun |ns-1/web-from-nginx ingress selects| () Bool (and |destination in ns-1| |destination app=web|))
(define-fun |ns-1/web-from-nginx ingress rule 1| () Bool (and |TCP| |port 80| (not |source outside|) |source app=nginx| (or |source in tools| (and |source in tools| |source in (new),(second new)|))))
; ns-10/default-deny-ingress for ingress: manifests/ns-10.yaml:203
(define-fun |ns-10/default-deny-ingress ingress selects| () Bool |destination in ns-10|)
; ns-10/same-namespace for ingress: manifests/ns-10.yaml:210
(define-fun |ns-10/same-namespace ingress selects| () Bool |destination in ns-10|)
(define-fun |ns-10/same-namespace ingress rule 1| () Bool (and (not |source outside|) |source in ns-10|))
; ns-10/web-from-nginx for ingress: manifests/ns-10.yaml:220
(define-fun |ns-10/web-from-nginx ingress selects| () Bool (and |destination in ns-10| |destination app=web|))
(define-fun |ns-10/web-from-nginx ingress rule 1| () Bool (and |TCP| |port 80| (not |source outside|) |source app=nginx| (or |source in tools| (and |source in tools| |source in (new),(second new)|))))
; ns-11/default-deny-ingress for ingress: manifests/ns-11.yaml:203
(define-fun |ns-11/default-deny-ingress ingress selects| () Bool |destination in ns-11|)
; ns-11/same-namespace for ingress: manifests/ns-11.yaml:210
(define-fun |ns-11/same-namespace ingress selects| () Bool |destination in ns-11|)
(define-fun |ns-11/same-namespace ingress rule 1| () Bool (and (not |source outside|) |source in ns-11|))
; ns-11/web-from-nginx for ingress: manifests/ns-11.yaml:220
(define-fun |ns-11/web-from-nginx ingress selects| () Bool (and |destination in ns-11| |destination app=web|))
(define-fun |ns-11/web-from-nginx ingress rule 1| () Bool (and |TCP| |port 80| (not |source outside|) |source app=nginx| (or |source in tools| (and |source in tools| |source in (new),(second new)|))))
; ns-12/default-deny-ingress for ingress: manifests/ns-12.yaml:203
(define-fun |ns-12/default-deny-ingress ingress selects| () Bool |destination in ns-12|)
; ns-12/same-namespace for ingress: manifests/ns-12.yaml:210
(define-fun |ns-12/same-namespace ingress selects| () Bool |destination in ns-12|)
(define-fun |ns-12/same-namespace ingress rule 1| () Bool (and (not |source outside|) |source in ns-12|))
; ns-12/web-from-nginx for ingress: manifests/ns-12.yaml:220
(define-fun |ns-12/web-from-nginx ingress selects| () Bool (and |destination in ns-12| |destination app=web|))
(define-fun |ns-12/web-from-nginx ingress rule 1| () Bool (and |TCP| |port 80| (not |source outside|) |source app=nginx| (or |source in tools| (and |source in tools| |source in (new),(second new)|))))
; ns-2/default-deny-ingress for ingress: manifests/ns-2.yaml:203
(define-fun |ns-2/default-deny-ingress ingress selects| () Bool |destination in ns-2|)
; ns-2/same-namespace for ingress: manifests/ns-2.yaml:210
(define-fun |ns-2/same-namespace ingress selects| () Bool |destination in ns-2|)
(define-fun |ns-2/same-namespace ingress rule 1| () Bool (and (not |source outside|) |source in ns-2|))
; ns-2/web-from-nginx for ingress: manifests/ns-2.yaml:220
(define-fun |ns-2/web-from-nginx ingress selects| () Bool (and |destination in ns-2| |destination app=web|))
(define-fun |ns-2/web-from-nginx ingress rule 1| () Bool (and |TCP| |port 80| (not |source outside|) |source app=nginx| (or |source in tools| (and |source in tools| |source in (new),(second new)|))))
; ns-3/default-deny-ingress for ingress: manifests/ns-3.yaml:204
(define-fun |ns-3/default-deny-ingress ingress selects| () Bool |destination in ns-3|)
; ns-3/same-namespace for ingress: manifests/ns-3.yaml:211
(define-fun |ns-3/same-namespace ingress selects| () Bool |destination in ns-3|)
(define-fun |ns-3/same-namespace ingress rule 1| () Bool (and (not |source outside|) |source in ns-3|))
; ns-3/web-from-nginx for ingress: manifests/ns-3.yaml:221
(define-fun |ns-3/web-from-nginx ingress selects| () Bool (and |destination in ns-3| |destination app=web|))
(define-fun |ns-3/web-from-nginx ingress rule 1| () Bool (and |TCP| |port 80| (not |source outside|) |source app=nginx| (or |source in tools| (and |source in tools| |source in (new),(second new)|))))
; ns-4/default-deny-ingress for ingress: manifests/ns-4.yaml:203
(define-fun |ns-4/default-deny-ingress ingress selects| () Bool |destination in ns-4|)
; ns-4/same-namespace for ingress: manifests/ns-4.yaml:210
(define-fun |ns-4/same-namespace ingress selects| () Bool |destination in ns-4|)
(define-fun |ns-4/same-namespace ingress rule 1| () Bool (and (not |source outside|) |source in ns-4|))
; ns-4/web-from-nginx for ingress: manifests/ns-4.yaml:220
(define-fun |ns-4/web-from-nginx ingress selects| () Bool (and |destination in ns-4| |destination app=web|))
(define-fun |ns-4/web-from-nginx ingress rule 1| () Bool (and |TCP| |port 80| (not |source outside|) |source app=nginx| (or |source in tools| (and |source in tools| |source in (new),(second new)|))))
; ns-4/cards-from-checkout-orders for ingress: manifests/ns-4.yaml:237
(define-fun |ns-4/cards-from-checkout-orders ingress selects| () Bool (and |destination in ns-4| |destination app=cards|))
(define-fun |ns-4/cards-from-checkout-orders ingress rule 1| () Bool (and |TCP| |port 8080| (not |source outside|) |source app=orders| (or |source in ns-3| (and |source in (new),(second new)| |source in namespace tenant=checkout|))))
; ns-5/default-deny-ingress for ingress: manifests/ns-5.yaml:203
(define-fun |ns-5/default-deny-ingress ingress selects| () Bool |destination in ns-5|)
; ns-5/same-namespace for ingress: manifests/ns-5.yaml:210
(define-fun |ns-5/same-namespace ingress selects| () Bool |destination in ns-5|)
(define-fun |ns-5/same-namespace ingress rule 1| () Bool (and (not |source outside|) |source in ns-5|))
; ns-5/web-from-nginx for ingress: manifests/ns-5.yaml:220
(define-fun |ns-5/web-from-nginx ingress selects| () Bool (and |destination in ns-5| |destination app=web|))
(define-fun |ns-5/web-from-nginx ingress rule 1| () Bool (and |TCP| |port 80| (not |source outside|) |source app=nginx| (or |source in tools| (and |source in tools| |source in (new),(second new)|))))
; ns-5/rates-from-checkout-totals for ingress: manifests/ns-5.yaml:237
(define-fun |ns-5/rates-from-checkout-totals ingress selects| () Bool (and |destination in ns-5| |destination app=rates|))
(define-fun |ns-5/rates-from-checkout-totals ingress rule 1| () Bool (and |TCP| |port 8080| (not |source outside|) |source app=totals| (or |source in ns-3| (and |source in (new),(second new)| |source in namespace tenant=checkout|))))
; ns-6/default-deny-ingress for ingress: manifests/ns-6.yaml:204
(define-fun |ns-6/default-deny-ingress ingress selects| () Bool |destination in ns-6|)
; ns-6/same-namespace for ingress: manifests/ns-6.yaml:211
(define-fun |ns-6/same-namespace ingress selects| () Bool |destination in ns-6|)
(define-fun |ns-6/same-namespace ingress rule 1| () Bool (and (not |source outside|) |source in ns-6|))
; ns-6/web-from-nginx for ingress: manifests/ns-6.yaml:221
(define-fun |ns-6/web-from-nginx ingress selects| () Bool (and |destination in ns-6| |destination app=web|))
(define-fun |ns-6/web-from-nginx ingress rule 1| () Bool (and |TCP| |port 80| (not |source outside|) |source app=nginx| (or |source in tools| (and |source in tools| |source in (new),(second new)|))))
; ns-6/stock-from-catalogue-products for ingress: manifests/ns-6.yaml:238
(define-fun |ns-6/stock-from-catalogue-products ingress selects| () Bool (and |destination in ns-6| |destination app=stock|))
(define-fun |ns-6/stock-from-catalogue-products ingress rule 1| () Bool (and |TCP| |port 8080| (not |source outside|) |source app=products| (or |source in ns-2| (and |source in (new),(second new)| |source in namespace tenant=catalogue|))))
; ns-6/forecast-from-reporting for ingress: manifests/ns-6.yaml:256
(define-fun |ns-6/forecast-from-reporting ingress selects| () Bool (and |destination in ns-6| |destination app=forecast|))
(define-fun |ns-6/forecast-from-reporting ingress rule 1| () Bool (and |TCP| |port 8080| (not |source outside|) (or |source in ns-9| (and |source in (new),(second new)| |source in namespace tenant=reporting|))))
; ns-7/default-deny-ingress for ingress: manifests/ns-7.yaml:203
(define-fun |ns-7/default-deny-ingress ingress selects| () Bool |destination in ns-7|)
; ns-7/same-namespace for ingress: manifests/ns-7.yaml:210
(define-fun |ns-7/same-namespace ingress selects| () Bool |destination in ns-7|)
(define-fun |ns-7/same-namespace ingress rule 1| () Bool (and (not |source outside|) |source in ns-7|))
; ns-7/web-from-nginx for ingress: manifests/ns-7.yaml:220
(define-fun |ns-7/web-from-nginx ingress selects| () Bool (and |destination in ns-7| |destination app=web|))
(define-fun |ns-7/web-from-nginx ingress rule 1| () Bool (and |TCP| |port 80| (not |source outside|) |source app=nginx| (or |source in tools| (and |source in tools| |source in (new),(second new)|))))
; ns-8/default-deny-ingress for ingress: manifests/ns-8.yaml:203
(define-fun |ns-8/default-deny-ingress ingress selects| () Bool |destination in ns-8|)
; ns-8/same-tenant for ingress: manifests/ns-8.yaml:211
(define-fun |ns-8/same-tenant ingress selects| () Bool |destination in ns-8|)
(define-fun |ns-8/same-tenant ingress rule 1| () Bool (and (not |source outside|) (or |source in ns-7,ns-8| (and |source in (new),(second new)| |source in namespace tenant=logistics|))))
; ns-8/web-from-nginx for ingress: manifests/ns-8.yaml:222
(define-fun |ns-8/web-from-nginx ingress selects| () Bool (and |destination in ns-8| |destination app=web|))
(define-fun |ns-8/web-from-nginx ingress rule 1| () Bool (and |TCP| |port 80| (not |source outside|) |source app=nginx| (or |source in tools| (and |source in tools| |source in (new),(second new)|))))
; ns-9/default-deny-ingress for ingress: manifests/ns-9.yaml:204
(define-fun |ns-9/default-deny-ingress ingress selects| () Bool |destination in ns-9|)
; ns-9/same-namespace for ingress: manifests/ns-9.yaml:211
(define-fun |ns-9/same-namespace ingress selects| () Bool |destination in ns-9|)
(define-fun |ns-9/same-namespace ingress rule 1| () Bool (and (not |source outside|) |source in ns-9|))
; ns-9/web-from-nginx for ingress: manifests/ns-9.yaml:221
(define-fun |ns-9/web-from-nginx ingress selects| () Bool (and |destination in ns-9| |destination app=web|))
(define-fun |ns-9/web-from-nginx ingress rule 1| () Bool (and |TCP| |port 80| (not |source outside|) |source app=nginx| (or |source in tools| (and |source in tools| |source in (new),(second new)|))))
; ns-9/reports-from-exporter for ingress: manifests/ns-9.yaml:239
(define-fun |ns-9/reports-from-exporter ingress selects| () Bool (and |destination in ns-9| |destination app=reports|))
(define-fun |ns-9/reports-from-exporter ingress rule 1 (may)| () Bool (and |TCP| |port 8080| (or |source unknown IPv4| |source 10.244.10.17|)))
; tools/default-deny-ingress for ingress: manifests/tools.yaml:24
(define-fun |tools/default-deny-ingress ingress selects| () Bool |destination in tools|)
; tools/nginx-from-web for ingress: manifests/tools.yaml:32
(define-fun |tools/nginx-from-web ingress selects| () Bool (and |destination in tools| |destination app=nginx|))
(define-fun |part 1| () Bool (and (not |source outside|) |source app=web| (or |source in number 2-13| (and |source in (new),(second new)| (not |source in namespace tenant=(absent)|)))))
(define-fun |tools/nginx-from-web ingress rule 1| () Bool (and |TCP| |port 80| |part 1|))
; ingress into ns-1: by NetworkPolicies, and what follows them
(define-fun |ingress into ns-1| () Bool (or (and |ns-1/same-namespace ingress selects| |ns-1/same-namespace ingress rule 1|) (and |ns-1/web-from-nginx ingress selects| |ns-1/web-from-nginx ingress rule 1|) (not (or |ns-1/default-deny-ingress ingress selects| |ns-1/same-namespace ingress selects| |ns-1/web-from-nginx ingress selects|))))
; ingress into ns-10: by NetworkPolicies, and what follows them
(define-fun |ingress into ns-10| () Bool (or (and |ns-10/same-namespace ingress selects| |ns-10/same-namespace ingress rule 1|) (and |ns-10/web-from-nginx ingress selects| |ns-10/web-from-nginx ingress rule 1|) (not (or |ns-10/default-deny-ingress ingress selects| |ns-10/same-namespace ingress selects| |ns-10/web-from-nginx ingress selects|))))
; ingress into ns-11: by NetworkPolicies, and what follows them
(define-fun |ingress into ns-11| () Bool (or (and |ns-11/same-namespace ingress selects| |ns-11/same-namespace ingress rule 1|) (and |ns-11/web-from-nginx ingress selects| |ns-11/web-from-nginx ingress rule 1|) (not (or |ns-11/default-deny-ingress ingress selects| |ns-11/same-namespace ingress selects| |ns-11/web-from-nginx ingress selects|))))
; ingress into ns-12: by NetworkPolicies, and what follows them
(define-fun |ingress into ns-12| () Bool (or (and |ns-12/same-namespace ingress selects| |ns-12/same-namespace ingress rule 1|) (and |ns-12/web-from-nginx ingress selects| |ns-12/web-from-nginx ingress rule 1|) (not (or |ns-12/default-deny-ingress ingress selects| |ns-12/same-namespace ingress selects| |ns-12/web-from-nginx ingress selects|))))
; ingress into ns-2: by NetworkPolicies, and what follows them
(define-fun |ingress into ns-2| () Bool (or (and |ns-2/same-namespace ingress selects| |ns-2/same-namespace ingress rule 1|) (and |ns-2/web-from-nginx ingress selects| |ns-2/web-from-nginx ingress rule 1|) (not (or |ns-2/default-deny-ingress ingress selects| |ns-2/same-namespace ingress selects| |ns-2/web-from-nginx ingress selects|))))
; ingress into ns-3: by NetworkPolicies, and what follows them
(define-fun |ingress into ns-3| () Bool (or (and |ns-3/same-namespace ingress selects| |ns-3/same-namespace ingress rule 1|) (and |ns-3/web-from-nginx ingress selects| |ns-3/web-from-nginx ingress rule 1|) (not (or |ns-3/default-deny-ingress ingress selects| |ns-3/same-namespace ingress selects| |ns-3/web-from-nginx ingress selects|))))
; ingress into ns-4: by NetworkPolicies, and what follows them
(define-fun |ingress into ns-4| () Bool (or (and |ns-4/cards-from-checkout-orders ingress selects| |ns-4/cards-from-checkout-orders ingress rule 1|) (and |ns-4/same-namespace ingress selects| |ns-4/same-namespace ingress rule 1|) (and |ns-4/web-from-nginx ingress selects| |ns-4/web-from-nginx ingress rule 1|) (not (or |ns-4/default-deny-ingress ingress selects| |ns-4/same-namespace ingress selects| |ns-4/web-from-nginx ingress selects| |ns-4/cards-from-checkout-orders ingress selects|))))
; ingress into ns-5: by NetworkPolicies, and what follows them
(define-fun |ingress into ns-5| () Bool (or (and |ns-5/rates-from-checkout-totals ingress selects| |ns-5/rates-from-checkout-totals ingress rule 1|) (and |ns-5/same-namespace ingress selects| |ns-5/same-namespace ingress rule 1|) (and |ns-5/web-from-nginx ingress selects| |ns-5/web-from-nginx ingress rule 1|) (not (or |ns-5/default-deny-ingress ingress selects| |ns-5/same-namespace ingress selects| |ns-5/web-from-nginx ingress selects| |ns-5/rates-from-checkout-totals ingress selects|))))
; ingress into ns-6: by NetworkPolicies, and what follows them
(define-fun |ingress into ns-6| () Bool (or (and |ns-6/forecast-from-reporting ingress selects| |ns-6/forecast-from-reporting ingress rule 1|) (and |ns-6/same-namespace ingress selects| |ns-6/same-namespace ingress rule 1|) (and |ns-6/stock-from-catalogue-products ingress selects| |ns-6/stock-from-catalogue-products ingress rule 1|) (and |ns-6/web-from-nginx ingress selects| |ns-6/web-from-nginx ingress rule 1|) (not (or |ns-6/default-deny-ingress ingress selects| |ns-6/same-namespace ingress selects| |ns-6/web-from-nginx ingress selects| |ns-6/stock-from-catalogue-products ingress selects| |ns-6/forecast-from-reporting ingress selects|))))
; ingress into ns-7: by NetworkPolicies, and what follows them
(define-fun |ingress into ns-7| () Bool (or (and |ns-7/same-namespace ingress selects| |ns-7/same-namespace ingress rule 1|) (and |ns-7/web-from-nginx ingress selects| |ns-7/web-from-nginx ingress rule 1|) (not (or |ns-7/default-deny-ingress ingress selects| |ns-7/same-namespace ingress selects| |ns-7/web-from-nginx ingress selects|))))
; ingress into ns-8: by NetworkPolicies, and what follows them
(define-fun |ingress into ns-8| () Bool (or (and |ns-8/same-tenant ingress selects| |ns-8/same-tenant ingress rule 1|) (and |ns-8/web-from-nginx ingress selects| |ns-8/web-from-nginx ingress rule 1|) (not (or |ns-8/default-deny-ingress ingress selects| |ns-8/same-tenant ingress selects| |ns-8/web-from-nginx ingress selects|))))
; ingress into ns-9: by NetworkPolicies, and what follows them
(define-fun |ingress into ns-9 (may)| () Bool (or (and |ns-9/reports-from-exporter ingress selects| |ns-9/reports-from-exporter ingress rule 1 (may)|) (and |ns-9/same-namespace ingress selects| |ns-9/same-namespace ingress rule 1|) (and |ns-9/web-from-nginx ingress selects| |ns-9/web-from-nginx ingress rule 1|) (not (or |ns-9/default-deny-ingress ingress selects| |ns-9/same-namespace ingress selects| |ns-9/web-from-nginx ingress selects| |ns-9/reports-from-exporter ingress selects|))))
; ingress into tools: by NetworkPolicies, and what follows them
(define-fun |ingress into tools| () Bool (or (and |tools/nginx-from-web ingress selects| |tools/nginx-from-web ingress rule 1|) (not (or |tools/default-deny-ingress ingress selects| |tools/nginx-from-web ingress selects|))))
(define-fun |ingress lets it pass (may)| () Bool (or |destination outside| (and (=> |destination in ns-10| |ingress into ns-10|) (=> |destination in ns-11| |ingress into ns-11|) (=> |destination in ns-12| |ingress into ns-12|) (=> |destination in ns-1| |ingress into ns-1|) (=> |destination in ns-2| |ingress into ns-2|) (=> |destination in ns-3| |ingress into ns-3|) (=> |destination in ns-4| |ingress into ns-4|) (=> |destination in ns-5| |ingress into ns-5|) (=> |destination in ns-6| |ingress into ns-6|) (=> |destination in ns-7| |ingress into ns-7|) (=> |destination in ns-8| |ingress into ns-8|) (=> |destination in ns-9| |ingress into ns-9 (may)|) (=> |destination in tools| |ingress into tools|))))
(define-fun |allowed (may)| () Bool |ingress lets it pass (may)|)

; What exists: every variable has one of its values, and each end is something that is there.
(assert (bvule |protocol| (_ bv2 2)))
(assert (bvule |source.namespace| (_ bv16 5)))
(assert (bvule |source.address.ipv4| (_ bv21 5)))
(assert (bvule |source.label.app| (_ bv13 4)))
(assert (bvule |source.label.k8s-app| (_ bv2 2)))
(assert (bvule |source.namespaceLabel.tenant| (_ bv13 4)))
(assert (bvule |destination.namespace| (_ bv16 5)))
(assert (bvule |destination.address.ipv4| (_ bv21 5)))
(assert (bvule |destination.label.app| (_ bv13 4)))
(assert (bvule |destination.label.k8s-app| (_ bv2 2)))
(assert (bvule |destination.namespaceLabel.tenant| (_ bv13 4)))
(assert |source exists|)
(assert |destination exists|)

; The negated claim: the intent is broken in one of these ways.
(define-fun |a prohibited flow is allowed| () Bool (and |the ends make a flow| |the flow is of the world| (not |sentence 1 accepts it|) (not |sentence 2 accepts it|) (not |sentence 3 accepts it|) (not |sentence 4 accepts it|) (not |sentence 5 accepts it|) (not |sentence 6 accepts it|) (not |sentence 7 accepts it|) (not |sentence 8 accepts it|) (not |sentence 9 accepts it|) (not |sentence 10 accepts it|) (not |sentence 11 accepts it|) (not |sentence 12 accepts it|) (not |sentence 13 accepts it|) (not |sentence 14 accepts it|) (not |sentence 15 accepts it|) (not |sentence 16 accepts it|) (not |sentence 17 accepts it|) (not |sentence 18 accepts it|) (not |sentence 19 accepts it|) (not |sentence 20 accepts it|) (not |sentence 21 accepts it|) (not |sentence 22 accepts it|) (not |sentence 23 accepts it|) (not |sentence 24 accepts it|) (not |sentence 25 accepts it|) (not |sentence 26 accepts it|) (not |sentence 27 accepts it|) (not |sentence 28 accepts it|) (not |sentence 29 accepts it|) (not |sentence 30 accepts it|) (not |sentence 31 accepts it|) |allowed (may)| (or |destination is WEB| |destination is CARDS| |destination is RATES| |destination is STOCK|)))
(assert |a prohibited flow is allowed|)
(check-sat)
(exit)

"""What `make bench` measures, what must come out, and what it may cost.

Limits are ratios to something bare that is measured in the same run on the same machine, or counts: never times.
The times of `target` are what the project wants on two quiet cores; they are printed, and fail nothing.
"""

from dataclasses import dataclass


@dataclass
class Case:
    name: str
    #: Arguments of netproof-generate, or a folder of the repository.
    cluster: str
    #: verify, list, list-pods, help, check
    command: str = "verify"
    #: The line with which a run ends, without its time: verdicts, or rows.
    expected: str = ""
    #: Of the whole, to one bare pass over the same bytes (verify), a bare write of what was written (list), or the start of the
    #: program (help, check); nil for none.
    limit: float | None = None
    #: In words, as the project wants it.
    target: str = ""
    #: Wall time, peak memory of the target; None where there is none.
    seconds: float | None = None
    megabytes: float | None = None
    #: Seconds beside so many bare passes.
    passes: float = 0
    #: Whether the time for reading does not count.
    beyond_reading: bool = False
    runs: int = 5
    group: str = "targets"
    small: bool = True


def ordinary(pods, policies, namespaces, more=""):
    return f"--pods {pods} --policies {policies} --namespaces {namespaces} {more}".strip()


TARGETS = [
    Case("help", "", "help", limit=8, target="10 ms", seconds=0.010, runs=30),
    Case("one certificate", "proofs/azure-backend-frontend/broken-no-plugin", "check", limit=15,
         target="10 ms", seconds=0.010, runs=30,
         expected="proofs/azure-backend-frontend/broken-no-plugin: verified, with a gap\n"),
    Case("13 certificates", "proofs/aks-three-tier/05-web", "check", limit=15, runs=30,
         expected="proofs/aks-three-tier/05-web: verified, with a gap\n"),
    Case("three tiers", "intents/aks-three-tier/05-web", limit=40, target="25 ms",
         seconds=0.025, runs=30,
         expected="10 proved, 3 hold today, 2 refuted · 2 namespaces, 5 workloads, 4 policies"),
    Case("1,000/300, pairs of workloads", ordinary(1000, 300, 50), "list", limit=60,
         target="0.12 s, 80 MB", seconds=0.12, megabytes=80,
         expected="14341 connections · 53 namespaces, 768 workloads, 300 policies"),
    Case("1,000/300, pairs of pods", ordinary(1000, 300, 50), "list-pods", limit=60,
         target="0.12 s, 80 MB", seconds=0.12, megabytes=80,
         expected="25640 connections · 53 namespaces, 768 workloads, 300 policies"),
    Case("5,000/1,500, pairs of pods", ordinary(5000, 1500, 150), "list-pods", limit=60,
         target="1 s, 300 MB", seconds=1, megabytes=300,
         expected="281880 connections · 153 namespaces, 2942 workloads, 1500 policies"),
    Case("1,000, everything allowed", ordinary(1000, 0, 50), "list-pods", limit=3,
         target="3 × a bare write", small=False, runs=3,
         expected="1019090 connections · 53 namespaces, 768 workloads, 0 policies"),
    Case("1,000/300, 30 intents", ordinary(1000, 300, 50), limit=60,
         expected="21 proved, 8 hold today, 1 refuted · 53 namespaces, 768 workloads, 300 policies"),
    Case("2,000 policies, 500 keys, any labels",
         ordinary(200, 0, 20, "--shape universal"), limit=80, target="0.6 s", seconds=0.6,
         expected="1 holds today · 40 namespaces, 173 workloads, 2640 policies"),
    Case("10,000/5,000, full, 30 intents", ordinary(10000, 5000, 500, "--full"), limit=8,
         target="2.0 passes + 0.6 s, 300 MB", seconds=0.6, megabytes=300, passes=2.0,
         expected="21 proved, 1 holds today, 8 refuted · 503 namespaces, 7554 workloads, 5000 policies"),
    Case("the same as JSON", ordinary(10000, 5000, 500, "--full --json"), limit=8, small=False,
         runs=3,
         expected="21 proved, 1 holds today, 8 refuted · 503 namespaces, 7554 workloads, 5000 policies"),
    Case("10,000/5,000, pairs of workloads", ordinary(10000, 5000, 500), "list", limit=60,
         expected=""),
    Case("100,000/5,000, 30 intents", ordinary(100000, 5000, 500), limit=20, small=False, runs=3,
         target="1.2 s beyond reading, 1.5 GB", seconds=1.2, megabytes=1500, beyond_reading=True,
         expected="21 proved, 1 holds today, 8 refuted · 503 namespaces, 12006 workloads, 5000 policies"),
]

SHAPES = [
    Case(name, ordinary(10000, 5000, 500, f"--shape {shape}"), small=False, runs=2, group="shapes",
         limit=limit)
    for name, shape, limit in [
        ("500 keys, 12,000 values", "vocabulary", 200),
        ("10,000 CIDRs", "cidrs", 200),
        ("15,000 ports", "ports", 200),
        ("200 wide ClusterNetworkPolicies", "tiers", 1000),
    ]
]

GROWTH = [
    Case(f"{pods:,}/{policies:,}", ordinary(pods, policies, max(8, min(500, pods // 20))),
         small=pods <= 1000, runs=5 if pods <= 1000 else 3, group=group)
    for group, sizes in [
        ("pods", [(10, 300), (100, 300), (1000, 300), (10000, 300), (100000, 300)]),
        ("policies", [(5000, 10), (5000, 50), (5000, 150), (5000, 500), (5000, 1500), (5000, 5000)]),
    ]
    for pods, policies in sizes
]

ALL = TARGETS + SHAPES + GROWTH

#: What is expected of the cases that are made in loops above.
ANSWERS = {
    "pods: 10/300":
        "1 holds today, 1 refuted, 28 vacuous · 11 namespaces, 16 workloads, 300 policies",
    "pods: 100/300":
        "21 proved, 1 holds today, 8 refuted · 11 namespaces, 98 workloads, 300 policies",
    "pods: 1,000/300":
        "21 proved, 8 hold today, 1 refuted · 53 namespaces, 768 workloads, 300 policies",
    "pods: 10,000/300":
        "22 proved, 8 refuted · 503 namespaces, 7569 workloads, 300 policies",
    "pods: 100,000/300":
        "22 proved, 8 refuted · 503 namespaces, 12006 workloads, 300 policies",
    "policies: 5,000/10":
        "22 proved, 8 refuted · 253 namespaces, 3763 workloads, 10 policies",
    "policies: 5,000/50":
        "22 proved, 8 refuted · 253 namespaces, 3763 workloads, 50 policies",
    "policies: 5,000/150":
        "22 proved, 8 refuted · 253 namespaces, 3763 workloads, 150 policies",
    "policies: 5,000/500":
        "22 proved, 1 holds today, 7 refuted · 253 namespaces, 3763 workloads, 500 policies",
    "policies: 5,000/1,500":
        "21 proved, 8 hold today, 1 refuted · 253 namespaces, 3763 workloads, 1500 policies",
    "policies: 5,000/5,000":
        "21 proved, 1 holds today, 8 refuted · 253 namespaces, 3763 workloads, 5000 policies",
    "shapes: 500 keys, 12,000 values":
        "28 proved, 1 holds today, 1 refuted · 503 namespaces, 7569 workloads, 5000 policies",
    "shapes: 10,000 CIDRs":
        "28 proved, 1 holds today, 1 refuted · 503 namespaces, 7569 workloads, 5000 policies",
    "shapes: 15,000 ports":
        "28 proved, 1 holds today, 1 refuted · 503 namespaces, 7569 workloads, 5000 policies",
    "targets: 10,000/5,000, pairs of workloads":
        "213694 connections · 503 namespaces, 7569 workloads, 5000 policies",
}

for case in ALL:
    case.expected = case.expected or ANSWERS.get(f"{case.group}: {case.name}", "")

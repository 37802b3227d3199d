#!/usr/bin/env python3
"""Measures netproof as a user runs it, and prints one table. See ../README.md; Python's standard library only."""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import cases

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "Benchmarks" / ".build" / "clusters"
PHASES = ["reading", "classes", "explicit", "z3 build", "z3 solve", "verdicts", "output"]


class Programs:
    """The installed netproof, and the programs of this package."""

    def __init__(self, options):
        self.netproof = options.netproof.resolve()
        self.check = options.check.resolve()
        self.generate = options.programs.resolve() / "netproof-generate"
        self.bare = options.programs.resolve() / "netproof-bare"


def folder(case, programs):
    """Where the cluster of a case is; it is made where it is not."""
    if not case.cluster.startswith("--"):
        return ROOT / case.cluster
    place = WORK / re.sub(r"[^a-z0-9]+", "-", case.cluster).strip("-")
    # The same arguments give the same bytes, but a new generator may give others.
    subprocess.run([programs.generate, *case.cluster.split(), place], check=True)
    return place


def command(case, place, programs, stats):
    """What is measured, and the file that it writes."""
    out = None
    if case.command == "help":
        line = [programs.netproof, "--help"]
    elif case.command == "check":
        line = [programs.check, place]
    elif case.command == "verify":
        line = [programs.netproof, "verify", place]
    else:
        out = WORK / "out.json"
        line = [programs.netproof, "list", place / "manifests", "--output", "json", "--out", out]
        if case.command == "list-pods":
            line += ["--by", "pod"]
    if stats and case.command not in ("help", "check"):
        line.append("--stats")
    return [str(part) for part in line], out


def manifests(place):
    return [str(path) for path in sorted((place / "manifests").rglob("*")) if path.is_file()]


def timed(line):
    """One run under `time -v`: status, both streams, peak memory in MB."""
    report = WORK / "time.txt"
    run = subprocess.run(
        ["/usr/bin/time", "-v", "-o", report, *line], capture_output=True, text=True, cwd=WORK)
    peak = re.search(r"Maximum resident set size \(kbytes\): (\d+)", report.read_text())
    return run, int(peak.group(1)) / 1024


def hyperfine(lines, runs):
    """The least wall and CPU seconds of each command, measured one after the other in one run."""
    report = WORK / "hyperfine.json"
    quoted = [" ".join(f"'{part}'" for part in line) for line in lines]
    subprocess.run(
        ["hyperfine", "-N", "--ignore-failure", "--warmup", "1", "--runs", str(runs),
         "--style", "none", "--export-json", report, *quoted],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=WORK)
    return [(min(r["times"]), r["user"] + r["system"])
            for r in json.loads(report.read_text())["results"]]


def wrong(case, run, out):
    """What is wrong with an answer; empty where it is right."""
    if case.command == "check":
        # 4: what the scripts and clauses beside a cover state is left to others to check.
        return "" if run.returncode == 4 and case.expected in run.stdout else run.stdout + run.stderr
    if run.returncode not in (0, 1):
        return f"exit status {run.returncode}: {run.stderr[:300]}"
    if case.command == "help":
        return "" if run.returncode == 0 and run.stdout else "no answer"
    lines = [line for line in run.stdout.splitlines() if " namespaces" in line and " · " in line]
    said = re.sub(r" · [0-9.]+ m?s$", "", lines[-1]) if lines else ""
    if case.expected and said != case.expected:
        return f"expected `{case.expected}`, got `{said}`"
    if not said:
        return "no summary"
    if "inconclusive" in said or "disagreement" in said:
        return said
    return ""


def measure(case, programs):
    place = folder(case, programs)
    line, out = command(case, place, programs, stats=True)
    row = {"name": case.name, "group": case.group, "cluster": case.cluster, "target": case.target, "limit": case.limit}
    phases = {}
    peaks = []
    for _ in range(1 if case.runs < 5 else 3):
        run, peak = timed(line)
        fault = wrong(case, run, out)
        if fault:
            raise SystemExit(f"{case.name}: {fault}")
        peaks.append(peak)
        for name, value in re.findall(r"([a-z0-9 ]+?) ([0-9.]+) ms", run.stderr.rpartition("times: ")[2]):
            phases[name.strip()] = min(phases.get(name.strip(), 1e9), float(value) / 1000)
        classes = re.search(r"(\d+)\s+class", run.stdout + run.stderr)
    row["answer"] = re.sub(r" · [0-9.]+ m?s$", "", next(
        (l for l in reversed(run.stdout.splitlines()) if " · " in l), ""))
    row["phases"] = phases
    row["peak"] = max(peaks)
    row["class count"] = int(classes.group(1)) if classes else None
    if case.command == "help":
        bare = [str(programs.bare), "write", "0", "/dev/null"]
    elif case.command == "check":
        bare = [str(programs.bare), "write", "0", "/dev/null"]
    else:
        bare = [str(programs.bare), "parse", *manifests(place)]
        row["bytes"] = sum(os.path.getsize(path) for path in manifests(place))
    if out:
        row["written"] = out.stat().st_size
    if case.target.endswith("a bare write"):
        bare = [str(programs.bare), "write", str(row["written"]), str(WORK / "bare.out")]
    # Without --stats: what a user waits for.
    plain, _ = command(case, place, programs, stats=False)
    (wall, cpu), (bare_wall, bare_cpu) = hyperfine([plain, bare], case.runs)
    row.update({"wall": wall, "cpu": cpu, "bare": bare_wall, "ratio": wall / bare_wall})
    row["meets limit"] = case.limit is None or row["ratio"] <= case.limit
    row["meets target"] = meets(case, row)
    for path in [out, WORK / "bare.out"]:
        if path and path.exists():
            path.unlink()
    return row


def meets(case, row):
    """Whether the target is met here and now; None where there is none."""
    if not case.target:
        return None
    if case.target.endswith("a bare write"):
        return row["ratio"] <= 3
    spent = row["wall"] - case.passes * row["bare"]
    if case.beyond_reading:
        spent -= row["phases"]["reading"]
    return spent <= case.seconds and (not case.megabytes or row["peak"] <= case.megabytes)


def seconds(value):
    if value is None:
        return ""
    return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def size(value):
    return "" if value is None else f"{value / 1e6:.1f} MB" if value >= 1e5 else f"{value / 1e3:.1f} kB"


def table(rows):
    head = ["case", "answer", "bytes", "class count"] + PHASES + [
        "written", "wall", "CPU", "peak", "bare", "ratio", "target", "met"]
    yield head
    yield ["---"] * 4 + ["---:"] * (len(head) - 6) + ["---"] * 2
    for row in rows:
        met = {None: "", True: "yes", False: "no"}[row["meets target"]]
        if not row["meets limit"]:
            met += f" (ratio above {row['limit']})"
        yield [row["name"], row["answer"].split(" · ")[0], size(row.get("bytes")), str(row["class count"] or "")] + [
            seconds(row["phases"].get(phase)) for phase in PHASES] + [
            size(row.get("written")), seconds(row["wall"]), seconds(row["cpu"]), f"{row['peak']:.0f} MB",
            seconds(row["bare"]), f"{row['ratio']:.1f}", row["target"], met]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", choices=["small", "all"], default="small")
    parser.add_argument("--only", help="a regular expression for the names of cases, or of groups")
    parser.add_argument("--netproof", type=Path, required=True)
    parser.add_argument("--check", type=Path, required=True)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--results", type=Path, default=WORK / "results.json")
    parser.add_argument("--runs", type=int, help="no more runs of each case than this")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    programs = Programs(options)
    rows = []
    for case in cases.ALL:
        if options.sizes == "small" and not case.small:
            continue
        if options.only and not re.search(options.only, f"{case.group}: {case.name}"):
            continue
        print(f"{case.name} ...", file=sys.stderr, flush=True)
        case.runs = min(case.runs, options.runs or case.runs)
        rows.append(measure(case, programs))
        options.results.write_text(json.dumps(rows, indent=1))
    for line in table(rows):
        print("| " + " | ".join(line) + " |")
    return 0 if all(row["meets limit"] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())

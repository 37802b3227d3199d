#!/usr/bin/env python3
"""lratcheck.py FORMULA.cnf PROOF.lrat: prints "s VERIFIED UNSAT" and exits with 0 if the proof shows that no assignment satisfies
the formula, else says why not and exits with 1. Every step must follow by unit propagation along its hints; needs nothing else."""
import re, sys

class Wrong(Exception): pass
def require(condition, line, reason):
    if not condition: raise Wrong(f"line {line}: {reason}")
def words(path):
    text = open(path, "rb").read().decode("utf-8", "replace")
    require(text.endswith("\n"), text.count("\n") + 1, "the last line is cut short")
    lines = enumerate((line.split(" ") for line in text.split("\n")[:-1]), 1)
    return ((n, w) for n, ws in lines if (w := [x for x in ws if x]) and w[0] != "c")
def numbers(line, texts):
    require(all(re.fullmatch("0|-?[1-9][0-9]{0,14}", t) for t in texts), line, "not a number")
    require(texts and texts[-1] == "0", line, "no 0 ends the line")
    return [int(t) for t in texts]
def check(formula, proof):
    clauses, size, count, last, line = {}, None, None, 0, 0
    for line, w in words(formula):
        if w[0] == "p":
            require(size is None and w[:2] == ["p", "cnf"] and len(w) == 4, line, "bad header")
            size, count, _ = numbers(line, w[2:] + ["0"])
            continue
        c = numbers(line, w)[:-1]
        require(size is not None and 0 not in c and all(abs(x) <= size for x in c), line, "bad clause")
        clauses[len(clauses) + 1] = frozenset(c)
    require(size is not None and len(clauses) == count, line, "the number of clauses is not the header's")
    last, line = count, 0
    for line, w in words(proof):
        require(last is not None, line, "something follows the empty clause")
        if len(w) > 1 and w[1] == "d":
            for i in numbers(line, w[2:])[:-1]: require(clauses.pop(i, None) is not None, line, f"no clause {i}")
            continue
        n = numbers(line, w)
        require(n[0] > last and n.count(0) == 2, line, "bad step")
        clause, hints = frozenset(n[1:n.index(0)]), n[n.index(0) + 1:-1]
        require(all(abs(x) <= size and -x not in clause for x in clause), line, "bad clause")
        false, conflict = set(clause), False
        for hint in hints:
            require(hint in clauses and not conflict, line, f"hint {hint} is no clause, or not needed")
            rest = clauses[hint] - false
            require(len(rest) < 2 and not any(-x in false for x in rest), line, f"hint {hint} is not unit")
            conflict = not rest
            false.update(-x for x in rest)
        require(conflict, line, "the hints lead to no conflict")
        clauses[n[0]], last = clause, n[0] if clause else None
    require(last is None, line, "the empty clause is never derived")

if __name__ == "__main__":
    if len(sys.argv) != 3: sys.exit(__doc__)
    try: check(sys.argv[1], sys.argv[2])
    except (Wrong, OSError) as error: sys.exit(print("s NOT VERIFIED:", error) or 1)
    print("s VERIFIED UNSAT")

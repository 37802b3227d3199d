#!/usr/bin/env python3
"""Draws how time and memory grow, from what measure.py kept: plot.py RESULTS SVG. Python's standard library only."""

import json
import math
import re
import sys

WIDTH, HEIGHT, MARGIN, GAP = 340, 240, 50, 70
PHASES = {"reading": "#4e79a7", "explicit": "#f28e2b", "z3 build": "#59a14f", "z3 solve": "#e15759"}
WHOLE = "#333333"


def size(row, option):
    return int(re.search(rf"--{option} (\d+)", row["cluster"]).group(1))


def ticks(low, high):
    return [10.0 ** power for power in range(math.ceil(low), math.floor(high) + 1)]


def label(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


class Panel:
    """One diagram, both axes logarithmic."""

    def __init__(self, left, top, title, across, up, curves):
        self.left, self.top = left, top
        points = [point for _, _, curve in curves for point in curve if point[1] > 0]
        self.x = [math.log10(min(p[0] for p in points)), math.log10(max(p[0] for p in points))]
        self.y = [math.floor(math.log10(min(p[1] for p in points))),
                  math.ceil(math.log10(max(p[1] for p in points)))]
        self.lines = [self.text(left, top - 12, title, weight="bold")]
        self.axes(across, up)
        for name, colour, curve in curves:
            self.curve(name, colour, [point for point in curve if point[1] > 0])

    def place(self, x, y):
        across = (math.log10(x) - self.x[0]) / (self.x[1] - self.x[0])
        up = (math.log10(y) - self.y[0]) / max(1, self.y[1] - self.y[0])
        return self.left + across * WIDTH, self.top + (1 - up) * HEIGHT

    def text(self, x, y, text, anchor="start", weight="normal", colour="#333333"):
        return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" '
                f'fill="{colour}">{text}</text>')

    def axes(self, across, up):
        bottom = self.top + HEIGHT
        self.lines.append(
            f'<rect x="{self.left}" y="{self.top}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#999999"/>')
        for value in ticks(*self.x):
            x, _ = self.place(value, 10.0 ** self.y[0])
            self.lines.append(f'<path d="M{x:.1f} {bottom}V{self.top}" stroke="#e5e5e5"/>')
            self.lines.append(self.text(x, bottom + 15, label(value), "middle"))
        for value in ticks(*self.y):
            _, y = self.place(10.0 ** self.x[0], value)
            self.lines.append(f'<path d="M{self.left} {y:.1f}h{WIDTH}" stroke="#e5e5e5"/>')
            self.lines.append(self.text(self.left - 5, y + 4, label(value), "end"))
        self.lines.append(self.text(self.left + WIDTH, bottom + 30, across, "end"))
        self.lines.append(self.text(self.left + 4, self.top + 13, up))

    def curve(self, name, colour, points):
        if not points:
            return
        places = [self.place(*point) for point in points]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        self.lines.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        for x, y in places:
            self.lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>')
        x, y = places[-1]
        self.lines.append(self.text(x + 5, y + 4, name, colour=colour))


def main():
    rows = json.load(open(sys.argv[1]))
    lines = []
    for column, (group, option, other) in enumerate(
            [("pods", "pods", "300 policies"), ("policies", "policies", "5,000 pods")]):
        chosen = sorted((r for r in rows if r["group"] == group), key=lambda r: size(r, option))
        if not chosen:
            continue
        left = MARGIN + column * (WIDTH + GAP + MARGIN)
        times = [("CPU, all", WHOLE, [(size(r, option), r["cpu"]) for r in chosen])]
        times += [(name, colour, [(size(r, option), r["phases"].get(name, 0)) for r in chosen])
                  for name, colour in PHASES.items()]
        memory = [("peak", WHOLE, [(size(r, option), r["peak"]) for r in chosen])]
        lines += Panel(left, 40, f"30 intents, {other}", option, "seconds", times).lines
        lines += Panel(left, 40 + HEIGHT + 70, "", option, "MB", memory).lines
    width, height = 2 * (WIDTH + GAP + MARGIN), 2 * (HEIGHT + 70) + 20
    with open(sys.argv[2], "w") as file:
        file.write(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" font-family="sans-serif" font-size="11">\n'
            f'<rect width="{width}" height="{height}" fill="white"/>\n' + "\n".join(lines) + "\n</svg>\n")


if __name__ == "__main__":
    main()

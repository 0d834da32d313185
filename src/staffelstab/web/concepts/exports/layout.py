"""Where each box stands: columns from left to right, few crossings, the same picture for the same concept.

A concept with few arrows gets layers of fast-sugiyama, arrows bending around boxes. Where everything leads to
everything (a whole regular system), that would be metres wide: then the columns are the steps from the nearest entry
point, and arrows run behind the boxes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from fast_sugiyama import from_edges

from staffelstab.web.concepts.exports.sketch import Sketch, SketchEdge

NODE_WIDTH, NODE_HEIGHT = 208, 64
COLUMN, ROW = 272, 80
MARGIN = 28
MOST_COLUMNS = 9
SWEEPS = 12
RANKING: Literal["up"] = "up"
START = 0

Point = tuple[float, float]
Pair = tuple[str, str]
Edges = list[tuple[int, int]]


@dataclass(frozen=True)
class Layout:
    """`centres` by key of the node; `bends` are the points an arrow passes between its ends."""

    width: int
    height: int
    centres: dict[str, Point]
    bends: dict[Pair, tuple[Point, ...]]


def layout(sketch: Sketch) -> Layout:
    keys = sorted(node.key for node in sketch.nodes)
    number = {key: index for index, key in enumerate(keys, START + 1)}
    edges = {(number[e.origin], number[e.target]) for e in sketch.edges if e.origin != e.target}
    edges |= {(START, number[node.key]) for node in sketch.nodes if node.is_entry_point}
    points, links = _layered(sorted(edges))
    if _is_too_large(points, len(keys)):
        points, links = _stepped(sorted(edges), len(keys)), {}
    centres = {key: points[number[key]] for key in keys if number[key] in points}
    _goals_to_the_right(sketch, centres)
    _place_the_rest(keys, centres)
    bends = {(e.origin, e.target): _bends(e, number, points, links) for e in sketch.edges}
    return _moved(centres, bends)


def _layered(edges: Edges) -> tuple[dict[int, Point], dict[int, list[int]]]:
    """Positions of boxes and bends, and who follows whom. Entry points hang on an unseen start, so they stand left."""
    points: dict[int, Point] = {}
    links: dict[int, list[int]] = {}
    top, unseen = 0.0, 1 + max((max(edge) for edge in edges), default=0)
    for part in _connected(edges):
        names = dict(enumerate(sorted({vertex for edge in part for vertex in edge})))
        positions, breadth, chain = _ranked(part, names)
        # What the library adds are bends. They get numbers that no box has.
        bends = {vertex for vertex, _ in positions} - names.keys()
        names |= {vertex: unseen + index for index, vertex in enumerate(sorted(bends))}
        unseen += len(bends)
        deepest = max(y for _, (_, y) in positions)
        shift = COLUMN if START in names.values() else 0  # nobody sees the start
        for vertex, (x, y) in positions:
            points[names[vertex]] = ((deepest - y) / ROW * COLUMN - shift, top + x)
        for origin, target in chain:
            links.setdefault(names[origin], []).append(names[target])
        top += breadth + ROW
    return points, links


def _connected(edges: Edges) -> list[Edges]:
    """The parts of a picture that no arrow joins, in the order of their first box.

    The library is asked for one at a time: in several at once its bends can carry the number of a box.
    """
    parts: list[tuple[set[int], Edges]] = []
    for edge in edges:
        touched = [part for part in parts if part[0] & set(edge)]
        joined = (set(edge).union(*(part[0] for part in touched)), [edge])
        for part in touched:
            joined[1].extend(part[1])
            parts.remove(part)
        parts.append(joined)
    return [sorted(part) for _, part in sorted(parts, key=lambda part: min(part[0]))]


def _ranked(edges: Edges, names: dict[int, int]) -> tuple[list[tuple[int, Point]], float, Edges]:
    """One connected part by the library; boxes are numbered from 0, higher numbers are bends.

    Not with its default ranking: that network simplex never ends on some graphs.
    """
    number = {vertex: index for index, vertex in names.items()}
    own = [(number[origin], number[target]) for origin, target in edges]
    ((positions, breadth, _, chain),) = from_edges(
        own, vertex_spacing=ROW, dummy_size=ROW // 3, dummy_vertices=True, ranking_type=RANKING
    )
    return (
        [(int(vertex), point) for vertex, point in positions],
        breadth,
        [(int(origin), int(target)) for origin, target in chain or ()],
    )


def _is_too_large(points: dict[int, Point], boxes: int) -> bool:
    if not points:
        return False
    width = max(x for x, _ in points.values())
    height = max(y for _, y in points.values())
    return width > MOST_COLUMNS * COLUMN or height > max(8, boxes / 2) * ROW


def _stepped(edges: Edges, boxes: int) -> dict[int, Point]:
    """Column: fewest steps from an entry point. Height: near the boxes it is connected with."""
    columns = _columns(edges, boxes)
    neighbours: dict[int, list[int]] = {vertex: [] for column in columns for vertex in column}
    for origin, target in edges:
        if origin != START and target != START:
            neighbours[origin].append(target)
            neighbours[target].append(origin)
    tallest = max(map(len, columns))
    height = {vertex: _spread(i, len(c), tallest) for c in columns for i, vertex in enumerate(c)}
    for _ in range(SWEEPS):
        for column in columns:
            wish = {v: sum(height[n] for n in neighbours[v]) / (len(neighbours[v]) or 1) for v in column}
            column.sort(key=lambda v: (wish[v], v))
            height.update({v: _spread(i, len(column), tallest) for i, v in enumerate(column)})
    return {v: (index * COLUMN, height[v]) for index, column in enumerate(columns) for v in column}


def _spread(index: int, of: int, tallest: int) -> float:
    """Rows of a short column stand in the middle of a tall one."""
    return (index + (tallest - of) / 2) * ROW


def _columns(edges: Edges, boxes: int) -> list[list[int]]:
    followers: dict[int, list[int]] = {}
    for origin, target in edges:
        followers.setdefault(origin, []).append(target)
    connected = sorted({vertex for edge in edges for vertex in edge} - {START})
    seen, columns = {START}, []
    current = _unseen(followers.get(START, ()), seen) or [connected[0]]
    while current:
        columns.append(current)
        seen.update(current)
        current = _unseen((f for vertex in current for f in followers.get(vertex, ())), seen)
        if not current:
            current = [vertex for vertex in connected if vertex not in seen][:boxes]
    return _even(columns)


def _unseen(vertices: Iterable[int], seen: set[int]) -> list[int]:
    return sorted(set(vertices) - seen)


def _even(columns: list[list[int]]) -> list[list[int]]:
    """A column much taller than the others is cut into several of the usual height."""
    total = sum(map(len, columns))
    usual = max(8, -(-total // 6))
    return [column[at : at + usual] for column in columns for at in range(0, len(column), usual)]


def _goals_to_the_right(sketch: Sketch, centres: dict[str, Point]) -> None:
    """Goals share the last column, in the order of their height."""
    goals = [node.key for node in sketch.nodes if node.is_goal and node.key in centres]
    others = [x for key, (x, _) in centres.items() if key not in goals]
    right = max(others, default=0.0) + COLUMN
    lowest = float("-inf")
    for key in sorted(goals, key=lambda key: (centres[key][1], key)):
        lowest = max(centres[key][1], lowest + ROW)
        centres[key] = (right, lowest)


def _place_the_rest(keys: list[str], centres: dict[str, Point]) -> None:
    """Boxes without any arrow stand in rows below the picture."""
    left = min((x for x, _ in centres.values()), default=0.0)
    right = max((x for x, _ in centres.values()), default=3.0 * COLUMN)
    columns = max(1, int((right - left) // COLUMN) + 1)
    below = max((y for _, y in centres.values()), default=-ROW) + 1.5 * ROW
    for index, key in enumerate([key for key in keys if key not in centres]):
        centres[key] = (left + index % columns * COLUMN, below + index // columns * ROW)


def _bends(
    edge: SketchEdge, number: dict[str, int], points: dict[int, Point], links: dict[int, list[int]]
) -> tuple[Point, ...]:
    """Follow the chain of unseen bends from one end to the other."""
    known = set(number.values()) | {START}
    for follower in links.get(number[edge.origin], ()):
        passed: list[Point] = []
        while follower not in known and links.get(follower):
            passed.append(points[follower])
            follower = links[follower][0]
        if passed and follower == number[edge.target]:
            return tuple(passed)
    return ()


def _moved(centres: dict[str, Point], bends: dict[Pair, tuple[Point, ...]]) -> Layout:
    """Everything into the positive corner, with a margin."""
    every = [*centres.values(), *(point for points in bends.values() for point in points)] or [(0.0, 0.0)]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    dx, dy = MARGIN + NODE_WIDTH / 2 + 14 - left, MARGIN + NODE_HEIGHT / 2 - top
    right = max(x for x, _ in every) + dx + NODE_WIDTH / 2 + MARGIN
    bottom = max(y for _, y in every) + dy + NODE_HEIGHT / 2 + MARGIN
    return Layout(
        width=round(right),
        height=round(bottom),
        centres={key: (round(x + dx, 1), round(y + dy, 1)) for key, (x, y) in centres.items()},
        bends={
            pair: tuple((round(x + dx, 1), round(y + dy, 1)) for x, y in points)
            for pair, points in bends.items()
        },
    )

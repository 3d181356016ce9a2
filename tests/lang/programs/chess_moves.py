# gc every: 1024
"""A chess move generator: FEN in and out, legal moves, perft, SAN.

The board is a mailbox of 0x88 squares, flat and fast enough for small depths.
"""
from __future__ import annotations

import dataclasses
import enum
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Optional


class Color(enum.IntEnum):
    WHITE = 0
    BLACK = 1

    def __invert__(self) -> "Color":
        return Color(1 - self)

    @property
    def letter(self) -> str:
        return "wb"[self]

    @property
    def forward(self) -> int:
        return 16 if self is Color.WHITE else -16


class Castling(enum.Flag):
    NONE = 0
    WHITE_KING = enum.auto()
    WHITE_QUEEN = enum.auto()
    BLACK_KING = enum.auto()
    BLACK_QUEEN = enum.auto()
    WHITE = WHITE_KING | WHITE_QUEEN
    BLACK = BLACK_KING | BLACK_QUEEN

    @classmethod
    def parse(cls, text: str) -> "Castling":
        rights = cls.NONE
        for letter, right in zip("KQkq", cls):
            if letter in text:
                rights |= right
        return rights

    def __str__(self) -> str:
        return "".join(letter for letter, right in zip("KQkq", Castling)
                       if right in self) or "-"


FILES: Final = "abcdefgh"
EMPTY: Final = "."
KNIGHT: Final = (33, 31, 18, 14, -33, -31, -18, -14)
DIAGONAL: Final = (17, 15, -17, -15)
STRAIGHT: Final = (16, 1, -16, -1)
SLIDERS: Final = {"B": DIAGONAL, "R": STRAIGHT, "Q": DIAGONAL + STRAIGHT}
LEAPERS: Final = {"N": KNIGHT, "K": DIAGONAL + STRAIGHT}


def square(name: str) -> int:
    file, rank = name
    return FILES.index(file) + 16 * (int(rank) - 1)


def square_name(at: int) -> str:
    return f"{FILES[at & 7]}{(at >> 4) + 1}"


def on_board(at: int) -> bool:
    return not at & 0x88


class Move(NamedTuple):
    start: int
    end: int
    promotion: str = ""
    en_passant: bool = False
    castle: bool = False

    def __str__(self) -> str:
        return (square_name(self.start) + square_name(self.end)
                + self.promotion.lower())


class BadFen(ValueError):
    pass


START = "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1"
ROOK_RIGHTS = {0: Castling.WHITE_QUEEN, 7: Castling.WHITE_KING,
               112: Castling.BLACK_QUEEN, 119: Castling.BLACK_KING,
               4: Castling.WHITE, 116: Castling.BLACK}


@dataclasses.dataclass
class Undo:
    move: Move
    captured: str
    captured_at: int
    castling: Castling
    en_passant: Optional[int]
    halfmoves: int


class Board:
    __slots__ = ("cells", "turn", "castling", "en_passant", "halfmoves",
                 "number", "_undo", "_kings")

    def __init__(self, fen: str = START) -> None:
        fields = fen.split()
        if len(fields) != 6:
            raise BadFen(f"{len(fields)} fields in {fen!r}")
        placement, turn, castling, en_passant, halfmoves, number = fields
        self.cells: list[str] = [EMPTY] * 128
        ranks = placement.split("/")
        if len(ranks) != 8:
            raise BadFen(f"{len(ranks)} ranks")
        for rank, text in zip(range(7, -1, -1), ranks):
            row = re.sub(r"[1-8]", lambda m: EMPTY * int(m[0]), text)
            if len(row) != 8 or not set(row) <= set("pnbrqkPNBRQK."):
                raise BadFen(f"rank {rank + 1}: {text!r}")
            self.cells[16 * rank:16 * rank + 8] = row
        self._kings = [self.cells.index("K"), self.cells.index("k")]
        self.turn = Color("wb".index(turn))
        self.castling = Castling.parse(castling)
        self.en_passant = None if en_passant == "-" else square(en_passant)
        self.halfmoves, self.number = int(halfmoves), int(number)
        self._undo: list[Undo] = []

    @property
    def fen(self) -> str:
        ranks = []
        for rank in range(7, -1, -1):
            row = "".join(self.cells[16 * rank:16 * rank + 8])
            ranks.append(re.sub(r"\.+", lambda m: str(len(m[0])), row))
        en_passant = "-" if self.en_passant is None else square_name(
            self.en_passant)
        return (f"{'/'.join(ranks)} {self.turn.letter} {self.castling} "
                f"{en_passant} {self.halfmoves} {self.number}")

    def __repr__(self) -> str:
        return f"Board({self.fen!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Board) and self.fen == other.fen

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        lines = []
        for rank in reversed(range(8)):
            row = self.cells[16 * rank:16 * rank + 8]
            lines.append(f"{rank + 1} {' '.join(row)}")
        return "\n".join([*lines, "  " + " ".join(FILES)])

    def __getitem__(self, name: str) -> str:
        return self.cells[square(name)]

    def color_at(self, at: int) -> Optional[Color]:
        piece = self.cells[at]
        if piece == EMPTY:
            return None
        return Color.WHITE if piece.isupper() else Color.BLACK

    def pieces(self, color: Color) -> Iterator[tuple[int, str]]:
        for at, piece in enumerate(self.cells):
            if piece != EMPTY and piece.isupper() == (color == 0):
                yield at, piece.upper()

    def attacked(self, at: int, by: Color) -> bool:
        cells, white = self.cells, by == 0
        back = -16 if white else 16
        pawn = "P" if white else "p"
        for side in (back - 1, back + 1):
            if on_board(at + side) and cells[at + side] == pawn:
                return True
        for kind, steps in LEAPERS.items():
            piece = kind if white else kind.lower()
            for step in steps:
                if on_board(at + step) and cells[at + step] == piece:
                    return True
        for steps, kinds in ((DIAGONAL, "BQ"), (STRAIGHT, "RQ")):
            found = kinds if white else kinds.lower()
            for step in steps:
                to = at + step
                while on_board(to):
                    if cells[to] != EMPTY:
                        if cells[to] in found:
                            return True
                        break
                    to += step
        return False

    @property
    def in_check(self) -> bool:
        return self.attacked(self._kings[self.turn], ~self.turn)

    def pseudo_moves(self) -> Iterator[Move]:
        for at, kind in list(self.pieces(self.turn)):
            match kind:
                case "P":
                    yield from self._pawn(at)
                case "N" | "K":
                    for step in LEAPERS[kind]:
                        to = at + step
                        if on_board(to) and self.color_at(to) != self.turn:
                            yield Move(at, to)
                    if kind == "K":
                        yield from self._castles(at)
                case _:
                    for step in SLIDERS[kind]:
                        to = at + step
                        while on_board(to):
                            color = self.color_at(to)
                            if color != self.turn:
                                yield Move(at, to)
                            if color is not None:
                                break
                            to += step

    def _pawn(self, at: int) -> Iterator[Move]:
        ahead = self.turn.forward
        last = 7 if self.turn is Color.WHITE else 0
        first = 1 if self.turn is Color.WHITE else 6

        def moves(to: int) -> Iterable[Move]:
            if to >> 4 == last:
                return (Move(at, to, kind) for kind in "QRBN")
            return (Move(at, to),)

        if on_board(to := at + ahead) and self.cells[to] == EMPTY:
            yield from moves(to)
            if at >> 4 == first and self.cells[to + ahead] == EMPTY:
                yield Move(at, to + ahead)
        for side in (-1, 1):
            to = at + ahead + side
            if not on_board(to):
                continue
            if self.color_at(to) == ~self.turn:
                yield from moves(to)
            elif to == self.en_passant:
                yield Move(at, to, en_passant=True)

    def _castles(self, at: int) -> Iterator[Move]:
        white = self.turn is Color.WHITE
        ways = ((Castling.WHITE_KING if white else Castling.BLACK_KING,
                 (1, 2), (1, 2)),
                (Castling.WHITE_QUEEN if white else Castling.BLACK_QUEEN,
                 (-1, -2, -3), (-1, -2)))
        for right, empty, safe in ways:
            if right in self.castling and all(
                    self.cells[at + n] == EMPTY for n in empty):
                if not any(self.attacked(at + n, ~self.turn)
                           for n in (0, *safe)):
                    yield Move(at, at + safe[-1], castle=True)

    def push(self, move: Move) -> None:
        cells, (start, end, promotion, en_passant, castle) = self.cells, move
        piece = cells[start]
        captured_at = end - self.turn.forward if en_passant else end
        captured = cells[captured_at]
        self._undo.append(Undo(move, captured, captured_at, self.castling,
                               self.en_passant, self.halfmoves))
        cells[captured_at] = cells[start] = EMPTY
        if promotion:
            piece = promotion if self.turn is Color.WHITE else promotion.lower()
        cells[end] = piece
        if castle:
            rook, to = (end + 1, end - 1) if end > start else (end - 2, end + 1)
            cells[to], cells[rook] = cells[rook], EMPTY
        if piece in "Kk":
            self._kings[self.turn] = end
        for at in (start, end):
            if at in ROOK_RIGHTS:
                self.castling &= ~ROOK_RIGHTS[at]
        pawn = cells[end] in "Pp"
        self.en_passant = ((start + end) // 2
                           if pawn and abs(end - start) == 32 else None)
        quiet = not (pawn or promotion or captured != EMPTY)
        self.halfmoves = self.halfmoves + 1 if quiet else 0
        self.number += self.turn
        self.turn = ~self.turn

    def pop(self) -> Move:
        undo = self._undo.pop()
        self.turn = ~self.turn
        self.number -= self.turn
        start, end, promotion, _, castle = move = undo.move
        cells = self.cells
        piece = cells[end]
        if promotion:
            piece = "P" if self.turn is Color.WHITE else "p"
        cells[end] = EMPTY
        cells[undo.captured_at] = undo.captured
        cells[start] = piece
        if castle:
            rook, to = (end + 1, end - 1) if end > start else (end - 2, end + 1)
            cells[rook], cells[to] = cells[to], EMPTY
        if piece in "Kk":
            self._kings[self.turn] = start
        self.castling = undo.castling
        self.en_passant = undo.en_passant
        self.halfmoves = undo.halfmoves
        return move

    def legal_moves(self) -> Iterator[Move]:
        us = self.turn
        for move in self.pseudo_moves():
            self.push(move)
            legal = not self.attacked(self._kings[us], ~us)
            self.pop()
            if legal:
                yield move

    def san(self, move: Move) -> str:
        if move.castle:
            text = "O-O" if move.end > move.start else "O-O-O"
        else:
            kind = self.cells[move.start].upper()
            takes = self.cells[move.end] != EMPTY or move.en_passant
            if kind == "P":
                text = FILES[move.start & 7] if takes else ""
            else:
                text = kind + self._which(kind, move)
            text += "x" * takes + square_name(move.end)
            if move.promotion:
                text += f"={move.promotion}"
        self.push(move)
        if self.in_check:
            text += "+" if any(self.legal_moves()) else "#"
        self.pop()
        return text

    def _which(self, kind: str, move: Move) -> str:
        rivals = [m for m in self.legal_moves()
                  if m.end == move.end and m.start != move.start
                  and self.cells[m.start].upper() == kind]
        if not rivals:
            return ""
        name = square_name(move.start)
        if all(m.start & 7 != move.start & 7 for m in rivals):
            return name[0]
        if all(m.start >> 4 != move.start >> 4 for m in rivals):
            return name[1]
        return name

    def parse_san(self, text: str) -> Move:
        for move in self.legal_moves():
            if self.san(move).rstrip("+#") == text.rstrip("+#"):
                return move
        raise ValueError(f"illegal move {text!r} in {self.fen}")


def perft(board: Board, depth: int) -> int:
    if depth == 1:
        return sum(1 for _ in board.legal_moves())
    nodes = 0
    for move in board.legal_moves():
        board.push(move)
        nodes += perft(board, depth - 1)
        board.pop()
    return nodes


def kinds_of(board: Board, moves: Sequence[Move]) -> Counter[str]:
    out: Counter[str] = Counter()
    for move in moves:
        text = board.san(move)
        for mark, kind in (("x", "captures"), ("+", "checks"), ("#", "mates"),
                           ("=", "promotions"), ("O", "castles")):
            out[kind] += mark in text
        out["en passant"] += move.en_passant
    return +out


POSITIONS = {
    "start": (START, 2),
    "kiwipete": ("r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R "
                 "w KQkq - 0 1", 1),
    "endgame": ("8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - - 0 1", 2),
    "promotions": ("n1n5/PPPk4/8/8/8/8/4Kppp/5N1N b - - 0 1", 2),
    "pinned en passant": ("8/8/8/K2pP2q/8/8/8/7k w - d6 0 2", 1),
    "mate": ("R5k1/5ppp/8/8/8/8/8/6K1 b - - 0 1", 1),
}


def main() -> None:
    print(Board())
    print(Castling.parse("Kq"), Castling.parse("-"), repr(Castling.WHITE),
          [c.name for c in Castling], Castling(5), ~Castling.WHITE)
    for name, (fen, depth) in POSITIONS.items():
        board = Board(fen)
        moves = list(board.legal_moves())
        counts = [perft(board, d) for d in range(1, depth + 1)]
        print(f"{name:<18} check={board.in_check!s:<5} perft={counts} "
              f"{dict(sorted(kinds_of(board, moves).items()))}")
        assert board.fen == fen
    board = Board(POSITIONS["kiwipete"][0])
    split = {str(m): board.san(m) for m in board.legal_moves()}
    for row in itertools.zip_longest(*[iter(sorted(split.items()))] * 6):
        print("  ".join("{}={:<6}".format(*pair) for pair in row if pair))

    game = Board()
    text = "1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 4. O-O Nf6 5. Re1 b5 6. Bb3 Bb7"
    for word in text.split():
        if word[0].isdigit():
            continue
        try:
            game.push(game.parse_san(word))
        except ValueError as error:
            print(error)
    print(repr(game))
    scholar = Board()
    for word in "e4 e5 Qh5 Nc6 Bc4 Nf6 Qxf7#".split():
        move = scholar.parse_san(word)
        assert scholar.san(move) == word
        scholar.push(move)
    print(scholar.in_check, list(scholar.legal_moves()), scholar["f7"])
    undone = []
    while scholar._undo:
        undone.append(str(scholar.pop()))
    print(*undone, scholar == Board(), scholar.number)
    for bad in ("x", "8/8/8/8/8/8/8 w - - 0 1", "9/8/8/8/8/8/8/8 w - - 0 1"):
        try:
            Board(bad)
        except BadFen as error:
            print(type(error).__name__, error, isinstance(error, ValueError))
    try:
        hash(game)
    except TypeError as error:
        print(error)
    try:
        game.score = 1
    except AttributeError as error:
        print(error)


if __name__ == "__main__":
    main()

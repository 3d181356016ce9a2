"""Allocation of trees: made, walked and dropped; and a search tree grown."""


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make(depth - 1), make(depth - 1))


def size(node):
    if node.left is None:
        return 1
    return 1 + size(node.left) + size(node.right)


def tuples(depth):
    return (tuples(depth - 1), tuples(depth - 1)) if depth else ()


def leaves(tree):
    return sum([leaves(branch) for branch in tree]) if tree else 1


def insert(tree, key):
    """Into a search tree of lists [key, left, right]."""
    if tree is None:
        return [key, None, None]
    at = tree
    while True:
        side = 1 if key < at[0] else 2
        if at[side] is None:
            at[side] = [key, None, None]
            return tree
        at = at[side]


def in_order(tree, out):
    if tree is not None:
        in_order(tree[1], out)
        out.append(tree[0])
        in_order(tree[2], out)


def main():
    kept = make(14)
    for _ in range(40):
        assert size(make(9)) == 1_023
    assert size(kept) == 32_767
    assert leaves(tuples(14)) == 16_384
    tree, n = None, 1
    for _ in range(15_000):
        n = n * 75 % 65_537
        tree = insert(tree, n)
    out = []
    in_order(tree, out)
    assert len(out) == 15_000 and out == sorted(out)


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")

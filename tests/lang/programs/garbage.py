# Much garbage, some of it in cycles, while a little stays alive.
class Node:
    def __init__(self, value, others):
        self.value = value
        self.others = others
        self.me = self


kept = []
for i in range(3000):
    node = Node(str(i), [kept[-1:], {i: (i,)}])
    if i % 100 == 0:
        kept.append(node)
total = 0
for node in kept:
    assert node.me is node
    total += int(node.value) + len(node.others[0])
print(total, len(kept), kept[3].others[1])
text = ""
for i in range(300):
    text += chr(97 + i % 26)
print(len(text), text[:30], len({text[i:i + 3] for i in range(len(text))}))

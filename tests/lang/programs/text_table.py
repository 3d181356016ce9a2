def table(rows, *, header=True, align="<"):
    widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
    lines = [" | ".join(f"{str(cell):{align}{w}}" for cell, w in zip(row, widths)) for row in rows]
    if header: lines.insert(1, "-+-".join("-" * w for w in widths))
    return "\n".join(line.rstrip() for line in lines)
rows = [("name", "qty", "price"), ("apple", 3, 1.25), ("watermelon", 1, 12.5), ("fig", 100, 0.1)]
print(table(rows))
print(table(rows[1:], header=False, align=">"))
def wrap(text, width):
    line, lines = "", []
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line); line = word
        else:
            line = f"{line} {word}".strip()
    return lines + [line]
print("\n".join(wrap("the quick brown fox jumps over the lazy dog and runs away", 16)))

parts = []
for i in range(200):
    parts.append(str(i))
text = ",".join(parts)
print(len(text), text[:20], text[-11:])
grown = ""
for i in range(100):
    grown += chr(97 + i % 26)
print(grown[95:], grown.count("a"))

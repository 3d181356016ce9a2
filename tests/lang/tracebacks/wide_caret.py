text = "日本"
print(text[0], len("日本"), text[5])

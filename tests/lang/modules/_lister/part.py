print("part is imported")

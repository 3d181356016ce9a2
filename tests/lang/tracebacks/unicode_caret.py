größe = {"ä": 1}
print("é", größe["ä"], größe["ö"])

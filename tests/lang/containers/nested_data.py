data = {"users": [{"name": "ann", "tags": ["x", "y"]}, {"name": "bob", "tags": []}]}
data["users"][1]["tags"].append("z")
data["users"][0]["age"] = 30
print(data)
print([u["name"] for u in data["users"] if u["tags"]], data["users"][0].get("email", "none"))

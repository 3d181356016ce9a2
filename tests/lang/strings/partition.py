print("key=value=more".partition("="), "key=value=more".rpartition("="))
print("nothing".partition("="), "nothing".rpartition("="))
name, _, rest = "host:8080".partition(":")
print(name, rest)

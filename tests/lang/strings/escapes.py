print("a\tb|\x41|\u00e9|\U0001F600|\101|\\|\'|\"|\a".replace("\a", "bell"))
print(r"raw\n\t\x41", len(r"\n"), "con\
tinued", 'tri''ple', "a" "b" 'c')
print("""many
lines "quoted" here""", '''and 'these' too''')
print(len("\0"), ord("\n"), "\8" == "\\8")

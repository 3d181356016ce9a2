raise ValueError("a\ud800b\udfff")

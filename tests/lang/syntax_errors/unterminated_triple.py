text = """no end
more

def load():
    import surely_not_here


load()

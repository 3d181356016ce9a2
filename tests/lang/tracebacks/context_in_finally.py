def work():
    try:
        [][1]
    finally:
        {}["cleanup"]


work()

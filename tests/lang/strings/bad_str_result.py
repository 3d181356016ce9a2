class Bad:
    def __str__(self):
        return 5

    def __repr__(self):
        return None


for call in (str, repr, lambda v: f"{v}", lambda v: "%s" % v, lambda v: "{}".format(v)):
    try:
        call(Bad())
    except TypeError as error:
        print(error)

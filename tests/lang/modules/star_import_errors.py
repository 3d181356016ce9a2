for source in ("from _lists_number import *", "from _lists_nothing import *"):
    try:
        exec(source)
    except TypeError as e:
        print(e)
if False:
    import _lists_number
    import _lists_nothing

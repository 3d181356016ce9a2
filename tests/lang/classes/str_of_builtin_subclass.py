# str() of an instance of a builtin's subclass asks the subclass's __repr__.
class Named(int):
    def __repr__(self):
        return "named"


class Row(tuple):
    def __repr__(self):
        return "row"


class Text(str):
    def __repr__(self):
        return "text"


print(Named(1), str(Named(1)), f"{Row((1,))}", "%s" % Row(), Text("t"))
print([Named(2)], str([Row()]), Named(3).__str__(), (4).__str__())
print([k.__name__ for k in (int, float, str, bytes, bytearray, list, dict, tuple,
                            set, range) if "__str__" in k.__dict__])
print([Named(1), [Named(2)]].__str__(), {1: Named(3)}.__str__())

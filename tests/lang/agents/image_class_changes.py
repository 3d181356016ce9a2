# A class made by an agent follows what the agent changes in a module's class.
import midge


class Root:
    x = 1


class Base(Root):
    pass


def change():
    class Derived(Base):
        pass

    class Deeper(Derived):
        pass

    seen = []
    for _ in range(2):
        seen.append((Derived().x, Deeper().x, Deeper.x, hasattr(Deeper(), "y")))
        Base.x = 5
        Base.y = 6
    return seen


def main():
    print(midge.spawn(change).join())
    # expect: [(1, 1, 1, False), (5, 5, 5, True)]
    print(Base.x)
    # expect: 1


if __name__ == "__main__":
    main()

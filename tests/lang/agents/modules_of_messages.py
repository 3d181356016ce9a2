# What goes by name needs its module where it arrives: nothing is imported for
# it there.
import midge


def receive(box):
    try:
        return box.receive()
    except RuntimeError as error:
        return str(error)


def receive_later(box):
    import fractions
    return box.receive() == fractions.Fraction(1, 3)


def same(value):
    return value


def main():
    import fractions
    box = midge.Mailbox()
    box.send(fractions.Fraction(1, 3))
    print(midge.spawn(receive, box).join())
    # expect: a message cannot be received: the receiver has no module 'fractions'
    try:
        midge.spawn(same, fractions.Fraction(1, 3)).join()
    except midge.AgentError as error:
        print("the receiver has no module 'fractions'" in str(error))
    # expect: True
    box.send(fractions.Fraction(1, 3))
    print(midge.spawn(receive_later, box).join())  # expect: True


if __name__ == "__main__":
    main()

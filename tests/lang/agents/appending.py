# A text of the image is added to in every agent, and by none for another.
# expect: ['base-1', 'base-2', 'base-3'] base
# expect: 2003 -aaaa
import midge

text = "b" * 1_500
text += "base"


def add(inbox, name):
    mine = text
    mine += "-"
    mine += name
    inbox.send(mine[-6:])


def echo(inbox, back):
    got = inbox.receive()
    got += "aaa"
    back.send(got)


def main():
    back = midge.Mailbox()
    for name in "123":
        midge.spawn(add, back, name)
    print(sorted(back.receive() for _ in range(3)), text[-4:])
    grown = "g" * 1_998
    grown += "-a"
    grown += ""
    inbox = midge.Mailbox()
    midge.spawn(echo, inbox, back)
    inbox.send(grown)
    got = back.receive()
    print(len(got), got[-5:])


if __name__ == "__main__":
    main()

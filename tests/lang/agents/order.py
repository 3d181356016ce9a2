# Messages from one thread to one inbox arrive in order, once.
import midge


def sender(parent, tag, count):
    for i in range(count):
        parent.send((tag, i))


def main():
    for tag in range(4):
        midge.spawn(sender, midge.me(), tag, 100)
    following = [0] * 4
    for _ in range(400):
        tag, i = midge.receive()
        assert i == following[tag], (tag, i, following)
        following[tag] += 1
    print(following)  # expect: [100, 100, 100, 100]
    try:
        midge.receive(timeout=0.02)
    except TimeoutError:
        print("nothing came twice")  # expect: nothing came twice


if __name__ == "__main__":
    main()

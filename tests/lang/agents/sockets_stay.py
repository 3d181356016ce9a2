# A socket's other end is in its agent, so it cannot be sent.
import socket

import midge


def main():
    one, other = socket.socketpair()
    for value in (one, [other]):
        try:
            midge.spawn(print, value)
        except TypeError as error:
            print(error)
    # expect: cannot send a socket: its other end is in its agent
    # expect: cannot send a socket: its other end is in its agent
    box = midge.Mailbox()
    box.send(socket.socket)
    print(box.receive() is socket.socket)  # expect: True


if __name__ == "__main__":
    main()

import midge


def stuck(box):
    box.receive()


def main():
    box = midge.Mailbox()
    midge.spawn(stuck, box)
    try:
        midge.Semaphore(0).acquire()
    except midge.Deadlock as error:
        print("semaphore" in str(error), "mailbox" in str(error))
    # expect: True True


if __name__ == "__main__":
    main()

# Weak references and finalizers in an image and in messages.
import gc
import midge
from _weakref import ref


class Thing:
    def __init__(self, name):
        self.name = name


class Noisy:
    def __init__(self, box):
        self.box = box

    def __del__(self):
        self.box.send("died in " + self.box.where)


class Box:
    def __init__(self, mailbox):
        self.mailbox = mailbox
        self.where = "parent"

    def send(self, text):
        self.mailbox.send(text)


SHARED = Thing("shared")
SHARED_REF = ref(SHARED)


def child(mailbox):
    # What the image holds never dies.
    gc.collect()
    mailbox.send((SHARED_REF() is SHARED, SHARED_REF == ref(SHARED)))
    own = Thing("own")
    own_ref = ref(own)
    SHARED.note = "private"  # Its private copy is the same object.
    mailbox.send((SHARED_REF().note, own_ref().name))
    del own
    gc.collect()
    mailbox.send(own_ref())


def receiver(mailbox):
    noisy = midge.receive()
    noisy.box.where = "child"
    del noisy
    gc.collect()


def main():
    mailbox = midge.Mailbox()
    midge.spawn(child, mailbox).join()
    for _ in range(3):
        print(mailbox.receive())
    agent = midge.spawn(receiver, mailbox)
    agent.send(Noisy(Box(mailbox)))
    agent.join()
    gc.collect()
    print(sorted([mailbox.receive(), mailbox.receive()]))
    try:
        mailbox.send(ref(SHARED))
    except TypeError as e:
        print("TypeError", "ReferenceType" in str(e))


if __name__ == "__main__":
    main()
# expect: (True, True)
# expect: ('private', 'own')
# expect: None
# expect: ['died in child', 'died in parent']
# expect: TypeError True

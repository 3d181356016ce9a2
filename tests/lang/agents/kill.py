import midge


def forever():
    while True:
        pass


def parked():
    midge.receive()


def main():
    for body in (forever, parked):
        agent = midge.spawn(body)
        print(agent.alive)
        agent.kill()
        try:
            agent.join(timeout=5)
        except midge.AgentError as error:
            print("killed" in str(error).lower(), agent.alive)
        agent.kill()
        agent.send("to nobody")
    # expect: True
    # expect: True False
    # expect: True
    # expect: True False


if __name__ == "__main__":
    main()

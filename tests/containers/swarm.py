# Run by tests/containers/run over three node containers, one of which is killed
# while this waits: what depended on it ends in NodeLost, the rest goes on.
import midge


def worker(name, results):
    results.send(name)
    midge.receive()


def main():
    results = midge.Mailbox()
    workers = {name: midge.spawn(worker, name, results, on=name)
               for name in ("node-1", "node-2", "node-3")}
    started = sorted(results.receive(timeout=30) for _ in workers)
    print("started on", *started, flush=True)
    lost = []
    for name, agent in workers.items():
        try:
            agent.join(timeout=20 if name == "node-3" else 0.5)
        except midge.NodeLost:
            lost.append(name)
        except TimeoutError:
            agent.send("enough")
            agent.join(timeout=20)
    print("lost", *lost)


if __name__ == "__main__":
    main()

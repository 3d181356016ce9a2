class Machine:
    table = {("idle", "coin"): "ready", ("ready", "push"): "idle", ("ready", "coin"): "ready"}
    def __init__(self): self.state, self.log = "idle", []
    def __call__(self, event):
        self.log.append((self.state, event))
        self.state = self.table.get((self.state, event), self.state)
        return self
m = Machine()
print(m("push")("coin")("coin")("push").state, m.log)

def read(tokens):
    token = tokens.pop(0)
    if token == "(":
        items = []
        while tokens[0] != ")": items.append(read(tokens))
        tokens.pop(0)
        return items
    try:
        return int(token)
    except ValueError:
        return token
class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer
    def find(self, name):
        if name in self: return self
        if self.outer is None: raise NameError(f"unbound: {name}")
        return self.outer.find(name)
def evaluate(x, env):
    while True:
        if isinstance(x, str): return env.find(x)[x]
        if not isinstance(x, list): return x
        match x:
            case ["if", test, then, other]: x = then if evaluate(test, env) else other
            case ["define", name, value]: env[name] = evaluate(value, env); return None
            case ["lambda", names, body]: return lambda *args, e=env: evaluate(body, Env(names, args, e))
            case [f, *args]: return evaluate(f, env)(*(evaluate(a, env) for a in args))
base = Env(("+", "-", "*", "<"), (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a < b))
def run(text): return evaluate(read(text.replace("(", " ( ").replace(")", " ) ").split()), base)
run("(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))")
print(run("(fact 20)"), run("((lambda (x) (* x x)) 7)"))
try:
    run("(nope 1)")
except NameError as error:
    print(error)

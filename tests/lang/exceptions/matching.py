class A(Exception): pass
class B(A): pass
def kind(error):
    try:
        raise error
    except B: return "B"
    except (A, KeyError): return "A or Key"
    except LookupError as e: return f"lookup {e}"
    except Exception: return "other"
    except: return "bare"
print([kind(e) for e in (B(), A(), KeyError("k"), IndexError("i"), ValueError, KeyboardInterrupt(), SystemExit(1))])
try:
    try:
        raise ValueError("v")
    except "not a class":
        pass
except TypeError as error:
    print(error)

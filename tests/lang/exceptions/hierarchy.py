pairs = [(KeyError, LookupError), (IndexError, LookupError), (ZeroDivisionError, ArithmeticError), (OverflowError, ArithmeticError),
         (ModuleNotFoundError, ImportError), (UnicodeDecodeError, ValueError), (RecursionError, RuntimeError), (NotImplementedError, RuntimeError),
         (FileNotFoundError, OSError), (TimeoutError, OSError), (UnboundLocalError, NameError), (IndentationError, SyntaxError), (StopIteration, Exception),
         (KeyboardInterrupt, Exception), (SystemExit, Exception), (GeneratorExit, Exception), (Exception, BaseException), (AssertionError, Exception)]
for a, b in pairs:
    print(a.__name__, b.__name__, issubclass(a, b))

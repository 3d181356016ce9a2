# What signals are called, though an agent gets none.
import signal

for number in range(1, signal.NSIG):
    print(number, signal.strsignal(number), number in signal.valid_signals())
for number in (0, -1, signal.NSIG):
    try:
        signal.strsignal(number)
    except ValueError as e:
        print(e)

def run(code, data=b""):
    jumps, stack = {}, []
    for i, c in enumerate(code):
        if c == "[": stack.append(i)
        elif c == "]":
            j = stack.pop()
            jumps[i], jumps[j] = j, i
    tape, at, pc, out = [0] * 100, 0, 0, []
    while pc < len(code):
        match code[pc]:
            case ">": at += 1
            case "<": at -= 1
            case "+": tape[at] = (tape[at] + 1) % 256
            case "-": tape[at] = (tape[at] - 1) % 256
            case ".": out.append(chr(tape[at]))
            case "[" if not tape[at]: pc = jumps[pc]
            case "]" if tape[at]: pc = jumps[pc]
        pc += 1
    return "".join(out)
print(run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."), end="")

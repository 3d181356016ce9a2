// Prints a CodeUnit by the operand letters of opcodes.def.
#include <charconv>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "vm/bytecode/code_unit.h"

namespace midge::vm {
namespace {

// Longer constants are cut: a listing shows which one it is, not all of it.
constexpr size_t kMaxShownText = 60;
constexpr size_t kMaxShownItems = 12;

std::string Quoted(const std::string& text, bool is_bytes) {
  std::string out = is_bytes ? "b'" : "'";
  for (size_t i = 0; i < text.size() && i < kMaxShownText; ++i) {
    const unsigned char c = text[i];
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\' || c == '\'') {
      out += {'\\', static_cast<char>(c)};
    } else if (c < 0x20 || c == 0x7F || (is_bytes && c >= 0x80)) {
      absl::StrAppend(&out, absl::StrFormat("\\x%02x", c));
    } else {
      out += static_cast<char>(c);
    }
  }
  return out + (text.size() > kMaxShownText ? "'..." : "'");
}

std::string FloatText(double number) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  std::string text(buffer, end);
  return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

std::string Shown(const Constant& constant);

std::string Joined(const std::vector<Constant>& items) {
  std::string out;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i == kMaxShownItems) return out + ", ...";
    absl::StrAppend(&out, i == 0 ? "" : ", ", Shown(items[i]));
  }
  return out;
}

std::string Shown(const Constant& constant) {
  switch (constant.kind) {
    case Constant::Kind::kNone:
      return "None";
    case Constant::Kind::kTrue:
      return "True";
    case Constant::Kind::kFalse:
      return "False";
    case Constant::Kind::kEllipsis:
      return "Ellipsis";
    case Constant::Kind::kInt:
      return constant.text;
    case Constant::Kind::kFloat:
      return FloatText(constant.number);
    case Constant::Kind::kComplex:
      return FloatText(constant.number) + "j";
    case Constant::Kind::kStr:
      return Quoted(constant.text, false);
    case Constant::Kind::kName:
      return constant.text;
    case Constant::Kind::kBytes:
      return Quoted(constant.text, true);
    case Constant::Kind::kTuple:
      return absl::StrCat("(", Joined(constant.items),
                          constant.items.size() == 1 ? ",)" : ")");
    case Constant::Kind::kFrozenSet:
      return absl::StrCat("frozenset({", Joined(constant.items), "})");
    case Constant::Kind::kCode:
      return absl::StrCat("<code ", constant.code->qualified_name, ">");
  }
  return "?";
}

std::string Register(const CodeUnit& unit, int index) {
  const size_t i = static_cast<size_t>(index);
  return i < unit.local_names.size()
             ? absl::StrCat("R", index, ":", unit.local_names[i])
             : absl::StrCat("R", index);
}

std::string Range(int first, int count) {
  if (count <= 0) return "none";
  if (count == 1) return absl::StrCat("R", first);
  return absl::StrCat("R", first, "..R", first + count - 1);
}

// The text of constant `index`, or of what is wrong with it.
std::string ConstantText(const CodeUnit& unit, uint32_t index) {
  return index < unit.constants.size()
             ? Shown(unit.constants[index])
             : absl::StrCat("<no constant ", index, ">");
}

// One instruction: its first word, its second if it has one, and where the
// next one starts.
struct Decoded {
  Instruction word;
  Instruction extra;
  int next;
};

std::string Operand(const CodeUnit& unit, const Decoded& in, char letter,
                    int value) {
  switch (letter) {
    case 'r':
    case 'd':
    case 'y':
    case 'z':
      return Register(unit, value);
    case 'e':
      return Range(value, 2);
    case 't':
      return Range(value, 3);
    case 'f':
      return Range(value, 5);
    case 'l':
      return Range(value, in.word.c());
    case 'p':
      return Range(value, 2 * in.word.c());
    case 'v':
      return Range(value, in.word.c() + 1 + static_cast<int>(in.extra.word));
    case 'q':
      return in.word.c() & 4 ? Range(value, 2) : Register(unit, value);
    case 'm':
    case 's':
    case 'w':
      return absl::StrCat("R", value);
    case 'x':
      value = in.word.bx();
      return static_cast<size_t>(value) < unit.free_names.size()
                 ? absl::StrCat("free:", unit.free_names[value])
                 : absl::StrCat("<no free ", value, ">");
    case 'h':
      return absl::StrCat(static_cast<int8_t>(value));
    case 'o':
    case 'b':
      return absl::StrCat("-> ", in.next + value);
    default:
      return absl::StrCat(value);
  }
}

std::string SecondWord(const CodeUnit& unit, char letter, Instruction extra) {
  switch (letter) {
    case 'k':
      return ConstantText(unit, extra.word);
    case 'u':
      return absl::StrCat(extra.word);
    case 'U':
      return extra.word < unit.local_names.size()
                 ? absl::StrCat("far:", unit.local_names[extra.word])
                 : absl::StrCat("<no local ", extra.word, ">");
    default:
      return ConstantText(unit, extra.lo());
  }
}

void Append(std::string* out, const std::string& operand) {
  absl::StrAppend(out, out->empty() ? "" : ", ", operand);
}

std::string Operands(const CodeUnit& unit, const Decoded& in) {
  const char* letters = OperandsOf(in.word.op());
  std::string out;
  const auto add = [&](char letter, int value) {
    if (letter == 'k') {
      Append(&out, ConstantText(unit, value));
    } else if (letter != '-' && letter != '+') {
      Append(&out, Operand(unit, in, letter, value));
    }
  };
  switch (FormatOf(in.word.op())) {
    case OpcodeFormat::kABx:
      add(letters[0], in.word.a());
      add(letters[1], in.word.bx());
      break;
    case OpcodeFormat::kAsBx:
      add(letters[0], in.word.a());
      add(letters[1], in.word.sbx());
      break;
    case OpcodeFormat::kAx:
      add(letters[0], in.word.ax());
      break;
    case OpcodeFormat::kABC:
    case OpcodeFormat::kABCW:
      add(letters[0], in.word.a());
      add(letters[1], in.word.b());
      add(letters[2], in.word.c());
      if (letters[3] != '\0')
        Append(&out, SecondWord(unit, letters[3], in.extra));
      break;
  }
  return out;
}

void AppendNames(const char* title, const std::vector<std::string>& names,
                 std::string* out) {
  if (names.empty()) return;
  absl::StrAppend(out, "  ", title, ":");
  for (const std::string& name : names) absl::StrAppend(out, " ", name);
  *out += '\n';
}

void AppendInstructions(const CodeUnit& unit, std::string* out) {
  int line = -1;
  const int size = static_cast<int>(unit.instructions.size());
  for (int i = 0; i < size;) {
    Decoded in{unit.instructions[i], {}, 0};
    if ((in.word.word & 0xFF) >= static_cast<uint32_t>(kOpcodeCount)) {
      absl::StrAppend(out, "<no opcode ", in.word.word & 0xFF, ">\n");
      return;
    }
    in.next = i + WordCount(in.word.op());
    if (in.next > size) return;
    if (in.next == i + 2) in.extra = unit.instructions[i + 1];
    const int at = unit.spans[i].line;
    const std::string shown = at == line ? "" : absl::StrCat(at);
    line = at;
    std::string row =
        absl::StrFormat("%6s %5d  %-18s %s", shown, i, OpcodeName(in.word.op()),
                        Operands(unit, in));
    row.erase(row.find_last_not_of(' ') + 1);
    absl::StrAppend(out, row, "\n");
    i = in.next;
  }
}

void AppendUnit(const CodeUnit& unit, std::string* out) {
  absl::StrAppend(
      out, unit.qualified_name, "  ", unit.file_name, ":", unit.first_line,
      "  registers ", unit.register_count, ", caches ", unit.cache_count,
      unit.flags & kCodeGenerator ? ", generator" : "",
      unit.flags & kCodeCoroutine ? ", coroutine" : "",
      unit.flags & kCodeAsyncGenerator ? ", async generator" : "", "\n");
  AppendNames("locals", unit.local_names, out);
  AppendNames("cells", unit.cell_names, out);
  AppendNames("free", unit.free_names, out);
  AppendInstructions(unit, out);
  if (!unit.handlers.empty()) *out += "  handlers:\n";
  for (const HandlerRange& range : unit.handlers) {
    absl::StrAppend(out, "    ", range.start, " to ", range.end, " -> ",
                    range.target, " R", range.target_register, "\n");
  }
}

}  // namespace

std::string Disassemble(const CodeUnit& unit) {
  std::string out;
  std::vector<const CodeUnit*> waiting = {&unit};
  while (!waiting.empty()) {
    const CodeUnit& next = *waiting.back();
    waiting.pop_back();
    if (!out.empty()) out += '\n';
    AppendUnit(next, &out);
    for (size_t i = next.constants.size(); i-- > 0;) {
      const Constant& constant = next.constants[i];
      if (constant.kind == Constant::Kind::kCode && constant.code != nullptr) {
        waiting.push_back(constant.code.get());
      }
    }
  }
  return out;
}

}  // namespace midge::vm

#include "vm/bytecode/verifier.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"

namespace midge::vm {
namespace {

using Kind = Constant::Kind;

// An optional '-', then decimal digits, or 0x and hexadecimal digits.
bool IsNumber(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool is_hex = text.starts_with("0x");
  if (is_hex) text.remove_prefix(2);
  const char* digits = is_hex ? "0123456789abcdefABCDEF" : "0123456789";
  return !text.empty() &&
         text.find_first_not_of(digits) == std::string_view::npos;
}

// Execution never goes on to the word after one of these.
bool EndsBlock(Opcode op) {
  return op == Opcode::kReturn || op == Opcode::kReturnNone ||
         op == Opcode::kRaise || op == Opcode::kRaiseFrom ||
         op == Opcode::kRaiseAgain || op == Opcode::kReraise ||
         op == Opcode::kJump || op == Opcode::kJumpBack;
}

bool NeedsNamespace(Opcode op) {
  return op == Opcode::kLoadName || op == Opcode::kStoreName ||
         op == Opcode::kDeleteName || op == Opcode::kLoadClassFree ||
         op == Opcode::kImportStar;
}

bool NeedsGenerator(Opcode op) {
  return op == Opcode::kYield || op == Opcode::kYieldFrom;
}

// The check of one unit.
class UnitVerifier {
 public:
  explicit UnitVerifier(const CodeUnit& unit) : unit_(unit) {}

  absl::Status Run() {
    MIDGE_RETURN_IF_ERROR(CheckCounts());
    MIDGE_RETURN_IF_ERROR(CheckCells());
    MIDGE_RETURN_IF_ERROR(FindStarts());
    MIDGE_RETURN_IF_ERROR(CheckInstructions());
    return CheckHandlers();
  }

 private:
  absl::Status Fault(const std::string& what) const {
    return absl::InvalidArgumentError(
        absl::StrCat("bad code: ", unit_.qualified_name, ": ", what));
  }
  absl::Status FaultAt(int ip, const std::string& what) const {
    return Fault(absl::StrCat("at ", ip, ": ", what));
  }

  absl::Status CheckCounts() const {
    const int64_t parameters = unit_.parameter_count();
    const size_t near_locals =
        std::min<size_t>(unit_.local_names.size(), kNearLocals + 1);
    if (unit_.register_count < 0 ||
        unit_.register_count > std::max<int64_t>(kMaxRegisters, parameters)) {
      return Fault(absl::StrCat(unit_.register_count, " registers"));
    }
    if (unit_.local_names.size() > kMaxLocals) return Fault("too many locals");
    if (unit_.positional_count < 0 || unit_.keyword_only_count < 0 ||
        unit_.positional_only_count < 0 ||
        unit_.positional_only_count > unit_.positional_count ||
        parameters > static_cast<int64_t>(unit_.local_names.size()) ||
        parameters > unit_.register_count ||
        near_locals > static_cast<size_t>(unit_.register_count)) {
      return Fault("parameters, locals and registers do not agree");
    }
    if (unit_.docstring < -1 ||
        unit_.docstring >= static_cast<int64_t>(unit_.constants.size())) {
      return Fault("no docstring");
    }
    if (unit_.cache_count < 0 || unit_.cache_count > 65536) {
      return Fault(absl::StrCat(unit_.cache_count, " inline caches"));
    }
    if (unit_.instructions.empty() ||
        unit_.instructions.size() > kMaxInstructionWords ||
        unit_.instructions.size() != unit_.spans.size()) {
      return Fault("instructions and spans do not agree");
    }
    if (unit_.free_names.size() > kMaxFreeNames) {
      return Fault("too many free names");
    }
    if (unit_.flags & kCodeNamespace && (parameters != 0 || Yields())) {
      return Fault("a namespace body with parameters or yield");
    }
    if (unit_.flags & kCodeNamespace && IsGenerator() &&
        unit_.register_count <= kNamespaceRegister) {
      return Fault("a coroutine without its namespace's register");
    }
    return absl::OkStatus();
  }

  bool Yields() const {
    return unit_.flags & (kCodeGenerator | kCodeAsyncGenerator);
  }
  bool IsGenerator() const { return Yields() || unit_.flags & kCodeCoroutine; }

  // Finds the cell registers and checks that the code begins by making them,
  // and the far cells after them.
  absl::Status CheckCells() {
    std::vector<bool> found(unit_.local_names.size(), false);
    is_cell_.assign(256, false);
    for (const std::string& name : unit_.cell_names) {
      const auto& names = unit_.local_names;
      const size_t index = static_cast<size_t>(
          std::find(names.begin(), names.end(), name) - names.begin());
      if (index == names.size() || found[index]) {
        return Fault("cell " + name + " is no local, or is there twice");
      }
      found[index] = true;
      if (index >= kNearLocals) continue;
      is_cell_[index] = true;
      ++prologue_;
    }
    MIDGE_RETURN_IF_ERROR(CheckPrologue());
    if (!unit_.has_far_locals()) return absl::OkStatus();
    const size_t at = static_cast<size_t>(prologue_);
    if (at >= unit_.instructions.size() ||
        unit_.instructions[at].op() != Opcode::kMakeFarCells) {
      return FaultAt(prologue_, "its far cells are not made first");
    }
    ++prologue_;
    return absl::OkStatus();
  }

  absl::Status CheckPrologue() const {
    std::vector<bool> made(is_cell_.size(), false);
    for (int i = 0; i < prologue_; ++i) {
      const size_t at = static_cast<size_t>(i);
      if (at >= unit_.instructions.size() ||
          unit_.instructions[at].op() != Opcode::kMakeCell ||
          !is_cell_[unit_.instructions[at].a()] ||
          made[unit_.instructions[at].a()]) {
        return FaultAt(i, "its cells are not made first");
      }
      made[unit_.instructions[at].a()] = true;
    }
    return absl::OkStatus();
  }

  absl::Status FindStarts() {
    const int size = static_cast<int>(unit_.instructions.size());
    is_start_.assign(size, false);
    Opcode last = Opcode::kMove;
    for (int ip = 0; ip < size;) {
      const uint32_t op = unit_.instructions[ip].word & 0xFF;
      if (op >= static_cast<uint32_t>(kOpcodeCount)) {
        return FaultAt(ip, absl::StrCat("no opcode ", op));
      }
      is_start_[ip] = true;
      last = static_cast<Opcode>(op);
      ip += WordCount(last);
      if (ip > size) return FaultAt(size, "an instruction is cut off");
    }
    if (!EndsBlock(last)) return Fault("execution runs off the end");
    return absl::OkStatus();
  }

  absl::Status CheckInstructions() {
    cache_used_.assign(unit_.cache_count, false);
    const int size = static_cast<int>(unit_.instructions.size());
    for (int ip = 0; ip < size;) {
      in_ = unit_.instructions[ip];
      const Opcode op = in_.op();
      next_ = ip + WordCount(op);
      extra_ = next_ == ip + 2 ? unit_.instructions[ip + 1] : Instruction{};
      const std::string fault = FaultOf(ip, op);
      if (!fault.empty()) {
        return FaultAt(ip, absl::StrCat(OpcodeName(op), ": ", fault));
      }
      ip = next_;
    }
    return absl::OkStatus();
  }

  // What is wrong with the instruction in in_ and extra_, or "".
  std::string FaultOf(int ip, Opcode op) {
    if (NeedsNamespace(op) && !(unit_.flags & kCodeNamespace)) {
      return "outside a module or class body";
    }
    if (NeedsGenerator(op) && !IsGenerator()) return "outside a generator";
    if ((op == Opcode::kMakeCell || op == Opcode::kMakeFarCells) &&
        ip >= prologue_) {
      return "too late";
    }
    const char* letters = OperandsOf(op);
    switch (FormatOf(op)) {
      case OpcodeFormat::kABx:
        return First(OperandFault(letters[0], in_.a()),
                     OperandFault(letters[1], in_.bx()));
      case OpcodeFormat::kAsBx:
        return First(OperandFault(letters[0], in_.a()),
                     OperandFault(letters[1], in_.sbx()));
      case OpcodeFormat::kAx:
        return OperandFault(letters[0], in_.ax());
      case OpcodeFormat::kABCW:
      case OpcodeFormat::kABC:
        break;
    }
    std::string fault = First(OperandFault(letters[0], in_.a()),
                              OperandFault(letters[1], in_.b()));
    fault = First(fault, OperandFault(letters[2], in_.c()));
    if (letters[3] == '\0') return fault;
    return First(fault, WordFault(letters[3]));
  }

  static std::string First(const std::string& a, const std::string& b) {
    return a.empty() ? b : a;
  }

  std::string OperandFault(char letter, int value) const {
    switch (letter) {
      case '-':
        return value == 0 ? "" : "an unused operand is not 0";
      case 'i':
      case 'j':
      case 'h':
      case '+':
        return "";
      case 'k':
        return ConstantFault(value);
      case 'x':
        value = in_.bx();
        return static_cast<size_t>(value) < unit_.free_names.size()
                   ? ""
                   : absl::StrCat("no closure cell ", value);
      case 'o':
        return JumpFault(value, value >= 0);
      case 'b':
        return JumpFault(value, value < 0);
      case 'y':
      case 'z':
        return is_cell_[value] ? "" : absl::StrCat("R", value, " is no cell");
      default:
        return RegisterFault(letter, value);
    }
  }

  // How many registers from its own an operand with this letter reaches.
  int Reach(char letter) const {
    switch (letter) {
      case 'e':
        return 2;
      case 't':
        return 3;
      case 'f':
        return 5;
      case 'l':
        return in_.c();
      case 'p':
        return 2 * in_.c();
      case 'v':
        return extra_.word > kMaxRegisters
                   ? kMaxRegisters + 1
                   : in_.c() + 1 + static_cast<int>(extra_.word);
      case 'q':
        return in_.c() & 4 ? 2 : 1;
      case 'm':
        return kFrameHeaderSlots + 1;
      case 's':
        return kFrameHeaderSlots + 2;
      case 'w':
        return kFrameHeaderSlots + in_.b();
      default:
        return 1;
    }
  }

  std::string RegisterFault(char letter, int first) const {
    const int reach = Reach(letter);
    if (first + reach > unit_.register_count) {
      return absl::StrCat("no register R", first + reach - 1);
    }
    if (letter == 'r') return "";
    for (int i = first; i < first + reach; ++i) {
      if (IsKept(i)) return absl::StrCat("R", i, " is a cell");
    }
    return "";
  }

  // Whether nothing may write R[i] after the prologue.
  bool IsKept(int i) const {
    return (i == kFarRegister && unit_.has_far_locals()) ||
           (static_cast<size_t>(i) < is_cell_.size() && is_cell_[i]);
  }

  std::string ConstantFault(uint32_t index) const {
    return index < unit_.constants.size() ? ""
                                          : absl::StrCat("no constant ", index);
  }

  std::string JumpFault(int offset, bool right_way) const {
    const int64_t target = int64_t{next_} + offset;
    if (!right_way) return "jumps the wrong way";
    if (target < 0 || target >= static_cast<int64_t>(is_start_.size()) ||
        !is_start_[target] || target < prologue_) {
      return absl::StrCat("jumps to ", target);
    }
    return "";
  }

  std::string WordFault(char letter) {
    if (letter == 'u') return "";  // bounded with the registers it counts
    if (letter == 'U') return FarFault(extra_.word);
    if (letter == 'k') return ConstantFault(extra_.word);
    const uint32_t index = extra_.lo();
    std::string fault = ConstantFault(index);
    if (!fault.empty()) return fault;
    const Constant& constant = unit_.constants[index];
    if (letter == 'c') return FunctionFault(constant);
    if (letter == 'T') return NamesFault(constant, in_.b());
    if (letter == 'S') return NamesFault(constant, kMaxRegisters);
    if (constant.kind != Kind::kName) return "a constant that is no name";
    return letter == 'N'      ? CacheFault(extra_.hi())
           : extra_.hi() == 0 ? ""
                              : "a cache where there is none";
  }

  std::string FarFault(uint32_t local) const {
    return local >= kNearLocals && local < unit_.local_names.size()
               ? ""
               : absl::StrCat("no far local ", local);
  }

  std::string FunctionFault(const Constant& constant) const {
    if (constant.kind != Kind::kCode) return "a constant that is no code";
    const bool has_closure = in_.b() & 4;
    return has_closure == !constant.code->free_names.empty()
               ? ""
               : "closure and free names do not agree";
  }

  std::string NamesFault(const Constant& constant, int count_max) const {
    if (constant.kind != Kind::kTuple ||
        constant.items.size() > static_cast<size_t>(count_max)) {
      return "its names are no tuple, or too many";
    }
    for (const Constant& item : constant.items) {
      if (item.kind != Kind::kName) return "one of its names is no name";
    }
    return "";
  }

  std::string CacheFault(int cache) {
    if (cache >= unit_.cache_count) return absl::StrCat("no cache ", cache);
    if (cache_used_[cache]) return absl::StrCat("cache ", cache, " is shared");
    cache_used_[cache] = true;
    return "";
  }

  // A handler lies behind what it guards, so that only JumpBack goes back.
  absl::Status CheckHandlers() const {
    const int size = static_cast<int>(unit_.instructions.size());
    for (const HandlerRange& range : unit_.handlers) {
      if (range.start < 0 || range.start >= range.end || range.end > size ||
          range.target < range.end || range.target >= size ||
          !is_start_[range.start] || !is_start_[range.target] ||
          (range.end < size && !is_start_[range.end])) {
        return Fault(absl::StrCat("handler of ", range.start, " to ", range.end,
                                  " at ", range.target));
      }
      if (range.target_register < 0 ||
          range.target_register >= unit_.register_count ||
          IsKept(range.target_register)) {
        return Fault(absl::StrCat("handler into R", range.target_register));
      }
    }
    return absl::OkStatus();
  }

  const CodeUnit& unit_;
  std::vector<bool> is_cell_;     // by register
  std::vector<bool> is_start_;    // by word: an instruction starts here
  std::vector<bool> cache_used_;  // by cache
  int prologue_ = 0;              // words of MakeCell and MakeFarCells
  Instruction in_, extra_;        // the instruction being checked
  int next_ = 0;                  // where the next one starts
};

// A constant or unit to be checked, and how deep it lies.
struct Waiting {
  const CodeUnit* unit;      // if not null, this one
  const Constant* constant;  // else this one
  int depth;
};

absl::Status CheckConstant(const Waiting& at, std::vector<Waiting>* waiting) {
  const Constant& constant = *at.constant;
  if (constant.kind > Kind::kCode) {
    return absl::InvalidArgumentError("bad code: no such kind of constant");
  }
  if (constant.kind == Kind::kInt && !IsNumber(constant.text)) {
    return absl::InvalidArgumentError("bad code: an int constant is no number");
  }
  if (constant.kind == Kind::kCode) {
    if (constant.code == nullptr) {
      return absl::InvalidArgumentError("bad code: a code constant is missing");
    }
    waiting->push_back({constant.code.get(), nullptr, at.depth + 1});
  }
  for (const Constant& item : constant.items) {
    waiting->push_back({nullptr, &item, at.depth + 1});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Verify(const CodeUnit& unit) {
  std::vector<Waiting> waiting = {{&unit, nullptr, 0}};
  while (!waiting.empty()) {
    const Waiting at = waiting.back();
    waiting.pop_back();
    if (at.depth > kMaxConstantDepth) {
      return absl::InvalidArgumentError(absl::StrCat(
          "bad code: constants nested more than ", kMaxConstantDepth, " deep"));
    }
    if (at.unit == nullptr) {
      MIDGE_RETURN_IF_ERROR(CheckConstant(at, &waiting));
      continue;
    }
    for (const Constant& constant : at.unit->constants) {
      waiting.push_back({nullptr, &constant, at.depth + 1});
    }
    MIDGE_RETURN_IF_ERROR(UnitVerifier(*at.unit).Run());
  }
  return absl::OkStatus();
}

}  // namespace midge::vm

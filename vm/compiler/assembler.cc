#include "vm/compiler/assembler.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include "base/check.h"
#include "vm/compiler/limits.h"

namespace midge::vm {
namespace {

constexpr int kMaxConditionalJump = 32767;
constexpr int kMaxJump = (1 << 23) - 1;

// A text that two constants share only if they are the same constant: of one
// kind and one value, 0.0 and -0.0 being two.
void AppendKey(const Constant& constant, std::string* key) {
  *key += static_cast<char>('a' + static_cast<int>(constant.kind));
  char bits[sizeof constant.number];
  std::memcpy(bits, &constant.number, sizeof bits);
  key->append(bits, sizeof bits);
  *key += std::to_string(constant.text.size());
  *key += ':';
  *key += constant.text;
  *key += std::to_string(constant.items.size());
  *key += ':';
  for (const Constant& item : constant.items) AppendKey(item, key);
}

// The value of an int constant that LoadInt can hold; false if it cannot.
bool FitsLoadInt(const Constant& constant, int* value) {
  if (constant.kind != Constant::Kind::kInt || constant.text.size() > 6) {
    return false;
  }
  const char* end = constant.text.data() + constant.text.size();
  const auto result = std::from_chars(constant.text.data(), end, *value);
  return result.ptr == end && *value >= -32768 && *value <= 32767;
}

}  // namespace

Constant MakeConstant(Constant::Kind kind, std::string text) {
  Constant constant;
  constant.kind = kind;
  constant.text = std::move(text);
  return constant;
}

Constant MakeFloat(Constant::Kind kind, double number) {
  Constant constant;
  constant.kind = kind;
  constant.number = number;
  return constant;
}

Constant MakeTuple(std::vector<Constant> items) {
  Constant constant;
  constant.kind = Constant::Kind::kTuple;
  constant.items = std::move(items);
  return constant;
}

void Assembler::Emit(Opcode op, int a, int b, int c) {
  code_.push_back(Instruction::ABC(op, a, b, c));
  spans_.push_back(span_);
}

void Assembler::EmitABx(Opcode op, int a, int bx) {
  code_.push_back(Instruction::ABx(op, a, bx));
  spans_.push_back(span_);
}

void Assembler::EmitWide(Opcode op, int a, int b, int c, uint32_t word) {
  Emit(op, a, b, c);
  code_.push_back(Instruction{word});
  spans_.push_back(span_);
}

void Assembler::EmitNamed(Opcode op, int a, int b, int c,
                          std::string_view name) {
  const int index = AddName(name);
  const bool has_cache = OperandsOf(op)[3] == 'N';
  const int cache = has_cache ? cache_count_++ : 0;
  if (index >= kMaxNameConstants || cache_count_ > kMaxInlineCaches) {
    overflowed_ = true;
  }
  EmitWide(op, a, b, c, Instruction::NameWord(index, cache).word);
}

void Assembler::LoadConstant(int a, Constant constant) {
  int value = 0;
  if (constant.kind == Constant::Kind::kNone) {
    Emit(Opcode::kLoadNone, a);
  } else if (FitsLoadInt(constant, &value)) {
    EmitABx(Opcode::kLoadInt, a, value);
  } else {
    const int index = AddConstant(std::move(constant));
    if (index < 65536) {
      EmitABx(Opcode::kLoadConst, a, index);
    } else {
      EmitWide(Opcode::kLoadConstWide, a, 0, 0, index);
    }
  }
}

Label Assembler::NewLabel() {
  labels_.push_back(-1);
  return Label{static_cast<int>(labels_.size()) - 1};
}

void Assembler::Bind(Label label) {
  MIDGE_CHECK(labels_[label.id] == -1, "a label is bound twice");
  labels_[label.id] = position();
}

void Assembler::EmitJump(Instruction word, Label target) {
  references_.push_back({position(), target.id});
  code_.push_back(word);
  spans_.push_back(span_);
}

void Assembler::Jump(Label target) {
  EmitJump(Instruction::Ax(Opcode::kJump, 0), target);
}

void Assembler::JumpBack(Label target) {
  EmitJump(Instruction::Ax(Opcode::kJumpBack, 0), target);
}

void Assembler::JumpIf(int a, bool condition, Label target) {
  const Opcode op = condition ? Opcode::kJumpIfTrue : Opcode::kJumpIfFalse;
  EmitJump(Instruction::ABx(op, a, 0), target);
}

void Assembler::ForIter(int a, Label end) {
  EmitJump(Instruction::ABx(Opcode::kForIter, a, 0), end);
}

void Assembler::AddHandler(int start, int end, Label target,
                           int target_register) {
  if (start == end) return;
  handlers_.push_back({start, end, target.id, target_register});
}

int Assembler::AddConstant(Constant constant) {
  if (constant.kind != Constant::Kind::kCode) {
    std::string key;
    AppendKey(constant, &key);
    const auto [it, is_new] = constant_index_.try_emplace(
        std::move(key), static_cast<int>(constants_.size()));
    if (!is_new) return it->second;
  }
  constants_.push_back(std::move(constant));
  return static_cast<int>(constants_.size()) - 1;
}

int Assembler::AddName(std::string_view name) {
  return AddConstant(MakeConstant(Constant::Kind::kName, std::string(name)));
}

int Assembler::LongFormExtra(Instruction word) {
  return word.op() == Opcode::kForIter ? 2 : 1;
}

std::vector<int> Assembler::Place() {
  std::vector<int> place(code_.size() + 1);
  // Making one jump long moves others' targets away: again until none changes.
  for (bool changed = true; changed;) {
    changed = false;
    int extra = 0;
    size_t next = 0;
    for (size_t i = 0; i <= code_.size(); ++i) {
      place[i] = static_cast<int>(i) + extra;
      if (next < references_.size() &&
          references_[next].at == static_cast<int>(i)) {
        if (references_[next].is_long) extra += LongFormExtra(code_[i]);
        ++next;
      }
    }
    for (Reference& reference : references_) {
      const Opcode op = code_[reference.at].op();
      if (reference.is_long || op == Opcode::kJump || op == Opcode::kJumpBack) {
        continue;
      }
      const int offset =
          place[labels_[reference.label]] - (place[reference.at] + 1);
      if (offset > kMaxConditionalJump) changed = reference.is_long = true;
    }
  }
  return place;
}

void Assembler::Patch(const Reference& reference, int at, int target,
                      CodeUnit* unit) {
  std::vector<Instruction>& out = unit->instructions;
  const Instruction word = code_[reference.at];
  const auto jump_to = [&](int from, int to) {
    const int offset = to - (from + 1);
    if (offset > kMaxJump || offset < -kMaxJump) overflowed_ = true;
    return Instruction::Ax(offset < 0 ? Opcode::kJumpBack : Opcode::kJump,
                           offset);
  };
  if (word.op() == Opcode::kJump || word.op() == Opcode::kJumpBack) {
    const Instruction patched = jump_to(at, target);
    MIDGE_CHECK(patched.op() == word.op(), "a jump goes the wrong way");
    out[at] = patched;
  } else if (!reference.is_long) {
    out[at] = Instruction::ABx(word.op(), word.a(), target - (at + 1));
  } else if (word.op() == Opcode::kForIter) {
    out[at] = Instruction::ABx(word.op(), word.a(), 1);
    out[at + 1] = Instruction::Ax(Opcode::kJump, 1);
    out[at + 2] = jump_to(at + 2, target);
  } else {
    const Opcode inverse = word.op() == Opcode::kJumpIfTrue
                               ? Opcode::kJumpIfFalse
                               : Opcode::kJumpIfTrue;
    out[at] = Instruction::ABx(inverse, word.a(), 1);
    out[at + 1] = jump_to(at + 1, target);
  }
}

void Assembler::Finish(CodeUnit* unit) {
  const std::vector<int> place = Place();
  unit->instructions.resize(place.back());
  unit->spans.resize(place.back());
  for (size_t i = 0; i < code_.size(); ++i) {
    unit->instructions[place[i]] = code_[i];
    for (int at = place[i]; at < place[i + 1]; ++at)
      unit->spans[at] = spans_[i];
  }
  for (const Reference& reference : references_) {
    MIDGE_CHECK(labels_[reference.label] >= 0, "a label is not bound");
    Patch(reference, place[reference.at], place[labels_[reference.label]],
          unit);
  }
  for (const Handler& handler : handlers_) {
    unit->handlers.push_back({place[handler.start], place[handler.end],
                              place[labels_[handler.label]],
                              handler.target_register});
  }
  unit->constants = std::move(constants_);
  unit->cache_count = std::min(cache_count_, kMaxInlineCaches);
}

}  // namespace midge::vm

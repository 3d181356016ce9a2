#include "vm/interp/code_maker.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <utility>

#include "base/check.h"
#include "vm/objects/containers.h"
#include "vm/objects/names.h"
#include "vm/objects/numbers.h"
#include "vm/text/int_text.h"

namespace midge::vm {
namespace {

using Owned = std::vector<std::unique_ptr<CodeData>>;

// Only codes with very many parameters exceed kMaxRegisters.
std::atomic<int> widest_frame = kMaxRegisters;

void NoteWidth(int registers) {
  int widest = widest_frame.load(std::memory_order_relaxed);
  while (registers > widest &&
         !widest_frame.compare_exchange_weak(widest, registers)) {
  }
}

// How many arguments a plain call takes; see CodeData::simple_arguments.
int32_t SimpleArguments(const CodeUnit& unit) {
  constexpr uint32_t kNotSimple = kCodeVarArgs | kCodeVarKeywords |
                                  kCodeGenerator | kCodeCoroutine |
                                  kCodeAsyncGenerator;
  if (unit.keyword_only_count != 0 || (unit.flags & kNotSimple)) return -1;
  return unit.positional_count;
}

class Maker {
 public:
  Maker(Context& context, Str* module_name, Owned* owned)
      : context_(context), module_name_(module_name), owned_(owned) {}

  Code* Make(std::shared_ptr<const CodeUnit> unit);
  // The same with `constants` for the unit's own.
  Code* MakeWith(std::shared_ptr<const CodeUnit> unit,
                 std::span<const Value> constants);
  bool failed() const { return failed_; }

 private:
  Str* Name(const std::string& text) {
    Str* name = Names::InternComputed(text);
    failed_ = failed_ || name == nullptr;
    return name;
  }
  std::vector<Str*> AllNames(const std::vector<std::string>& texts) {
    std::vector<Str*> names;
    names.reserve(texts.size());
    for (const std::string& text : texts) names.push_back(Name(text));
    return names;
  }
  Value Make(const Constant& constant);
  // All of it but for its constants, for which there is room.
  CodeData* SetUp(const CodeUnit& unit);
  void MakeStorage(const CodeUnit& unit, CodeData* code);
  Code* Finish(std::shared_ptr<const CodeUnit> unit, CodeData* code);
  Value MakeInt(const std::string& digits);

  Context& context_;
  Str* const module_name_;
  Owned* const owned_;
  bool failed_ = false;
};

Value Maker::MakeInt(const std::string& digits) {
  text::BigInt big;
  // The parser has looked at the limit of digits.
  const int base = digits.find('x') == std::string::npos ? 10 : 0;
  const text::BigStatus status = text::TextToInt(digits, base, &big, 0);
  MIDGE_CHECK(status == text::BigStatus::kOk, "a bad int constant");
  return vm::MakeInt(context_, big);
}

Value Maker::Make(const Constant& constant) {
  switch (constant.kind) {
    case Constant::Kind::kNone:
      return Value::None();
    case Constant::Kind::kTrue:
      return Value::True();
    case Constant::Kind::kFalse:
      return Value::False();
    case Constant::Kind::kEllipsis:
      return Value::Ellipsis();
    case Constant::Kind::kInt:
      return MakeInt(constant.text);
    case Constant::Kind::kFloat:
      return Value::Float(constant.number);
    case Constant::Kind::kComplex: {
      Complex* complex = context_.heap().New<Complex>();
      complex->real = 0;
      complex->imaginary = constant.number;
      return Value::Of(complex);
    }
    case Constant::Kind::kStr:
      return Value::Of(NewStr(context_, constant.text));
    case Constant::Kind::kName: {
      Str* name = Name(constant.text);
      return name == nullptr ? Value::None() : Value::Of(name);
    }
    case Constant::Kind::kBytes:
      return Value::Of(NewBytes(context_, constant.text));
    case Constant::Kind::kTuple: {
      std::vector<Value> items;
      for (const Constant& item : constant.items) items.push_back(Make(item));
      return Value::Of(NewTuple(context_, items));
    }
    case Constant::Kind::kFrozenSet: {
      Set* written = NewSet(context_);
      bool added;
      for (const Constant& item : constant.items) {
        SetInsert(context_, written, Make(item), &added);
      }
      // CPython makes a set of constants a second time, from the first one's
      // order, and that shows in the order of its own.
      Set* set = NewSet(context_, Kind::kFrozenSet);
      Value item;
      for (int64_t at = 0; SetNext(written, &at, &item);) {
        SetInsert(context_, set, item, &added);
      }
      return Value::Of(set);
    }
    case Constant::Kind::kCode:
      return Value::Of(Make(constant.code));
  }
  MIDGE_CHECK(false, "a constant of no kind");
  return Value();
}

void Maker::MakeStorage(const CodeUnit& unit, CodeData* code) {
  const size_t cache_words = size_t{2} * unit.cache_count;
  const size_t count = unit.constants.size();
  code->storage =
      std::make_unique<std::atomic<uint64_t>[]>(cache_words + count);
  code->constant_count = static_cast<uint32_t>(count);
  code->constants = reinterpret_cast<Value*>(code->storage.get() + cache_words);
  std::fill_n(code->constants, count, Value());
}

CodeData* Maker::SetUp(const CodeUnit& unit) {
  owned_->push_back(std::make_unique<CodeData>());
  CodeData* code = owned_->back().get();
  code->name = Name(unit.name);
  code->qualified_name = Name(unit.qualified_name);
  code->file_name = Name(unit.file_name);
  code->first_line = unit.first_line;
  code->flags = unit.flags;
  code->positional_count = unit.positional_count;
  code->positional_only_count = unit.positional_only_count;
  code->keyword_only_count = unit.keyword_only_count;
  code->register_count = unit.register_count;
  NoteWidth(unit.register_count);
  code->instructions = unit.instructions.data();
  code->instruction_count = static_cast<int32_t>(unit.instructions.size());
  code->simple_arguments = SimpleArguments(unit);
  code->local_names = AllNames(unit.local_names);
  code->cell_names = AllNames(unit.cell_names);
  code->free_names = AllNames(unit.free_names);
  code->module_name = module_name_;
  MakeStorage(unit, code);
  return code;
}

Code* Maker::Finish(std::shared_ptr<const CodeUnit> unit, CodeData* code) {
  code->object = context_.heap().New<Code>();
  code->object->data = code;
  code->unit = std::move(unit);
  return code->object;
}

Code* Maker::Make(std::shared_ptr<const CodeUnit> unit) {
  CodeData* code = SetUp(*unit);
  for (size_t i = 0; i < unit->constants.size(); ++i) {
    code->constants[i] = Make(unit->constants[i]);
  }
  return Finish(std::move(unit), code);
}

Code* Maker::MakeWith(std::shared_ptr<const CodeUnit> unit,
                      std::span<const Value> constants) {
  CodeData* code = SetUp(*unit);
  std::copy(constants.begin(), constants.end(), code->constants);
  return Finish(std::move(unit), code);
}

}  // namespace

int WidestFrame() { return widest_frame.load(std::memory_order_relaxed); }

Code* MakeCode(Context& context, std::shared_ptr<const CodeUnit> unit,
               Str* module_name, Owned* owned) {
  const size_t before = owned->size();
  Maker maker(context, module_name, owned);
  Code* code = maker.Make(std::move(unit));
  if (!maker.failed()) return code;
  owned->resize(before);
  return nullptr;
}

Code* MakeCodeWith(Context& context, std::shared_ptr<const CodeUnit> unit,
                   Str* module_name, std::span<const Value> constants,
                   Owned* owned) {
  const size_t before = owned->size();
  Maker maker(context, module_name, owned);
  Code* code = maker.MakeWith(std::move(unit), constants);
  if (!maker.failed()) return code;
  owned->resize(before);
  return nullptr;
}

}  // namespace midge::vm

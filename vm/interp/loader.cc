#include "vm/interp/loader.h"

#include <utility>

#include "base/check.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/names.h"
#include "vm/objects/numbers.h"
#include "vm/text/int_text.h"

namespace midge::vm {
namespace {

Value MakeIntConstant(Context& context, const std::string& digits) {
  text::BigInt big;
  // Source may spell ints longer than int() takes from a string; the compiler
  // hands such a literal over in base 16.
  const int base = digits.find('x') == std::string::npos ? 10 : 0;
  const text::BigStatus status = text::TextToInt(digits, base, &big);
  MIDGE_CHECK(status == text::BigStatus::kOk, "a bad int constant");
  return MakeInt(context, big);
}

// How many arguments a plain call takes; see CodeData::simple_arguments.
int32_t SimpleArguments(const CodeUnit& unit) {
  constexpr uint32_t kNotSimple = kCodeVarArgs | kCodeVarKeywords |
                                  kCodeGenerator | kCodeCoroutine |
                                  kCodeAsyncGenerator;
  if (unit.keyword_only_count != 0 || (unit.flags & kNotSimple)) return -1;
  return unit.positional_count;
}

std::vector<Str*> InternAll(const std::vector<std::string>& names) {
  std::vector<Str*> result;
  result.reserve(names.size());
  for (const std::string& name : names) result.push_back(Names::Intern(name));
  return result;
}

}  // namespace

void HideFromTracebacks(const std::shared_ptr<const CodeUnit>& unit) {
  const_cast<CodeUnit&>(*unit).flags |= kCodeHidden;
  for (const Constant& constant : unit->constants) {
    if (constant.code != nullptr) HideFromTracebacks(constant.code);
  }
}

Program::Program(std::vector<SourceFile> files, CompileFunction compile)
    : files_(std::move(files)), compile_(std::move(compile)) {}

Program::~Program() = default;

const SourceFile* Program::File(std::string_view module_name) const {
  for (const SourceFile& file : files_) {
    if (file.module_name == module_name) return &file;
  }
  return nullptr;
}

std::string_view Program::SourceLine(std::string_view file_name,
                                     int line) const {
  for (const SourceFile& file : files_) {
    if (file.file_name != file_name) continue;
    std::string_view text = file.text;
    for (int at = 1; at < line; ++at) {
      const size_t end = text.find('\n');
      if (end == std::string_view::npos) return {};
      text.remove_prefix(end + 1);
    }
    std::string_view found = text.substr(0, text.find('\n'));
    if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
    return found;
  }
  return {};
}

const CodeData* Program::Module(std::string_view name,
                                CompiledSource* error_out) {
  const SourceFile* file = File(name);
  if (file == nullptr) return nullptr;
  {
    MutexLock lock(&mutex_);
    auto found = modules_.find(name);
    if (found != modules_.end()) return found->second;
  }
  CompiledSource compiled = compile_(file->text, file->file_name);
  if (compiled.unit == nullptr) {
    *error_out = std::move(compiled);
    return nullptr;
  }
  if (file->is_hidden) HideFromTracebacks(compiled.unit);
  MutexLock lock(&mutex_);
  const CodeData*& code = modules_[std::string(name)];
  // Another agent may have loaded it meanwhile; then its code is everyone's.
  if (code == nullptr) {
    code = LoadLocked(std::move(compiled.unit), Names::Intern(name));
    ShareConstants();
  }
  return code;
}

const CodeData* Program::Load(std::shared_ptr<const CodeUnit> unit,
                              std::string_view module_name) {
  MutexLock lock(&mutex_);
  const CodeData* code =
      LoadLocked(std::move(unit), Names::Intern(module_name));
  ShareConstants();
  return code;
}

const CodeData* Program::LoadLocked(std::shared_ptr<const CodeUnit> unit,
                                    Str* module_name) {
  auto code = std::make_unique<CodeData>();
  code->name = Names::Intern(unit->name);
  code->qualified_name = Names::Intern(unit->qualified_name);
  code->file_name = Names::Intern(unit->file_name);
  code->first_line = unit->first_line;
  code->flags = unit->flags;
  code->positional_count = unit->positional_count;
  code->positional_only_count = unit->positional_only_count;
  code->keyword_only_count = unit->keyword_only_count;
  code->register_count = unit->register_count;
  code->instructions = unit->instructions.data();
  code->instruction_count = static_cast<int32_t>(unit->instructions.size());
  code->simple_arguments = SimpleArguments(*unit);
  code->caches =
      std::make_unique<std::atomic<uint64_t>[]>(2 * unit->cache_count);
  code->local_names = InternAll(unit->local_names);
  code->cell_names = InternAll(unit->cell_names);
  code->free_names = InternAll(unit->free_names);
  code->module_name = module_name;
  code->constant_storage.reserve(unit->constants.size());
  for (const Constant& constant : unit->constants) {
    code->constant_storage.push_back(MakeConstant(constant, module_name));
  }
  code->constants = code->constant_storage.data();
  code->object = context_.heap().New<Code>();
  code->object->data = code.get();
  code->unit = std::move(unit);
  codes_.push_back(std::move(code));
  return codes_.back().get();
}

Value Program::MakeConstant(const Constant& constant, Str* module_name) {
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
      return MakeIntConstant(context_, constant.text);
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
    case Constant::Kind::kName:
      return Value::Of(Names::Intern(constant.text));
    case Constant::Kind::kBytes:
      return Value::Of(NewBytes(context_, constant.text));
    case Constant::Kind::kTuple: {
      std::vector<Value> items;
      for (const Constant& item : constant.items) {
        items.push_back(MakeConstant(item, module_name));
      }
      return Value::Of(NewTuple(context_, items));
    }
    case Constant::Kind::kFrozenSet: {
      Set* set = NewSet(context_, Kind::kFrozenSet);
      for (const Constant& item : constant.items) {
        bool added;
        SetInsert(context_, set, MakeConstant(item, module_name), &added);
      }
      return Value::Of(set);
    }
    case Constant::Kind::kCode:
      return Value::Of(LoadLocked(constant.code, module_name)->object);
  }
  MIDGE_CHECK(false, "a constant of no kind");
  return Value();
}

// Constants belong to every agent: they are shared from now on, with hashes and
// serials that nobody has to write any more.
void Program::ShareConstants() {
  context_.heap().ForEachObject([](Object* object) {
    if (object->shared()) return;
    if (object->is(Kind::kStr)) StrHash(static_cast<Str*>(object));
    object->header |= Names::NextSharedSerial() << 16;
    object->set(kShared);
  });
}

}  // namespace midge::vm

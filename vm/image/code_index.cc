#include "vm/image/code_index.h"

#include "vm/objects/containers.h"

namespace midge::vm {

// Nesting is bounded by the parser, but a work list costs no stack.
std::vector<const CodeData*> Preorder(const CodeData* root) {
  std::vector<const CodeData*> order;
  std::vector<const CodeData*> open = {root};
  while (!open.empty()) {
    const CodeData* code = open.back();
    open.pop_back();
    order.push_back(code);
    const std::span<const Value> constants = code->constant_span();
    for (size_t i = constants.size(); i-- > 0;) {
      if (!IsKind(constants[i], Kind::kCode)) continue;
      open.push_back(static_cast<Code*>(constants[i].as_object())->data);
    }
  }
  return order;
}

const CodeIndex::Numbered& CodeIndex::ModuleLocked(std::string_view module) {
  const auto known = modules_.find(module);
  if (known != modules_.end()) return known->second;
  Numbered numbered;
  for (Program* program : programs_) {
    CompiledSource error;
    const CodeData* code = program->Module(module, &error);
    if (code == nullptr) continue;
    numbered = Preorder(code);
    break;
  }
  for (size_t i = 0; i < numbered.size(); ++i) {
    numbers_[numbered[i]] = static_cast<uint32_t>(i);
  }
  // A name that is no module is not remembered: it may come from outside.
  static const Numbered* const kNone = new Numbered;
  if (numbered.empty()) return *kNone;
  return modules_[std::string(module)] = std::move(numbered);
}

bool CodeIndex::NumberOf(const CodeData* code, uint32_t* number) {
  MutexLock lock(&mutex_);
  if (code->module_name == nullptr) return false;
  ModuleLocked(ToUtf8(code->module_name));
  const auto found = numbers_.find(code);
  if (found == numbers_.end()) return false;
  *number = found->second;
  return true;
}

const CodeData* CodeIndex::Find(std::string_view module, uint64_t number) {
  MutexLock lock(&mutex_);
  const Numbered& numbered = ModuleLocked(module);
  return number < numbered.size() ? numbered[number] : nullptr;
}

}  // namespace midge::vm

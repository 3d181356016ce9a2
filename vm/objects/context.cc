#include "vm/objects/context.h"

namespace midge::vm {

void Context::CollectHeap() { heap_.Collect(*this); }

void Context::VisitRoots(RootVisitor& visitor) {
  visitor.Visit(&raised);
  visitor.Visit(&unconverted);
  visitor.Visit(&running);
  visitor.Visit(&modules);
  if (private_copies == nullptr) return;
  for (auto& [shared, copy] : *private_copies) visitor.Visit(&copy);
}

void Context::AddPrivateCopy(Object* shared, Object* copy) {
  if (private_copies == nullptr) {
    private_copies = std::make_unique<PrivateCopies>();
  }
  (*private_copies)[shared] = Value::Of(copy);
  copied_ |= CopyBit(shared);
}

Object* Context::ResolveSlow(Object* object) {
  auto found = private_copies->find(object);
  return found == private_copies->end() ? object : found->second.as_object();
}

}  // namespace midge::vm

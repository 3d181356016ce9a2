#include "vm/objects/context.h"

namespace midge::vm {

void Context::VisitRoots(RootVisitor& visitor) {
  visitor.Visit(&raised);
  visitor.Visit(&running);
  visitor.Visit(&modules);
  if (private_copies == nullptr) return;
  for (auto& [shared, copy] : *private_copies) visitor.Visit(&copy);
}

Object* Context::ResolveSlow(Object* object) {
  auto found = private_copies->find(object);
  return found == private_copies->end() ? object : found->second.as_object();
}

}  // namespace midge::vm

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
  copied_ |= uint64_t{1} << CopyBit(shared);
  instances_copied_ |= shared->is(Kind::kInstance) || shared->is(Kind::kClass);
  functions_copied_ |= shared->is(Kind::kFunction);
}

void Context::TakeCopiesOf(const Context* image) {
  const bool any = image != nullptr && image->has_copies();
  image_copies_ = any ? image->private_copies.get() : nullptr;
  copied_ = any ? image->copied_ : 0;
  instances_copied_ = any && image->instances_copied_;
  functions_copied_ = any && image->functions_copied_;
}

// From the core's object to the image's, and from there to the agent's own.
Object* Context::ResolveSlow(Object* object) {
  if (image_copies_ != nullptr) {
    const auto found = image_copies_->find(object);
    if (found != image_copies_->end()) object = found->second.as_object();
  }
  if (private_copies == nullptr) return object;
  auto found = private_copies->find(object);
  return found == private_copies->end() ? object : found->second.as_object();
}

}  // namespace midge::vm

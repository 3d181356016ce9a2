#include "vm/objects/class_natives.h"

#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

template <typename Wrapper>
void AddWrapped(Class* cls, const NativeSpec& spec, Native* native) {
  Context& context = core().context;
  Wrapper* wrapper = context.heap().New<Wrapper>();
  wrapper->function = Value::Of(native);
  wrapper->attributes = Value::None();
  DictSet(context, cls->dict, Names::Intern(spec.name), Value::Of(wrapper));
}

}  // namespace

void AddClassMethod(Class* cls, const NativeSpec& spec) {
  AddWrapped<ClassMethod>(cls, spec, MakeMethod(spec, cls));
}

void AddStaticMethod(Class* cls, const NativeSpec& spec) {
  Native* native = MakeNative(spec, ToUtf8(cls->name), "", false);
  AddWrapped<StaticMethod>(cls, spec, native);
}

}  // namespace midge::vm

// What module gc (vm/prelude/library/gc.py) needs of the heap.
#include "vm/lib/modules.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// A collection at the safepoint that follows this call.
Result RequestCollection(NativeCall& call) {
  call.context.heap().RequestCollection();
  return call.Return(Value::None());
}

// Parts of other objects, which programs never hold.
bool IsPart(Kind kind) { return kind == Kind::kArray || kind == Kind::kIndex; }

bool HoldsOthers(Kind kind) {
  const KindShape& shape = kKindShapes[static_cast<int>(kind)];
  return shape.field_count > 0 || shape.tail == Tail::kValues;
}

// live_objects(): right after a collection the heap holds little else.
Result LiveObjects(NativeCall& call) {
  Heap& heap = call.context.heap();
  std::vector<Object*> found;
  heap.ForEachObject([&](Object* object) {
    const Kind kind = object->kind();
    if (!HoldsOthers(kind) || IsPart(kind) || kind == Kind::kByteArray ||
        kind == Kind::kRange || kind == Kind::kThread) {
      return;
    }
    found.push_back(object);
  });
  call.context.Charge(found.size());
  List* list = NewList(call.context);
  for (Object* object : found) {
    ListPush(call.context, list, Value::Of(object));
  }
  return call.Return(Value::Of(list));
}

void AddReferents(Context& context, Object* object, List* to) {
  if (object->is(Kind::kStr)) return;
  VisitValues(object, [&](Value* v) {
    if (!v->is_object()) return;
    if (IsPart(v->as_object()->kind())) {
      return AddReferents(context, v->as_object(), to);
    }
    ListPush(context, to, *v);
  });
}

Result Referents(NativeCall& call) {
  List* list = NewList(call.context);
  if (call.args[0].is_object()) {
    AddReferents(call.context, call.context.Resolve(call.args[0].as_object()),
                 list);
  }
  call.context.Charge(list->size);
  return call.Return(Value::Of(list));
}

constexpr NativeSpec kIntrinsics[] = {
    {"request_collection", "", &RequestCollection},
    {"live_objects", "", &LiveObjects},
    {"referents", "object, /", &Referents},
};

}  // namespace

void RegisterGc() { AddFunctions("_prelude", kIntrinsics); }

}  // namespace midge::vm

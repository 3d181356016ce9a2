#include "vm/objects/private_copy.h"

#include <cstring>
#include <vector>

#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

template <typename T>
T* CopyStorage(Context& context, T* storage) {
  if (storage == nullptr) return nullptr;
  T* copy = context.heap().New<T>(storage->length);
  std::memcpy(static_cast<void*>(copy + 1), storage + 1,
              ObjectBytes(storage) - sizeof(T));
  return copy;
}

// Same bytes, in the agent's heap, and the same to id() and hash().
Object* CopyWords(Context& context, Object* object) {
  const bool tailed =
      kKindShapes[static_cast<int>(object->kind())].tail != Tail::kNone;
  const size_t length = tailed ? static_cast<TailedObject*>(object)->length : 0;
  Object* copy = context.heap().Allocate(object->kind(), length);
  std::memcpy(static_cast<void*>(copy + 1), object + 1,
              ObjectBytes(object) - sizeof(Object));
  copy->header |= object->serial() << 16;
  return copy;
}

// What the object owns alone, its storage, is copied with it.
void CopyOwned(Context& context, Object* copy) {
  switch (copy->kind()) {
    case Kind::kList: {
      List* list = static_cast<List*>(copy);
      list->array = CopyStorage(context, list->array.get());
      return;
    }
    case Kind::kDict: {
      Dict* dict = static_cast<Dict*>(copy);
      dict->entries = CopyStorage(context, dict->entries.get());
      dict->index = CopyStorage(context, dict->index.get());
      return;
    }
    case Kind::kSet: {
      Set* set = static_cast<Set*>(copy);
      set->entries = CopyStorage(context, set->entries.get());
      set->index = CopyStorage(context, set->index.get());
      return;
    }
    case Kind::kRegexScanner: {
      RegexScanner* scanner = static_cast<RegexScanner*>(copy);
      scanner->stack = CopyStorage(context, scanner->stack.get());
      return;
    }
    case Kind::kByteArray: {
      ByteArray* array = static_cast<ByteArray*>(copy);
      array->buffer = CopyStorage(context, array->buffer.get());
      array->views = nullptr;  // Nothing tells which of the image's still live.
      return;
    }
    case Kind::kInstance: {
      Instance* instance = static_cast<Instance*>(copy);
      if (IsKind(instance->overflow, Kind::kArray)) {
        instance->overflow = Value::Of(CopyStorage(
            context, static_cast<Array*>(instance->overflow.as_object())));
      } else if (IsKind(instance->overflow, Kind::kDict)) {
        instance->overflow = Value::Of(PrivateCopy(
            context, static_cast<Dict*>(instance->overflow.as_object())));
      }
      return;
    }
    default:
      return;
  }
}

Object* CopyOne(Context& context, Object* object) {
  object = context.Resolve(object);
  if (!object->shared()) return object;
  Object* copy = CopyWords(context, object);
  context.AddPrivateCopy(object, copy);
  CopyOwned(context, copy);
  return copy;
}

// The direct subclasses of shared class `cls`, in a list of their own.  What
// the agent derived from one of the core's is looked for, see AddSubclass(): a
// write to such a class is rare.
List* Subclasses(Context& context, Class* cls) {
  List* found = NewList(context);
  if (List* known = cls->subclasses) {
    known = context.Resolve(known);
    for (uint64_t i = 0; i < known->size; ++i) {
      ListPush(context, found, known->items()[i]);
    }
  }
  if (!(cls->flags & kClassBuiltin)) return found;
  std::vector<Value> own;
  context.heap().ForEachObject([&](Object* object) {
    if (!object->is(Kind::kClass)) return;
    Tuple* bases = static_cast<Class*>(object)->bases;
    if (bases == nullptr) return;
    for (Value base : bases->span()) {
      if (context.Resolve(base.as_object()) == cls) {
        own.push_back(Value::Of(object));
      }
    }
  });
  for (Value subclass : own) ListPush(context, found, subclass);
  return found;
}

// A class and all that derive from it: their look-ups change with it.
Object* CopyClass(Context& context, Class* cls) {
  cls = context.Resolve(cls);
  if (!cls->shared()) return cls;
  List* subclasses = Subclasses(context, cls);
  Class* copy = static_cast<Class*>(CopyOne(context, cls));
  copy->dict = static_cast<Dict*>(CopyOne(context, copy->dict.get()));
  copy->version = Names::NextVersion();
  copy->subclasses = subclasses;
  for (uint64_t i = 0; i < subclasses->size; ++i) {
    Class* subclass = static_cast<Class*>(subclasses->items()[i].as_object());
    subclasses->items()[i] = Value::Of(CopyClass(context, subclass));
  }
  return copy;
}

}  // namespace

Object* PrivateCopy(Context& context, Object* object) {
  object = context.Resolve(object);
  if (!object->shared()) return object;
  if (object->is(Kind::kClass)) {
    return CopyClass(context, static_cast<Class*>(object));
  }
  return CopyOne(context, object);
}

}  // namespace midge::vm

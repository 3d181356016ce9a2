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
  const size_t length =
      tailed ? static_cast<TailedObject*>(object)->length : 0;
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
  if (Object* known = context.Resolve(object); known != object) return known;
  Object* copy = CopyWords(context, object);
  context.AddPrivateCopy(object, copy);
  CopyOwned(context, copy);
  return copy;
}

// The classes that the agent itself derived from shared class `base`.  A shared
// class knows only the subclasses that the image has, so they are looked for:
// the first write to a class of the image is rare.
std::vector<Class*> OwnSubclasses(Context& context, Class* base) {
  std::vector<Class*> found;
  context.heap().ForEachObject([&](Object* object) {
    if (!object->is(Kind::kClass)) return;
    Class* cls = static_cast<Class*>(object);
    if (cls->bases.get() == nullptr) return;
    for (Value v : cls->bases->span()) {
      if (v == Value::Of(base)) found.push_back(cls);
    }
  });
  return found;
}

// A class and all that derive from it: their look-ups change with it.
Object* CopyClass(Context& context, Class* cls) {
  Class* copy = static_cast<Class*>(CopyOne(context, cls));
  copy->dict = static_cast<Dict*>(CopyOne(context, copy->dict.get()));
  copy->version = Names::NextVersion();
  const std::vector<Class*> own = OwnSubclasses(context, cls);
  List* shared = cls->subclasses;
  if (shared == nullptr && own.empty()) return copy;
  copy->subclasses = NewList(context);
  for (Class* subclass : own) {
    ListPush(context, copy->subclasses, Value::Of(subclass));
  }
  if (shared == nullptr) return copy;
  for (uint64_t i = 0; i < shared->size; ++i) {
    Class* subclass = static_cast<Class*>(shared->items()[i].as_object());
    ListPush(context, copy->subclasses,
             Value::Of(CopyClass(context, subclass)));
  }
  return copy;
}

}  // namespace

Object* PrivateCopy(Context& context, Object* object) {
  if (!object->shared()) return object;
  if (context.private_copies != nullptr) {
    auto found = context.private_copies->find(object);
    if (found != context.private_copies->end()) {
      return found->second.as_object();
    }
  }
  if (object->is(Kind::kClass)) {
    return CopyClass(context, static_cast<Class*>(object));
  }
  return CopyOne(context, object);
}

}  // namespace midge::vm

// What the bases of a class say of its instances' memory, and what the class
// adds to it.
#ifndef MIDGE_VM_OBJECTS_CLASS_LAYOUT_H_
#define MIDGE_VM_OBJECTS_CLASS_LAYOUT_H_

#include <span>
#include <vector>

#include "vm/objects/operators.h"

namespace midge::vm {

// Flags that say what the memory of instances is; those of the best base.
inline constexpr uint32_t kLayoutFlags =
    kClassException | kClassPayload | kClassSubclassable;

// cls.__base__: the base whose instances' memory those of the class extend.
// Null if two have memory of their own, so that no class can have both.
Class* BestBase(Context& context, std::span<const Value> bases);
// The same, but raises, also where one can be no base at all.
Class* BestBaseOrRaise(Context& context, std::span<const Value> bases);

// The names of the members that the classes behind `cls` add, class by class.
std::vector<std::vector<Str*>> MembersOf(Context& context, Class* cls);

// Takes over what `base`, the best of the bases, says of the instances.
void InheritLayout(Context& context, Class* cls, const Class& base);

// Gives the instances of a new class a __dict__, and room for weak references,
// where the best base has not and __slots__, whose names are in `slots`, do not
// say otherwise.
void AddInstanceAttributes(Context& context, Class* cls, const Class& base,
                           Tuple* slots);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_CLASS_LAYOUT_H_

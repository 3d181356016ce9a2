// "Did you mean: 'counter'?", for names and attributes that are not there.
#ifndef MIDGE_VM_INTERP_SUGGESTIONS_H_
#define MIDGE_VM_INTERP_SUGGESTIONS_H_

#include <string>

#include "vm/objects/context.h"
#include "vm/objects/objects.h"

namespace midge::vm {

// What python3 prints behind the message of an uncaught NameError or
// AttributeError, or "". `last` is where it was raised, or null.
std::string SuggestionFor(Context& context, Instance* exception,
                          const Traceback* last);

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_SUGGESTIONS_H_

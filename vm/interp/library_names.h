// The names of CPython's standard library: for telling why a module of it is
// not there, and for tracebacks.
#ifndef MIDGE_VM_INTERP_LIBRARY_NAMES_H_
#define MIDGE_VM_INTERP_LIBRARY_NAMES_H_

#include <string>
#include <string_view>

namespace midge::vm {

// What a ModuleNotFoundError for `name` ("json.tool") says after its usual
// text:
// "" for a module that is not of the standard library.
std::string_view WhyLibraryModuleIsMissing(std::string_view name);

// How code of the file shows where it is: "<frozen abc>" for a module of the
// standard library that CPython has inside, else the file's name.
std::string NameInTracebacks(std::string_view module,
                             std::string_view file_name);

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_LIBRARY_NAMES_H_

// The prelude's files, embedded by the build (cmake/embed.cmake).
#ifndef MIDGE_VM_PRELUDE_PRELUDE_SOURCES_H_
#define MIDGE_VM_PRELUDE_PRELUDE_SOURCES_H_

namespace midge::vm {

struct PreludeSource {
  const char* file_name;
  const char* module;  // "_prelude", or the module that the file is
  const char* text;
};

extern const PreludeSource kPreludeSources[];
extern const int kPreludeSourceCount;

// Modules that are compiled when a program imports them.
extern const PreludeSource kLibrarySources[];
extern const int kLibrarySourceCount;

}  // namespace midge::vm

#endif  // MIDGE_VM_PRELUDE_PRELUDE_SOURCES_H_

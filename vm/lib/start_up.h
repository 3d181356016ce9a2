// Brings the process's core to life: builtin types, modules, prelude.
#ifndef MIDGE_VM_LIB_START_UP_H_
#define MIDGE_VM_LIB_START_UP_H_

#include <string_view>
#include <vector>

#include "vm/interp/loader.h"

namespace midge::vm {

namespace syntax {
struct SyntaxDiagnostic;
struct SourceWarning;
}  // namespace syntax

// Makes and seals the core; a second call does nothing.  Any thread.
void StartUp();

// The compiler in the form that a Program takes it.  Any thread.
CompiledSource CompileModule(std::string_view source,
                             std::string_view file_name,
                             const SourceOptions& options = {});

// What a Program is told of a source with an error.
CompiledSource SourceError(const syntax::SyntaxDiagnostic& error);
// And of what there is to warn of in it.
std::vector<CompiledSource> SourceWarnings(
    const std::vector<syntax::SourceWarning>& warnings);

}  // namespace midge::vm

#endif  // MIDGE_VM_LIB_START_UP_H_

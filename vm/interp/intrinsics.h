// What the prelude's Python needs of C++ and programs must not see: natives in
// the module "_prelude", which only the prelude imports.
#ifndef MIDGE_VM_INTERP_INTRINSICS_H_
#define MIDGE_VM_INTERP_INTRINSICS_H_

#include <span>
#include <string>

#include "vm/bytecode/opcode.h"
#include "vm/interp/loader.h"
#include "vm/objects/context.h"

namespace midge::vm {

// Adds the intrinsics, and the builtins that look at frames and generators
// (globals, locals, next, super, generator's methods ...), to the core.
// REQUIRES: the core is made and not sealed.
void RegisterInterpreter();
// Its parts: for compile(), eval(), exec(), globals() and locals(), for
// frames and tracebacks, and for generators of all types.
void RegisterEvaluation();
void RegisterFrameAttributes();
void RegisterGeneratorMethods();

// The function whose call runs a module's body in `globals`.
Function* NewModuleFunction(Context& context, const CodeData* code,
                            Dict* globals);

// Writes what the compiler warns of to stderr.
void ShowWarnings(Context& context, const CompiledSource& source);
// A tuple of (is a DeprecationWarning, SyntaxError), for the prelude's
// warn_compiled(); unbound if there are none.
Value WarningTuple(Context& context,
                   const std::vector<CompiledSource>& warnings);
// Raises the error that the compiler found.
void RaiseSyntaxError(Context& context, const CompiledSource& error);

// Its part for what the collector leaves to be called.
void RegisterFinalizers();

// The getters of code objects.
void RegisterCodeAttributes();
void RegisterCodeReplace();

// How error texts name what is called: "module.f()".
std::string CalleeName(Context& context, Value callee);

// Whether next() goes with `v`.
bool IsIterator(Context& context, Value v);

// A generator that is_iterator() begins anew, with these arguments.
void RestartGenerator(Generator* generator, std::span<const Value> arguments);

enum class BinaryForm : uint8_t { kPlain, kReflected, kInPlace };
// The special method of an operator: "__add__", "__radd__", "__iadd__".
Str* BinaryName(BinaryOperator op, BinaryForm form);
Str* CompareName(CompareOperator op);

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_INTRINSICS_H_

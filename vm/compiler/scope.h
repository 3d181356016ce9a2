// Scopes: which names a module, class, function, lambda or comprehension has,
// and where each of them lives, as Python's symtable decides it.
//
// Two passes: one over the tree notes every definition and use; one over the
// scopes, outermost first, resolves them.  Both stop at the first error.
//
// Ownership: a ScopeTable owns its Scopes and the mangled names; it refers into
//            the syntax tree, which outlives it.
#ifndef MIDGE_VM_COMPILER_SCOPE_H_
#define MIDGE_VM_COMPILER_SCOPE_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "vm/syntax/ast.h"

namespace midge::vm {

// What is done to a name in one scope.
enum SymbolFlags : uint32_t {
  kSymbolParameter = 1 << 0,
  kSymbolAssigned = 1 << 1,
  kSymbolImported = 1 << 2,
  kSymbolAnnotated = 1 << 3,
  kSymbolUsed = 1 << 4,
  kSymbolGlobal = 1 << 5,          // a `global` statement names it
  kSymbolNonlocal = 1 << 6,        // a `nonlocal` statement names it
  kSymbolDeleted = 1 << 7,         // by `del`, or at the end of `except … as`
  kSymbolWalrus = 1 << 8,          // the target of an assignment expression
  kSymbolIteration = 1 << 9,       // a comprehension's own loop variable
  kSymbolPassedThrough = 1 << 10,  // bound here, and an outer binding of the
                                   // same name passes through to a function
                                   // inside (class bodies only)
  kSymbolStored = 1 << 11,         // assigned, and not by `name: type` alone
  kSymbolBound = kSymbolParameter | kSymbolAssigned | kSymbolImported,
};

// Where a name lives.
enum class Storage : uint8_t {
  kUnresolved,
  kLocal,   // a register; in a class body the namespace
  kCell,    // a register that holds a cell
  kFree,    // a cell of the closure
  kGlobal,  // the module's globals, then the builtins
};

struct Symbol {
  std::string_view name;  // mangled
  uint32_t flags = 0;
  Storage storage = Storage::kUnresolved;
  syntax::Span declared;  // the global or nonlocal statement
};

struct Scope {
  enum class Kind : uint8_t { kModule, kClass, kFunction };

  // REQUIRES: the name is in the scope.
  const Symbol& Find(std::string_view name) const {
    return symbols[index.at(name)];
  }
  bool Has(std::string_view name) const { return index.contains(name); }

  Kind kind = Kind::kModule;
  bool is_comprehension = false;
  bool is_annotation = false;  // one that is a text; nothing comes of it
  bool is_generator = false;
  bool is_async = false;      // of an async def, or a root that may be one
  bool is_coroutine = false;  // an async def, or holds an `await`
  // Of a class: a method uses super() or __class__.
  bool needs_class_cell = false;
  std::string_view private_class;  // the class that mangles __names; or empty
  Scope* parent = nullptr;
  std::vector<Symbol> symbols;  // in order of first appearance
  absl::flat_hash_map<std::string_view, int> index;
  std::vector<std::string_view> free_names;  // sorted
};

// What is wrong and where; no message for no error.  The lines of a tree that a
// program made are whatever it says.
struct CompileError {
  std::string message;
  syntax::Span span;
  // Found before code is made: CPython's error then has no other argument.
  bool is_early = false;

  bool ok() const { return message.empty(); }
};

class ScopeTable {
 public:
  // Makes the scope of `root` (a Module or an Expression) and all inside.
  // `first_line_span` is where errors without a place are shown.
  // `future_annotations`: annotations are texts, as in code that asks for it.
  // `top_level_await`: the root may be a coroutine.
  CompileError Build(const syntax::Node* root, bool future_annotations,
                     bool top_level_await);

  // The scope of a Module, Expression, FunctionDef, Lambda, ClassDef or
  // comprehension.  REQUIRES: Build() saw the node.
  const Scope& Of(const syntax::Node* node) const { return *scopes_.at(node); }

  // `name` as it is spelled inside `private_class`: __x becomes _Class__x.
  std::string_view Mangle(std::string_view private_class,
                          std::string_view name);

 private:
  friend class ScopeBuilder;

  std::vector<std::unique_ptr<Scope>> owned_;  // parents before children
  std::vector<std::unique_ptr<Scope>> of_annotations_;  // never asked for
  absl::flat_hash_map<const syntax::Node*, Scope*> scopes_;
  std::deque<std::string> mangled_;
  absl::flat_hash_map<std::string_view, std::string_view> mangled_index_;
};

}  // namespace midge::vm

#endif  // MIDGE_VM_COMPILER_SCOPE_H_

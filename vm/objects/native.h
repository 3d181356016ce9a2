// How functions written in C++ are described, called, and answer.
//
// A native never runs Python: the interpreter is not re-entered.  It does its
// work and returns, raises, parks, or says which call takes its place.  So a
// native has a fast path in C++ for builtin values, and where a user's method
// may have to run (an __eq__, a key=, an iterator) it hands over to a function
// of the prelude, which is Python:
//
//   NativeResult ListIndex(NativeCall& call) {
//     ... for each item:
//     switch (Equals(call.context, item, call.args[1], &equal)) {
//       case OpResult::kPython:    // a user's __eq__
//         return call.Prelude("list_index", {call.args[0], call.args[1], ...});
//       case OpResult::kRaise: return NativeResult::kRaise;
//       ...
//
// Raw pointers stay good throughout a native, because nothing is collected
// between safepoints.
#ifndef MIDGE_VM_OBJECTS_NATIVE_H_
#define MIDGE_VM_OBJECTS_NATIVE_H_

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/objects/context.h"

namespace midge::vm {

enum class OpResult : uint8_t;  // vm/objects/operators.h
struct PythonCall;              // vm/objects/attributes.h

enum class NativeResult : uint8_t {
  kReturn,  // with call.result
  kRaise,   // context.raised holds the exception
  kCall,    // call.callee(call.call_args...) takes the native's place: what it
            // returns or raises is what the native returns or raises
  kCallIn,  // as kCall, of a class body whose names live in call.call_namespace
  kSend,    // the suspended Generator call.callee runs on, call.call_args[0] is
            // sent in; what it yields is what the native returns
  kThrow,   // the same, but call.call_args[0] is raised in it
  kPark,    // the thread waits: the native has filled in its wait record; the
            // wake-up brings the result (Thread::value)
};

inline constexpr int kMaxCallArguments = 8;

struct NativeCall {
  Context& context;
  Thread* thread;
  // One for each parameter of the signature, in its order.  One that was not
  // given is unbound.  *args is a Tuple, **kwargs a Dict.
  Value* args;
  Value result = {};
  Value callee = {};
  int call_count = 0;
  Value call_args[kMaxCallArguments] = {};
  Value call_namespace = {};  // for kCallIn

  NativeResult Return(Value value) {
    result = value;
    return NativeResult::kReturn;
  }
  NativeResult Call(Value function, std::initializer_list<Value> arguments);
  // Call() of the prelude's function `name`.
  NativeResult Prelude(std::string_view name,
                       std::initializer_list<Value> arguments);
  // Ends the native as an operation ended that wrote to `result` or asked for
  // `python`.
  NativeResult End(OpResult outcome, const PythonCall& python);
};

using NativeFunction = NativeResult (*)(NativeCall&);

// How CPython's function in C takes its arguments, which shows in what it says
// of wrong ones.
enum class CallStyle : uint8_t {
  kDerived,   // as signature and name have it: any of the others but kParsed
  kNamed,     // "pop expected at most 1 argument, got 2"
  kCounted,   // "list.append() takes exactly one argument (2 given)"
  kParsed,    // "find() takes at least 1 argument (0 given)"
  kKeywords,  // "split() takes at most 2 arguments (3 given)"
  kSlot,      // "expected 1 argument, got 0": operators as methods
};

// One row of a type's or module's table.
//
// The signature is written as in Python, without annotations: the defaults are
// for help() and error texts; the native sees "unbound" and decides itself.
//
//   {"split", "self, sep=None, maxsplit=-1", &StrSplit}
//   {"append", "self, object, /", &ListAppend}
struct NativeSpec {
  const char* name;
  const char* signature;
  NativeFunction function;
  CallStyle style = CallStyle::kDerived;
};

// What a Native object points to: a spec with its signature parsed.
struct NativeData {
  Str* name;
  Str* qualified_name;    // "list.append", "len"
  Str* called_as;         // in errors about arguments: "append", "list"
  Str* module;            // "builtins" or null for methods
  const char* signature;  // as NativeSpec has it
  NativeFunction function;
  struct Parameter {
    Str* name;
    bool required;
  };
  std::vector<Parameter> parameters;  // without *args and **kwargs
  int positional_count = 0;           // includes the positional-only ones
  int positional_only_count = 0;
  int keyword_only_count = 0;
  bool var_args = false;      // args[parameters.size()]
  bool var_keywords = false;  // the last of args
  bool is_method = false;     // the first parameter is self
  bool is_slot = false;       // a method that stands for an operator
  CallStyle style = CallStyle::kNamed;
  // The class whose method it is: what it is called on is an instance of that,
  // or a subclass if the first parameter is cls.  Null: it looks itself.
  Class* owner = nullptr;
  bool takes_class = false;
  bool is_getter = false;  // computes an attribute: see AddGetter()
  // A call with so many positional arguments and no others needs no binding
  // but for making the other parameters unbound; none does if direct_max is -1.
  int direct_min = 0;
  int direct_max = -1;
  int direct_slots = 0;  // argument_count()

  // Whether any parameter may be given by its name.
  bool takes_names() const {
    return var_keywords || std::max<int>(positional_only_count, is_method) <
                               static_cast<int>(parameters.size());
  }
  int argument_count() const {
    return static_cast<int>(parameters.size()) + var_args + var_keywords;
  }
};

// A shared Native for `spec`.  `owner` is the class name ("list") or empty:
// then `module` is the module's name.  Made once, at start-up.
Native* MakeNative(const NativeSpec& spec, std::string_view owner,
                   std::string_view module, bool is_method);
// The same for a method of `owner`, which is called on nothing else: what it
// finds in its first argument, it need not look at.
Native* MakeMethod(const NativeSpec& spec, Class* owner);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_NATIVE_H_
